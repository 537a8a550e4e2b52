package schemas

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"

	"go.yaml.in/yaml/v3"
)

// ToolforgeName is what other policies call that of [Toolforge].
const ToolforgeName = "toolforge-2020"

// Toolforge returns the policy of the 2020 cluster of Wikimedia Toolforge. It
// is static data, shared by all callers, and must not be changed.
func Toolforge() *Policy { return &toolforge }

// LoadPolicy decodes a policy in the form of toolforge.yaml, or one that
// extends that of Toolforge: it has only the keys that differ, and of a list
// with keys only the rows that differ. What a row leaves out stays. name stands
// for the file in messages. Unknown keys, rows that no list has, values of
// another type and rows that contradict each other are errors, each on a line
// of its own and with the file, the line and the column it is about.
//
// A row with a date holds as of [Policy.AsOf]: what came later is among the
// later rows, and what ended before is not there.
func LoadPolicy(name string, src []byte) (*Policy, error) {
	root, err := parsePolicy(name, src)
	if err != nil {
		return nil, err
	}
	r := newPolicyReader(name)
	p, isNew := new(Policy), true
	if base := valueOf(root, "extends"); base != nil {
		if base.Value != ToolforgeName {
			r.fail(base, "there is no policy %q to extend; use %s", base.Value, ToolforgeName)
			return nil, errors.Join(r.errs...)
		}
		*p, isNew = toolforge, false
	}
	if r.read("", root, reflect.ValueOf(p).Elem(), isNew); len(r.errs) == 0 {
		r.check(p)
	}
	if len(r.errs) > 0 {
		return nil, errors.Join(r.errs...)
	}
	p.settle()
	return p, nil
}

// parsePolicy returns the one document of a policy.
func parsePolicy(name string, src []byte) (root *yaml.Node, err error) {
	var doc, next yaml.Node
	dec := yaml.NewDecoder(bytes.NewReader(src))
	switch err := dec.Decode(&doc); {
	case errors.Is(err, io.EOF):
		return nil, fmt.Errorf("%s:1:1: the policy is empty; begin with extends: %s", name, ToolforgeName)
	case err != nil:
		return nil, withPlace(name, err)
	}
	if err := dec.Decode(&next); err == nil {
		return nil, fmt.Errorf("%s:%d:%d: a second document; a policy is one", name, next.Line, next.Column)
	} else if !errors.Is(err, io.EOF) {
		return nil, withPlace(name, err)
	}
	return doc.Content[0], nil
}

// withPlace rewrites the parser's "line 3: ..." to "name:3:1: ...".
func withPlace(name string, err error) error {
	message := strings.TrimPrefix(err.Error(), "yaml: ")
	line, text, found := strings.Cut(strings.TrimPrefix(message, "line "), ": ")
	if !found || !strings.HasPrefix(message, "line ") {
		line, text = "1", message
	}
	return fmt.Errorf("%s:%s:1: %s", name, line, text)
}
