//go:build gophernotes

package main

import (
	_ "embed"
	"sync"

	"gohtm/kernel/internal/docs"
)

// packed is written by kernel/build.
//
//go:embed documentation.gz
var packed []byte

// documentation is what is known of the packages that are compiled in; it is
// unpacked when somebody asks for the first time.
var documentation = sync.OnceValues(func() (docs.Library, error) { return docs.Unpack(packed) })
