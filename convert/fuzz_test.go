package convert_test

import (
	"testing"

	"github.com/toolforge/tfk8s/rules"
)

// FuzzConvert holds convert's promises against texts that nobody wrote. Its seeds are the examples of the pages and the
// inputs of the cases.
func FuzzConvert(f *testing.F) {
	for _, s := range samples(f) {
		if len(s.text) < 2000 {
			f.Add(s.file, s.text)
		}
	}
	cfg := rules.NewSettings().Config(rules.All)
	f.Fuzz(func(t *testing.T, name, text string) {
		for _, problem := range broken(cfg, name, text) {
			t.Error(problem)
		}
	})
}
