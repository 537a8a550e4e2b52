package manifest

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"

	yamlv2 "go.yaml.in/yaml/v2"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// readYAML parses the text of one document with kyaml; nil for a text without a value. Its error is kubectl's: where
// kyaml (go-yaml v3) fails, or the text is of the kind on which it differs from kubectl's reader (go-yaml v2), that one
// is asked too. Where there is no doubt, read may have the value already; it may be nil.
func readYAML(d *Document, read func(*Document, []byte) *yaml.Node, piece []byte, end int) (*yaml.Node, *SyntaxError) {
	text := piece[:end]
	simple := len(text) == len(piece) && !readersMayDiffer(text)
	if simple && read != nil {
		if n := read(d, text); n != nil {
			return n, nil
		}
	}
	n, err := readV3(text)
	if err == nil && simple {
		return n, nil
	}
	want, errV2 := readV2(piece) // all of it: go-yaml may trip over what comes behind the end
	switch {
	case errV2 != nil && (err != nil || n == nil):
		return nil, yamlError(d, errV2, err)
	case errV2 != nil:
		return nil, yamlError(d, errV2, nil)
	case err == nil:
		return n, nil
	}
	for _, other := range equivalents(text, err) {
		if got, errV2 := readV2(other); errV2 == nil && reflect.DeepEqual(got, want) {
			if n, err := readV3(other); err == nil {
				return n, nil
			}
		}
	}
	return nil, yamlError(d, fmt.Errorf("kubectl can read this, but tfk8s cannot: %w", err), err)
}

// equivalents are texts with the positions of a text that kyaml cannot read, which it may read, and which may have the
// same value to kubectl: kyaml looks farther ahead, so it stumbles over what kubectl never reads; and over comments.
func equivalents(text []byte, err error) [][]byte {
	_, line := splitError(err)
	starts := lineStarts(text)
	line = min(max(line, 1), len(starts))
	bare := blankComments(text)
	texts := [][]byte{bare, text[:dedent(text)]}
	for back := 1; back <= 2 && line >= back; back++ {
		texts = append(texts, text[:starts[line-back]], bare[:starts[line-back]])
	}
	return texts
}

// dedent is the offset of the first line that is indented less than the first content: where a map that is indented ends,
// and all that kubectl reads.
func dedent(text []byte) int {
	indent := -1
	for pos := 0; pos < len(text); pos = nextLine(text, pos) {
		line := firstLineRaw(text[pos:])
		switch own := countIndent(line); {
		case !hasContent(line):
		case indent < 0:
			indent = own
		case own < indent:
			return pos
		}
	}
	return len(text)
}

func readV3(text []byte) (*yaml.Node, error) {
	return nextValue(yaml.NewDecoder(bytes.NewReader(withNewline(text))))
}

// nextValue reads the next value, nil where there is none. It returns an error where go-yaml v3 panics.
func nextValue(dec *yaml.Decoder) (n *yaml.Node, err error) {
	defer recovered(&err)
	var doc yaml.Node
	if err := dec.Decode(&doc); err != nil || len(doc.Content) == 0 {
		if errors.Is(err, io.EOF) {
			err = nil
		}
		return nil, err
	}
	return doc.Content[0], nil
}

func readV2(text []byte) (v any, err error) {
	defer recovered(&err)
	err = yamlv2.Unmarshal(withNewline(text), &v)
	return v, err
}

func recovered(err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("%v", r)
	}
}

// withNewline ends the last line, as kubectl does when it reads line by line: a block scalar at the end of a file
// then has a final line break even where the file has none.
func withNewline(text []byte) []byte {
	if n := len(text); n > 0 && text[n-1] != '\n' {
		return append(text[:n:n], '\n')
	}
	return text
}

// readersMayDiffer reports whether a text has something that go-yaml v2 rejects and v3 may read: a comment behind a tab, or a
// byte order mark in the middle.
func readersMayDiffer(text []byte) bool {
	if bytes.Contains(text, byteOrderMarks[utf8BOM]) {
		return true
	}
	for pos := bytes.IndexByte(text, '\t'); pos >= 0; {
		rest := text[skipSpace(text, pos):]
		if len(rest) > 0 && rest[0] == '#' {
			return true
		}
		next := bytes.IndexByte(rest, '\t')
		if next < 0 {
			return false
		}
		pos = len(text) - len(rest) + next
	}
	return false
}

// blankComments replaces what may be comments by blanks.
func blankComments(text []byte) []byte {
	out := bytes.Clone(text)
	for i := 0; i < len(out); i++ {
		if beginsComment(text, i) {
			n := len(firstLineRaw(out[i:]))
			for j := i; j < i+n; j++ {
				out[j] = ' '
			}
			i += n
		}
	}
	return out
}
