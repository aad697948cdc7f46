package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
)

// kept is a file in build/reproduce: the result of a run.
type kept struct {
	Claim  string
	Result json.RawMessage
	Sum    string // SHA-256 of Result
}

// keyOf names the file of a run: all that can change its result is in it.
func keyOf(claim string, seed uint64, fingerprint []byte) string {
	sum := sha256.New()
	write(sum, claim)
	write(sum, strconv.FormatUint(seed, 10))
	write(sum, string(fingerprint))
	return fmt.Sprintf("%x", sum.Sum(nil))[:32]
}

func (p project) keptFile(key string) string {
	return filepath.Join(p.root, "build", "reproduce", key+".json")
}

// recall returns the result that is kept under a key. A file that is damaged is like none.
func (p project) recall(j job) (result, bool) {
	text, err := os.ReadFile(p.keptFile(j.key))
	if err != nil {
		return result{}, false
	}
	var k kept
	var r result
	if json.Unmarshal(text, &k) != nil || k.Sum != sumOf(k.Result) || json.Unmarshal(k.Result, &r) != nil || r.Seed != j.seed {
		return result{}, false
	}
	return r, true
}

// keep writes the result of a run.
func (p project) keep(j job, r result) error {
	inner, err := json.Marshal(r)
	if err != nil {
		return err
	}
	text, err := json.Marshal(kept{j.claim.name, inner, sumOf(inner)})
	if err != nil {
		return err
	}
	return replace(p.keptFile(j.key), text)
}

func sumOf(text []byte) string { return fmt.Sprintf("%x", sha256.Sum256(text)) }

// replace writes a file as a whole or not at all, and its folder if there is none.
func replace(path string, text []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".new-*")
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	err = errors.Join(err, f.Chmod(0o644), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}

func (p project) resultsFile(claim string) string {
	return filepath.Join(p.root, "reproduce", "results", claim+".json")
}

// update puts results into the files that the page is made from; those of claims
// that were not run stay, and, if part, those that have more seeds.
func (p project) update(results map[string][]result, part bool) error {
	for claim, found := range results {
		if old, err := p.found(claim); part && err == nil && len(old) > len(found) {
			continue
		}
		var b bytes.Buffer
		b.WriteString("[\n")
		for i, r := range found {
			line, err := json.Marshal(r)
			if err != nil {
				return err
			}
			b.Write(line)
			if i < len(found)-1 {
				b.WriteByte(',')
			}
			b.WriteByte('\n')
		}
		b.WriteString("]\n")
		if err := replace(p.resultsFile(claim), b.Bytes()); err != nil {
			return err
		}
	}
	return nil
}

// found reads the results of a claim that the page is made from, nil if it was never run.
func (p project) found(claim string) ([]result, error) {
	text, err := os.ReadFile(p.resultsFile(claim))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var results []result
	if err := json.Unmarshal(text, &results); err != nil {
		return nil, fmt.Errorf("%s: %w", p.resultsFile(claim), err)
	}
	return results, nil
}
