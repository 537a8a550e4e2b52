package yaml_test

import (
	"encoding/binary"
	"testing"
	"unicode/utf16"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/rules/yaml"
)

// inUTF16 writes a text with its byte order mark, and some more bytes.
func inUTF16(order binary.AppendByteOrder, text string, more ...byte) []byte {
	src := order.AppendUint16(nil, 0xFEFF)
	for _, unit := range utf16.Encode([]rune(text)) {
		src = order.AppendUint16(src, unit)
	}
	return append(src, more...)
}

const settings = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n"

func TestWhatKubectlReadsOfUTF16(t *testing.T) {
	const half = "the file ends in the middle of a UTF-16 character"
	little, big := binary.LittleEndian, binary.BigEndian
	for name, c := range map[string]struct {
		src  []byte
		want string
	}{
		"little endian":              {inUTF16(little, settings), ""},
		"big endian":                 {inUTF16(big, settings), ""},
		"a byte too many":            {inUTF16(little, settings, '\n'), half},
		"a byte too many, first":     {inUTF16(big, settings, 0), half},
		"a byte too many in JSON":    {inUTF16(big, `{"apiVersion": "v1", "kind": "ConfigMap"}`, '}'), half},
		"half a value":               {inUTF16(little, settings+"data: {}\nextra: x", 'y'), ""},
		"half a comment":             {inUTF16(big, settings+"# x", 'y'), ""},
		"half a pair in a value":     {inUTF16(little, settings+"x: ", 0x3D, 0xD8), ""},
		"half a pair, first in line": {inUTF16(big, settings, 0xD8, 0x3D), `this line is neither a key nor an item of a list`},
	} {
		cfg := &lint.Config{Rules: []*lint.Rule{yaml.SyntaxError}, Shared: workload.NewSettings()}
		got := ""
		for _, d := range lint.Run(cfg, []*manifest.File{manifest.Parse("a.yaml", c.src)}).Diagnostics {
			got += d.Message
		}
		if got != c.want {
			t.Errorf("%s: says %q, want %q", name, got, c.want)
		}
	}
}
