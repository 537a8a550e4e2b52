package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/input"
	"github.com/toolforge/tfk8s/convert"
	"github.com/toolforge/tfk8s/rules"
	"github.com/toolforge/tfk8s/rules/workload"
)

func TestFilesOfAChunkConvertAsTheyDoAlone(t *testing.T) {
	texts := []string{
		"kind: ConfigMap\napiVersion: v1\nmetadata: {name: a, namespace: mytool}",
		"kind: ConfigMap\napiVersion: v1\nmetadata: &m {name: b, namespace: mytool}\n",
		"kind: ConfigMap\n\tapiVersion: v1\n",
		`{"kind": "ConfigMap", "apiVersion": "v1", "metadata": {"name": "c", "namespace": "mytool"}}`,
		"kind: ConfigMap\napiVersion: v1\nmetadata: {name: d, namespace: mytool}\n---\nkind: Secret\n",
		"# nothing\n",
		"kind: ConfigMap\r\napiVersion: v1\r\nmetadata: {name: e, namespace: mytool}\r\n",
	}
	dir := t.TempDir()
	var chunk []input.File
	for i, text := range texts {
		name := filepath.Join(dir, fmt.Sprint(i, ".yaml"))
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		chunk = append(chunk, input.File{Name: name}, input.File{Name: filepath.Join(dir, fmt.Sprint(i, "-is-not-there.yaml"))})
	}
	o, opts := new(convertOptions), &convert.Options{Config: rules.Config(workload.NewSettings(), rules.All), Pin: rules.Pin}
	changed := 0
	for i, got := range o.convertChunk(&console{}, opts, chunk) {
		want := o.convertChunk(&console{}, opts, chunk[i:i+1])[0]
		if fmt.Sprint(got.err) != fmt.Sprint(want.err) || got.err == nil && !bytes.Equal(got.result.File.Src, want.result.File.Src) {
			t.Errorf("%s: %v, alone: %v, and the texts may differ", chunk[i].Name, got.err, want.err)
		}
		if got.result.Changed {
			changed++
		}
	}
	if changed < 5 {
		t.Errorf("%d files changed", changed)
	}
}

// The diff is on standard output, and the findings on standard error. Each has colors if it is a terminal.
func TestConvertColorsWhatGoesToATerminal(t *testing.T) {
	name := filepath.Join(t.TempDir(), "secret.yaml")
	if err := os.WriteFile(name, []byte("kind: Secret\napiVersion: v1\nmetadata: {name: a, namespace: mytool}\ndata: {a: 'not base64'}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, isTerminal := range []bool{true, false} {
		var out, errs bytes.Buffer
		c := &console{
			out: &out, err: &errs, getenv: func(string) string { return "" }, width: func() int { return 0 },
			terminal: func() bool { return isTerminal }, errTerminal: func() bool { return !isTerminal },
		}
		if code := run([]string{"convert", "-d", name}, c); code != exitFindings {
			t.Fatal(code, errs.String())
		}
		if got := strings.Contains(out.String(), "\x1b["); got != isTerminal {
			t.Errorf("standard output is a terminal: %t, and it has colors: %t", isTerminal, got)
		}
		if got := strings.Contains(errs.String(), "\x1b["); got == isTerminal {
			t.Errorf("standard error is a terminal: %t, and it has colors: %t", !isTerminal, got)
		}
	}
}
