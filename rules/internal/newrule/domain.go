package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// A known is a rule that is there.
type known struct{ domain, id, name string }

// A domain is a package of rules: what a new rule must fit in with.
type domain struct {
	declared map[string]bool   // names at the top of the package
	ids      map[string]string // of its rules, by variable
	list     *ast.CompositeLit // the value of Rules
	listAt   func(token.Pos) int
}

// readDomains reads all packages below root that have a list of rules.
func readDomains(root string) (domains map[string]*domain, all []known, err error) {
	lists, err := filepath.Glob(filepath.Join(root, "*", "rules.go"))
	if err != nil {
		return nil, nil, err
	}
	domains = map[string]*domain{}
	for _, list := range lists {
		name := filepath.Base(filepath.Dir(list))
		d := &domain{declared: map[string]bool{}, ids: map[string]string{}}
		files, err := filepath.Glob(filepath.Join(root, name, "*.go"))
		if err != nil {
			return nil, nil, err
		}
		for _, file := range files {
			found, err := d.read(file)
			if err != nil {
				return nil, nil, err
			}
			for _, r := range found {
				all = append(all, known{name, r.id, r.name})
			}
		}
		if d.list == nil {
			return nil, nil, fmt.Errorf("%s has no list called Rules", list)
		}
		domains[name] = d
	}
	return domains, all, nil
}

// read adds what a file declares, and returns the rules in it.
func (d *domain) read(name string) (rules []known, err error) {
	fset := token.NewFileSet()
	src, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	file, err := parser.ParseFile(fset, name, src, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	for _, decl := range file.Decls {
		if f, ok := decl.(*ast.FuncDecl); ok && f.Recv == nil {
			d.declared[f.Name.Name] = true
		}
		if group, ok := decl.(*ast.GenDecl); ok {
			for _, spec := range group.Specs {
				rules = append(rules, d.readSpec(fset, spec)...)
			}
		}
	}
	return rules, nil
}

// readSpec adds what one line of a declaration declares, and returns the rules in it.
func (d *domain) readSpec(fset *token.FileSet, spec ast.Spec) (rules []known) {
	switch spec := spec.(type) {
	case *ast.TypeSpec:
		d.declared[spec.Name.Name] = true
	case *ast.ValueSpec:
		for i, name := range spec.Names {
			d.declared[name.Name] = true
			if i < len(spec.Values) {
				rules = append(rules, d.readValue(fset, name.Name, spec.Values[i])...)
			}
		}
	}
	return rules
}

// readValue looks whether a variable is the list of the domain, or a rule.
func (d *domain) readValue(fset *token.FileSet, variable string, value ast.Expr) []known {
	if variable == "Rules" {
		d.list, _ = value.(*ast.CompositeLit)
		d.listAt = func(p token.Pos) int { return fset.Position(p).Offset }
	}
	pointer, ok := value.(*ast.UnaryExpr)
	if !ok {
		return nil
	}
	literal, ok := pointer.X.(*ast.CompositeLit)
	if !ok {
		return nil
	}
	r := known{id: textOf(literal, "ID"), name: textOf(literal, "Name")}
	if !strings.HasPrefix(r.id, "TFK") {
		return nil
	}
	d.ids[variable] = r.id
	return []known{r}
}

// textOf is the string in a field of a literal, "" where there is none.
func textOf(literal *ast.CompositeLit, field string) string {
	for _, e := range literal.Elts {
		pair, ok := e.(*ast.KeyValueExpr)
		if !ok {
			continue
		}
		if key, ok := pair.Key.(*ast.Ident); !ok || key.Name != field {
			continue
		}
		if text, ok := pair.Value.(*ast.BasicLit); ok {
			s, _ := strconv.Unquote(text.Value)
			return s
		}
	}
	return ""
}

// nextID is the id behind the last of the domain in the hundred that most of its rules are in. A gap is not filled: an id
// is never used again. ok is false where the hundred is full.
func (d *domain) nextID(all []known) (id string, ok bool) {
	most, last := 0, 0
	inHundred := map[int]int{}
	for _, text := range d.ids {
		n, _ := strconv.Atoi(strings.TrimPrefix(text, "TFK"))
		inHundred[n/100]++
	}
	for hundred, n := range inHundred {
		if n > inHundred[most] || n == inHundred[most] && hundred < most {
			most = hundred
		}
	}
	for _, text := range d.ids {
		if n, _ := strconv.Atoi(strings.TrimPrefix(text, "TFK")); n/100 == most {
			last = max(last, n)
		}
	}
	for n := last + 1; n/100 == most; n++ {
		id := fmt.Sprintf("TFK%03d", n)
		if !slices.ContainsFunc(all, func(r known) bool { return r.id == id }) {
			return id, true
		}
	}
	return "", false
}
