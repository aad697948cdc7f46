package datasets

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

var toyData = bytes.Repeat([]byte("sparse distributed\n"), 10_000)

// toySet is a set of one file at the given addresses.
func toySet(urls ...string) Set {
	sum := sha256.Sum256(toyData)
	return Set{Name: "toy", Files: []File{{Path: "toys/toy.txt", Size: int64(len(toyData)), SHA256: fmt.Sprintf("%x", sum), URLs: urls}}}
}

// serve is a local server with a right file, and one path for each way to fail.
func serve(t *testing.T) (url string, hits *atomic.Int64) {
	hits = new(atomic.Int64)
	mux := http.NewServeMux()
	handle := func(path string, f func(http.ResponseWriter, *http.Request)) {
		mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) { hits.Add(1); f(w, r) })
	}
	handle("/good", func(w http.ResponseWriter, r *http.Request) { w.Write(toyData) })
	handle("/moved", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/good", http.StatusFound) })
	handle("/circle", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/circle", http.StatusFound) })
	handle("/500", func(w http.ResponseWriter, r *http.Request) { http.Error(w, "no", 500) })
	handle("/damaged", func(w http.ResponseWriter, r *http.Request) { w.Write(append([]byte("S"), toyData[1:]...)) })
	handle("/short", func(w http.ResponseWriter, r *http.Request) { w.Write(toyData[1:]) })
	handle("/long", func(w http.ResponseWriter, r *http.Request) { w.Write(append(toyData, '!')) })
	handle("/truncated", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", fmt.Sprint(len(toyData)))
		w.Write(toyData[:5000])
	})
	handle("/silent", func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	handle("/stalls", func(w http.ResponseWriter, r *http.Request) {
		w.Write(toyData[:5000])
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	})
	handle("/slow", func(w http.ResponseWriter, r *http.Request) { // but never silent for long
		for i := 0; i < len(toyData); i += 10_000 {
			w.Write(toyData[i:min(i+10_000, len(toyData))])
			w.(http.Flusher).Flush()
			time.Sleep(20 * time.Millisecond)
		}
	})
	var together sync.WaitGroup
	together.Add(2)
	handle("/together", func(w http.ResponseWriter, r *http.Request) { // answers when two have asked
		together.Done()
		together.Wait()
		w.Write(toyData)
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL, hits
}

func toyStore(t *testing.T) *store { return &store{cache: t.TempDir(), transport: transport} }

const testSilence = time.Second

func TestFetch(t *testing.T) {
	url, _ := serve(t)
	for _, tt := range []struct {
		name  string
		paths string // below the server
		want  string // part of the error, or empty
	}{
		{"the right bytes", "/good", ""},
		{"404, then the second address", "/nowhere /good", ""},
		{"500, then the second address", "/500 /good", ""},
		{"a wrong sum, then the second address", "/damaged /good", ""},
		{"cut off, then the second address", "/truncated /good", ""},
		{"no answer, then the second address", "/silent /good", ""},
		{"stops in the middle, then the second address", "/stalls /good", ""},
		{"a slow line that goes on", "/slow", ""},
		{"a redirect", "/moved", ""},
		{"404", "/nowhere", "/nowhere: the server says 404 Not Found"},
		{"500", "/500", "/500: the server says 500 Internal Server Error"},
		{"a wrong sum", "/damaged", "/damaged: the answer is damaged: SHA-256 "},
		{"too short", "/short", "the answer is damaged: 189999 bytes, want 190000"},
		{"too long", "/long", "the answer is damaged: 190001 bytes, want 190000"},
		{"cut off", "/truncated", "/truncated: broke off after 5000 of 190000 bytes: unexpected EOF"},
		{"no answer", "/silent", "/silent: nothing came for 1s"},
		{"stops in the middle", "/stalls", "/stalls: nothing came for 1s"},
		{"redirects without end", "/circle", "stopped after 10 redirects"},
		{"two failures are both named", "/500 /nowhere", "the server says 404"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s, set := toyStore(t), toySet()
			for _, path := range strings.Fields(tt.paths) {
				set.Files[0].URLs = append(set.Files[0].URLs, url+path)
			}
			data, path, err := s.load(context.Background(), set, set.Files[0], testSilence, nil)
			if tt.want == "" {
				kept, _ := os.ReadFile(filepath.Join(s.cache, "toys", "toy.txt"))
				if err != nil || !bytes.Equal(data, toyData) || !bytes.Equal(kept, toyData) || path != s.cached(set.Files[0]) {
					t.Errorf("error %v, %d bytes given, %d kept; want none, and all", err, len(data), len(kept))
				}
			} else if err == nil || !strings.Contains(err.Error(), tt.want) || !errors.Is(err, ErrUnavailable) {
				t.Errorf("error %v, want %q in it", err, tt.want)
			}
			wantFiles(t, s, tt.want == "")
		})
	}
}

// wantFiles checks that the cache holds the toy file alone, or nothing.
func wantFiles(t *testing.T, s *store, toy bool) {
	t.Helper()
	entries, _ := os.ReadDir(filepath.Join(s.cache, "toys"))
	if toy && (len(entries) != 1 || entries[0].Name() != "toy.txt") || !toy && len(entries) != 0 {
		t.Errorf("the cache holds %v, want the file: %v, and nothing else", entries, toy)
	}
}

func TestUnavailableNamesTheThreeWays(t *testing.T) {
	s := &store{data: t.TempDir(), cache: t.TempDir(), transport: transport}
	_, err := s.fetchSet(context.Background(), toySet("http://127.0.0.1:1/toy"), nil)
	for _, want := range []string{
		"set GOHTM_DATA to a folder that holds toys/toy.txt (now set to " + s.data + ", where it is not)",
		"go run ./datasets/... fetch toy (it lands in " + s.cache + ")",
		"save http://127.0.0.1:1/toy as " + filepath.Join(s.cache, "toys", "toy.txt"),
		"http://127.0.0.1:1/toy: dial tcp 127.0.0.1:1: connect: connection refused",
	} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q in it", err, want)
		}
	}
}

// The order: GOHTM_DATA, the cache, the net; and the net only when it must be.
func TestPlaces(t *testing.T) {
	url, hits := serve(t)
	s := &store{data: t.TempDir(), cache: t.TempDir(), transport: transport}
	set := toySet(url + "/good")
	f := set.Files[0]
	load := func(wantPath string, wantHits int64) {
		t.Helper()
		data, path, err := s.load(context.Background(), set, f, testSilence, nil)
		if err != nil || path != wantPath || hits.Load() != wantHits || !bytes.Equal(data, toyData) {
			t.Errorf("from %s after %d requests, error %v; want %s, %d, none", path, hits.Load(), err, wantPath, wantHits)
		}
	}
	load(s.cached(f), 1) // nowhere: fetched
	load(s.cached(f), 1) // cached
	put(t, s.cached(f), toyData[:77])
	load(s.cached(f), 2) // cut off in the cache: fetched again
	put(t, s.cached(f), append([]byte("S"), toyData[1:]...))
	load(s.cached(f), 3) // damaged in the cache: fetched again
	load(s.cached(f), 3)
	mine := filepath.Join(s.data, "toys", "toy.txt")
	put(t, mine, toyData)
	load(mine, 3)
	put(t, mine, toyData[:77])
	if _, _, err := s.load(context.Background(), set, f, testSilence, nil); err == nil || !strings.Contains(err.Error(), mine) || hits.Load() != 3 {
		t.Errorf("error %v after %d requests for a damaged file in GOHTM_DATA, want its path, and no request", err, hits.Load())
	}
	// Damaged in the cache, and no net: both are told.
	s.data, set.Files[0].URLs = "", []string{url + "/500"}
	put(t, s.cached(f), toyData[:77])
	_, _, err := s.load(context.Background(), set, set.Files[0], testSilence, nil)
	if err == nil || !strings.Contains(err.Error(), "is damaged: 77 bytes") || !strings.Contains(err.Error(), "the server says 500") {
		t.Errorf("error %v, want the damage and the server's answer", err)
	}
}

func TestProgress(t *testing.T) {
	url, _ := serve(t)
	var done []int64
	_, err := toyStore(t).fetchSet(context.Background(), toySet(url+"/slow"), func(p Progress) {
		if p.File != "toys/toy.txt" || p.Total != int64(len(toyData)) || len(done) > 0 && p.Done <= done[len(done)-1] {
			t.Errorf("progress %+v after %v", p, done)
		}
		done = append(done, p.Done)
	})
	if err != nil || len(done) < 10 || done[len(done)-1] != int64(len(toyData)) {
		t.Errorf("progress %v, error %v; want ten calls or more up to %d", done, err, len(toyData))
	}
}

func TestCancelLeavesNothingBehind(t *testing.T) {
	url, _ := serve(t)
	s := toyStore(t)
	ctx, cancel := context.WithCancel(context.Background())
	begun := time.Now()
	// The second address would work, but whoever cancels wants none.
	_, err := s.fetchSet(ctx, toySet(url+"/stalls", url+"/good"), func(Progress) { cancel() })
	if !errors.Is(err, context.Canceled) || time.Since(begun) > patience/2 {
		t.Errorf("error %v after %v, want canceled, at once", err, time.Since(begun))
	}
	wantFiles(t, s, false)
}

// full is a disk that takes so many bytes.
type full struct {
	w    io.Writer
	room int
}

func (d *full) Write(p []byte) (int, error) {
	if len(p) <= d.room {
		d.room -= len(p)
		return d.w.Write(p)
	}
	n, _ := d.w.Write(p[:d.room])
	d.room -= n
	return n, &os.PathError{Op: "write", Path: "toy", Err: syscall.ENOSPC}
}

func TestDiskFull(t *testing.T) {
	url, hits := serve(t)
	s := toyStore(t)
	s.output = func(w io.Writer) io.Writer { return &full{w, 4096} }
	_, err := s.fetchSet(context.Background(), toySet(url+"/good", url+"/good"), nil)
	if !errors.Is(err, syscall.ENOSPC) || !strings.Contains(err.Error(), "toys/toy.txt cannot be kept in the cache") || hits.Load() != 1 {
		t.Errorf("error %v after %d requests, want no space left, and one request", err, hits.Load())
	}
	wantFiles(t, s, false)
}

func TestCacheThatCannotBeMade(t *testing.T) {
	url, hits := serve(t)
	s := toyStore(t)
	put(t, filepath.Join(s.cache, "toys"), []byte("a file where the folder should be"))
	_, err := s.fetchSet(context.Background(), toySet(url+"/good"), nil)
	if err == nil || !strings.Contains(err.Error(), "the cache cannot be written: mkdir "+filepath.Join(s.cache, "toys")) || hits.Load() != 0 {
		t.Errorf("error %v after %d requests, want the folder's name, and no request", err, hits.Load())
	}
	s = &store{cacheErr: errors.New("no HOME"), transport: transport}
	if _, err := s.fetchSet(context.Background(), toySet(url+"/good"), nil); err == nil || !strings.Contains(err.Error(), "no HOME") {
		t.Errorf("error %v, want why there is no cache", err)
	}
}

func TestManyAtOnce(t *testing.T) {
	url, _ := serve(t)
	s := toyStore(t)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			data, _, err := s.load(context.Background(), toySet(url+"/slow"), toySet(url + "/slow").Files[0], patience, nil)
			if err != nil || !bytes.Equal(data, toyData) {
				t.Errorf("%d bytes, error %v; want all", len(data), err)
			}
		})
	}
	wg.Wait()
	wantFiles(t, s, true)
}

// TestMain lets the test binary be a process of its own that fetches the toy set
// into the cache of its environment.
func TestMain(m *testing.M) {
	url := os.Getenv("GOHTM_TEST_FETCH")
	if url == "" {
		os.Exit(m.Run())
	}
	if _, err := newStore().fetchSet(context.Background(), toySet(url), nil); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	os.Exit(0)
}

func process(cache, url string, env ...string) *exec.Cmd {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "GOHTM_DATA=", "HOME="+cache, "XDG_CACHE_HOME="+cache, "GOHTM_TEST_FETCH="+url)
	cmd.Env = append(cmd.Env, env...)
	return cmd
}

func TestTwoProcessesAtOnce(t *testing.T) {
	url, hits := serve(t)
	s := &store{cache: filepath.Join(t.TempDir(), "gohtm")}
	first, second := process(filepath.Dir(s.cache), url+"/together"), process(filepath.Dir(s.cache), url+"/together")
	if err := errors.Join(first.Start(), second.Start()); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(first.Wait(), second.Wait()); err != nil || hits.Load() != 2 {
		t.Errorf("error %v after %d requests, want none, two", err, hits.Load())
	}
	wantFiles(t, s, true)
	if data, place := s.local(toySet().Files[0]); place.Err != nil || !bytes.Equal(data, toyData) {
		t.Errorf("%+v, want the whole file in the cache", place)
	}
}

// A process that is killed in the middle leaves its temporary file; it does no harm.
func TestAfterACrash(t *testing.T) {
	url, _ := serve(t)
	s := &store{cache: filepath.Join(t.TempDir(), "gohtm"), transport: transport}
	crash := process(filepath.Dir(s.cache), url+"/stalls")
	if err := crash.Start(); err != nil {
		t.Fatal(err)
	}
	left := func() int {
		parts, _ := filepath.Glob(filepath.Join(s.cache, "toys", ".toy.txt.*.part"))
		return len(parts)
	}
	for range 3000 {
		if left() > 0 {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	crash.Process.Kill()
	crash.Wait()
	if left() != 1 {
		t.Fatalf("%d temporary files after the crash, want 1 for this test to mean something", left())
	}
	set := toySet(url + "/good")
	if _, place := s.local(set.Files[0]); place.From != "" {
		t.Errorf("found %+v after the crash, want nothing", place)
	}
	if data, _, err := s.load(context.Background(), set, set.Files[0], testSilence, nil); err != nil || !bytes.Equal(data, toyData) {
		t.Errorf("%d bytes, error %v after the crash; want all", len(data), err)
	}
}

// The proxy of the environment is asked for a host that does not exist.
func TestProxy(t *testing.T) {
	var asked atomic.Value
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Store(r.URL.String())
		w.Write(toyData)
	}))
	defer proxy.Close()
	s := &store{cache: filepath.Join(t.TempDir(), "gohtm")}
	cmd := process(filepath.Dir(s.cache), "http://toys.invalid/toy", "HTTP_PROXY="+proxy.URL, "http_proxy="+proxy.URL, "NO_PROXY=", "no_proxy=")
	if out, err := cmd.CombinedOutput(); err != nil || asked.Load() != "http://toys.invalid/toy" {
		t.Errorf("%v: %s; the proxy was asked for %v", err, out, asked.Load())
	}
	wantFiles(t, s, true)
}
