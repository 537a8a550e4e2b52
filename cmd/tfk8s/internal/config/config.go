// Package config finds and reads .tfk8s.yaml, which holds the settings of a repository.
//
// It knows how such a file is written, not what its keys are about: the caller lists them. Every error names the place
// and the way out.
package config

import (
	"slices"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/files"
	"github.com/toolforge/tfk8s/lint/manifest"
)

// Name is how the file is called.
const Name = ".tfk8s.yaml"

// A Form is what a key may hold.
type Form uint8

const (
	Text   Form = iota // one text
	Switch             // true or false
	List               // a list of texts
	Globs              // a map from globs to lists of texts
)

// A Key is one that a file may have.
type Key struct {
	Name    string
	Form    Form
	Example string             // of a text, for messages
	Words   []string           // the texts that it may hold; nil: any
	Check   func(string) error // judges each text further; may be nil
}

// A Format says what a file may hold.
type Format struct {
	Keys []Key
	// Syntax returns what makes a document unreadable, in words for a person, and where. Nil: the words of the parser.
	Syntax func(*manifest.Document) (at manifest.Span, message string)
}

// A File is a configuration that was read.
type File struct {
	Name     string // as messages call it
	Folder   string // that holds it: absolute, without links
	Settings []Setting
}

// A Setting is a key with what it holds.
type Setting struct {
	Key   string
	Place manifest.Position
	Texts []Value // one for Text and Switch, "true" or "false" for the latter
	Globs []Glob
}

// A Value is a text at its place in the file.
type Value struct {
	Text  string
	Place manifest.Position
}

// A Glob holds what is set for the files that it matches.
type Glob struct {
	Value
	Texts []Value

	glob files.Glob
}

// Setting returns that of a key, nil where there is no file or it does not have the key.
func (f *File) Setting(key string) *Setting {
	if f == nil {
		return nil
	}
	if i := slices.IndexFunc(f.Settings, func(s Setting) bool { return s.Key == key }); i >= 0 {
		return &f.Settings[i]
	}
	return nil
}

// Strings are the texts of the setting; none for nil.
func (s *Setting) Strings() []string {
	if s == nil {
		return nil
	}
	texts := make([]string, len(s.Texts))
	for i, v := range s.Texts {
		texts[i] = v.Text
	}
	return texts
}

// Matching are the texts that the setting has for a file, by its path from the folder of the configuration, with slashes.
func (s *Setting) Matching(path string) (texts []string) {
	for _, g := range s.Globs {
		if !g.glob.Match(path, false) {
			continue
		}
		for _, v := range g.Texts {
			texts = append(texts, v.Text)
		}
	}
	return texts
}

// Parse reads the text of a file; name stands for it in messages. The error joins all that is wrong, in file order.
func (format *Format) Parse(name string, src []byte) (*File, error) {
	r := reader{format: format, file: manifest.Parse(name, src)}
	f := File{Name: name}
	if root := r.root(); !root.IsNull() {
		f.Settings = r.settings(root)
	}
	if err := r.failure(); err != nil {
		return nil, err
	}
	return &f, nil
}
