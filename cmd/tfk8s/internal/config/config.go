// Package config finds and reads .tfk8s.yaml, which holds the settings of a repository.
//
// It knows how the file is written, but not its keys, which the caller lists. Every error names the place and the way out.
package config

import (
	"slices"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/files"
	"github.com/toolforge/tfk8s/lint/manifest"
)

// Name is the name of the file.
const Name = ".tfk8s.yaml"

// A Form is the type of a key's value.
type Form uint8

const (
	Text   Form = iota // one text
	Switch             // true or false
	List               // a list of texts
	Globs              // a map from globs to lists of texts
)

// A Key is a key that a file may have.
type Key struct {
	Name    string
	Form    Form
	Example string             // of a text, for messages
	Words   []string           // the allowed texts; nil allows any
	Check   func(string) error // checks each text further; may be nil
}

// A Format says what a file may contain.
type Format struct {
	Keys []Key
	// Syntax says for people why a document is unreadable, and where. If it is nil, the message is that of the parser.
	Syntax func(*manifest.Document) (at manifest.Span, message string)
}

// A File is a configuration that was read.
type File struct {
	Name     string // in messages
	Folder   string // the absolute path of its folder, without links
	Settings []Setting
}

// A Setting is a key with its value.
type Setting struct {
	Key   string
	Place manifest.Position
	Texts []Value // one for Text and for Switch, where it is "true" or "false"
	Globs []Glob
}

// A Value is a text at its place in the file.
type Value struct {
	Text  string
	Place manifest.Position
}

// A Glob has the texts that are set for the files that it matches.
type Glob struct {
	Value
	Texts []Value

	glob files.Glob
}

// Setting returns the setting of a key, nil if there is no file or it does not have the key.
func (f *File) Setting(key string) *Setting {
	if f == nil {
		return nil
	}
	if i := slices.IndexFunc(f.Settings, func(s Setting) bool { return s.Key == key }); i >= 0 {
		return &f.Settings[i]
	}
	return nil
}

// Strings returns the texts of the setting, none for nil.
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

// Matching returns the texts that are set for a file. The path is relative to the folder of the configuration, with slashes.
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

// Parse reads the text of a file, which messages call name. The error joins all problems, in file order.
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
