package convert_test

import "testing"

// FuzzConvert checks convert's promises on random texts. Its seeds are the examples of the pages and the inputs of the cases.
func FuzzConvert(f *testing.F) {
	for _, s := range samples(f) {
		if len(s.text) < 2000 {
			f.Add(s.file, s.text)
		}
	}
	for _, text := range oddBytes {
		f.Add("job.yaml", text)
	}
	f.Fuzz(func(t *testing.T, name, text string) {
		for direction, cfg := range directions() {
			for _, problem := range broken(cfg, name, text) {
				t.Errorf("%s: %s", direction, problem)
			}
		}
	})
}

// oddBytes are texts that the files of cases cannot contain, with bytes and characters that once caused faults.
var oddBytes = []string{
	"apiVersion: v1\nkind: Pod\nmetadata: {name: caf\xe9, namespace: tally}\n",
	"\xff\xfea\x00:\x00 \x001\x00\n\x00",
	"\xfe\xff\x00a\x00:\x00 \x001\x00\n",
	"apiVersion: v1\rkind: ConfigMap\rmetadata: {name: a, namespace: tally}\r",
	"apiVersion: v1\r\nkind: ConfigMap\nmetadata:\r\n  name: a\n  namespace: tally\r\n",
	"kind: !<!> ConfigMap\napiVersion: ! v1\nmetadata: {name: a, namespace: !!str tally}\n",
	"apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: tally}\ndata: {a: \"\\x1b[2J\u2028\u0085\x7f\", b: \u202e}\n",
	"\ufeffapiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: tally}\n---\n\ufeffkind: Pod\n",
	"apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a,\tnamespace: tally}\n\t# a\n\x00",
	"a: &a [*a]\nkind: &k ConfigMap\n? *k\n: b\n<<: *a\n",
	"a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nkind: ConfigMap\napiVersion: v1\ndata: {d: *c}\n",
}
