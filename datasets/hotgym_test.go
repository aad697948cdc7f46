package datasets

import (
	"os"
	"path/filepath"
	"testing"
)

// realData is the folder with the real files, or the test is skipped.
func realData(t *testing.T) string {
	for _, dir := range []string{os.Getenv(DataVariable), "../../shared/datasets"} {
		if _, err := os.Stat(filepath.Join(dir, "hotgym", "rec-center-hourly.csv")); dir != "" && err == nil {
			return dir
		}
	}
	t.Skipf("the real hot gym is not here: set %s to a folder that holds it", DataVariable)
	return ""
}
