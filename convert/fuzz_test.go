package convert_test

import "testing"

// FuzzConvert checks convert's promises on random texts. Its seeds are the examples of the pages and the inputs of the cases.
func FuzzConvert(f *testing.F) {
	for _, s := range samples(f) {
		if len(s.text) < 2000 {
			f.Add(s.file, s.text)
		}
	}
	f.Fuzz(func(t *testing.T, name, text string) {
		for direction, cfg := range directions() {
			for _, problem := range broken(cfg, name, text) {
				t.Errorf("%s: %s", direction, problem)
			}
		}
	})
}
