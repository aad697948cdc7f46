package datasets

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
)

// A read-only cache is named before a byte is fetched. Root may write anywhere,
// so for it this thread becomes nobody to the file system.
func TestReadOnlyCache(t *testing.T) {
	url, hits := serve(t)
	s := toyStore(t)
	folder := filepath.Join(s.cache, "toys")
	if err := os.Mkdir(folder, 0o555); err != nil {
		t.Fatal(err)
	}
	for dir := folder; dir != os.TempDir(); dir = filepath.Dir(dir) {
		if err := os.Chmod(dir, 0o555); err != nil { // every one may look
			t.Fatal(err)
		}
		defer os.Chmod(dir, 0o755)
	}
	const nobody = 65534
	runtime.LockOSThread() // never unlocked: the thread ends with this goroutine
	if os.Getuid() == 0 {
		syscall.RawSyscall(syscall.SYS_SETFSUID, nobody, 0, 0)
		defer syscall.RawSyscall(syscall.SYS_SETFSUID, 0, 0, 0)
	}
	_, err := s.fetchSet(context.Background(), toySet(url+"/good"), nil)
	if !errors.Is(err, fs.ErrPermission) || !strings.Contains(err.Error(), "the cache cannot be written: open "+folder) || hits.Load() != 0 {
		t.Errorf("error %v after %d requests, want permission denied with the folder's name, and no request", err, hits.Load())
	}
}
