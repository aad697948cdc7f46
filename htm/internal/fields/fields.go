// Package fields finds parameters that a table of tests leaves out.
package fields

import (
	"reflect"
	"strings"
)

// Missing returns the fields of a struct with which none of the rows' names begins,
// as in "Alpha: half the rate moves half as far".
func Missing(params interface{}, rows []string) []string {
	var missing []string
	kind := reflect.TypeOf(params)
	for i := 0; i < kind.NumField(); i++ {
		field, found := kind.Field(i).Name, false
		for _, row := range rows {
			found = found || strings.HasPrefix(row, field+":")
		}
		if !found {
			missing = append(missing, field)
		}
	}
	return missing
}
