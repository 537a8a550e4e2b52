package main

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"go/format"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"text/template"
)

//go:embed skeleton
var skeletons embed.FS

// A newRule is a rule that is to be written.
type newRule struct {
	ID, Name, Domain string
	Var, Upper       string // the name as an identifier, and how it follows another word
	Field            string // of lint.Rule, for the function
	Flags            string // with which the example is linted, as on a page

	root string
	in   *domain
}

// plan says what to write for a rule, or why it cannot be written.
func plan(root, domainName, name, id string) (*newRule, error) {
	domains, all, err := readDomains(root)
	if err != nil {
		return nil, err
	}
	in := domains[domainName]
	if in == nil {
		return nil, fmt.Errorf("there is no domain %q: DOMAIN is one of %s", domainName, strings.Join(slices.Sorted(maps.Keys(domains)), ", "))
	}
	if !regexp.MustCompile(`^[a-z][a-z0-9]*([-.][a-z0-9]+)*$`).MatchString(name) {
		return nil, fmt.Errorf("%q is not a rule name: NAME is lower-case words with hyphens between them, such as low-port", name)
	}
	r := &newRule{ID: id, Name: name, Domain: domainName, root: root, in: in}
	r.Upper = identifier(name)
	r.Var = strings.ToLower(r.Upper[:1]) + r.Upper[1:]
	if !strings.ContainsAny(name, "-.") {
		r.Var += "Rule" // one word is a likely name for something else, or a keyword of Go
	}
	if err := r.checkFree(all); err != nil {
		return nil, err
	}
	if id == "" {
		next, ok := in.nextID(all)
		if !ok {
			return nil, fmt.Errorf("the ids of %s are used up: choose one with ID=", domainName)
		}
		r.ID = next
	}
	r.Field = "Object"
	switch domainName {
	case "legacy":
		r.Flags = "--to=legacy"
	case "webservice":
		r.Flags, r.Field = "--file=service.manifest", "Foreign"
	}
	return r, nil
}

// checkFree reports what of the rule exists already.
func (r *newRule) checkFree(all []known) error {
	for _, k := range all {
		if k.name == r.Name {
			return fmt.Errorf("there is a rule %s already, %s in %s", k.name, k.id, k.domain)
		}
		if k.id == r.ID {
			return fmt.Errorf("the id %s belongs to %s in %s", k.id, k.name, k.domain)
		}
	}
	if r.ID != "" && !regexp.MustCompile(`^TFK\d{3}$`).MatchString(r.ID) {
		return fmt.Errorf("%q is not a rule id: ID is TFK and three digits", r.ID)
	}
	for _, path := range []string{r.code(), r.page(), r.firstCase()} {
		if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
			return fmt.Errorf("%s exists already: choose another NAME", path)
		}
	}
	for _, name := range []string{r.Var, r.Var + "Doc", "check" + r.Upper} {
		if r.in.declared[name] {
			return fmt.Errorf("package %s declares %s already: choose another NAME", r.Domain, name)
		}
	}
	return nil
}

// identifier makes one of a name: SomeName of some-name, FieldAfter115 of field-after-1.15.
func identifier(name string) string {
	var b strings.Builder
	for _, word := range strings.FieldsFunc(name, func(c rune) bool { return c == '-' || c == '.' }) {
		b.WriteString(strings.ToUpper(word[:1]) + word[1:])
	}
	return b.String()
}

func (r *newRule) code() string { return filepath.Join(r.root, r.Domain, r.Name+".go") }
func (r *newRule) page() string { return filepath.Join(r.root, r.Domain, r.Name+".md") }
func (r *newRule) list() string { return filepath.Join(r.root, r.Domain, "rules.go") }
func (r *newRule) firstCase() string {
	return filepath.Join(r.root, r.Domain, "testdata", r.Name, "first.txtar")
}

// write makes the files of the rule and puts it into the list of its domain.
func (r *newRule) write() error {
	files := map[string]string{r.code(): "rule.go.tmpl", r.page(): "page.md.tmpl", r.firstCase(): "case.txtar.tmpl"}
	all, err := template.ParseFS(skeletons, "skeleton/*.tmpl")
	if err != nil {
		return err
	}
	for path, name := range files {
		var text bytes.Buffer
		if err := all.ExecuteTemplate(&text, name, r); err != nil {
			return err
		}
		made := text.Bytes()
		if path == r.code() {
			if made, err = format.Source(made); err != nil {
				return err
			}
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, made, 0o644); err != nil {
			return err
		}
	}
	return r.register()
}

// register puts the rule into the list before the first rule with a higher id.
func (r *newRule) register() error {
	src, err := os.ReadFile(r.list())
	if err != nil {
		return err
	}
	at := r.in.listAt(r.in.list.Rbrace)
	for _, e := range r.in.list.Elts {
		start := r.in.listAt(e.Pos())
		if id := r.in.ids[string(src[start:r.in.listAt(e.End())])]; id > r.ID {
			at = start
			break
		}
	}
	src, err = format.Source(slices.Insert(src, at, []byte(r.Var+",\n")...))
	if err != nil {
		return fmt.Errorf("%s: %w", r.list(), err)
	}
	return os.WriteFile(r.list(), src, 0o644)
}
