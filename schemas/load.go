package schemas

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Toolforge returns the policy of the 2020 cluster of Wikimedia Toolforge. It
// is static data, shared by all callers, and must not be changed.
func Toolforge() *Policy { return &toolforge }

// LoadPolicy decodes a policy in the form of toolforge.yaml; name is
// that of the file in messages. Unknown keys, values of another type and rows that
// contradict each other are errors, each on a line of its own and with the file
// and the line it is about.
func LoadPolicy(name string, src []byte) (*Policy, error) {
	p := new(Policy)
	dec := yaml.NewDecoder(bytes.NewReader(src))
	dec.KnownFields(true)
	switch err := dec.Decode(p); {
	case errors.Is(err, io.EOF):
		return nil, fmt.Errorf("%s:1: the policy is empty; begin with a copy of toolforge.yaml", name)
	case err != nil:
		return nil, withPlace(name, err)
	}
	var next yaml.Node
	if err := dec.Decode(&next); err == nil {
		return nil, fmt.Errorf("%s:%d: a second document; a policy is one", name, next.Line)
	} else if !errors.Is(err, io.EOF) {
		return nil, withPlace(name, err)
	}
	if err := checkPolicy(p, name, src); err != nil {
		return nil, err
	}
	return p, nil
}

// withPlace rewrites the decoder's "line 3: ..." to "name:3: ...".
func withPlace(name string, err error) error {
	messages := []string{strings.TrimPrefix(err.Error(), "yaml: ")}
	var wrongTypes *yaml.TypeError
	if errors.As(err, &wrongTypes) {
		messages = wrongTypes.Errors
	}
	var all []error
	for _, m := range messages {
		line, text, found := strings.Cut(strings.TrimPrefix(m, "line "), ": ")
		if !found || !strings.HasPrefix(m, "line ") {
			line, text = "1", m
		}
		if key, _, found := strings.Cut(strings.TrimPrefix(text, "field "), " not found in type "); found {
			text = fmt.Sprintf("unknown key %q; remove it or correct its spelling", key)
		}
		all = append(all, fmt.Errorf("%s:%s: %s", name, line, text))
	}
	return errors.Join(all...)
}
