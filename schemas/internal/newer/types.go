package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
)

// A typeSet has the struct types of a release by their name in the OpenAPI schema.
type typeSet struct {
	files   *token.FileSet
	structs map[string]*structType
}

// A structType is the declaration of a struct, with what is needed to resolve the types of its fields.
type structType struct {
	decl    *ast.StructType
	pkg     string            // import path
	imports map[string]string // import paths of the file, by the name that the file gives them
}

func newTypeSet() *typeSet {
	return &typeSet{files: token.NewFileSet(), structs: map[string]*structType{}}
}

// addModule reads all packages of a module.
func (t *typeSet) addModule(module, folder string) error {
	return filepath.WalkDir(folder, func(file string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && d.Name() == "testdata":
			return fs.SkipDir
		case d.IsDir() || !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go"):
			return nil
		}
		rel, err := filepath.Rel(folder, filepath.Dir(file))
		if err != nil {
			return err
		}
		parsed, err := parser.ParseFile(t.files, file, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		t.addFile(module+"/"+filepath.ToSlash(rel), parsed)
		return nil
	})
}

func (t *typeSet) addFile(pkg string, file *ast.File) {
	imports := map[string]string{}
	for _, i := range file.Imports {
		path, err := strconv.Unquote(i.Path.Value)
		if err != nil {
			continue
		}
		name := path[strings.LastIndexByte(path, '/')+1:]
		if i.Name != nil {
			name = i.Name.Name
		}
		imports[name] = path
	}
	for _, decl := range file.Decls {
		group, ok := decl.(*ast.GenDecl)
		if !ok {
			continue
		}
		for _, spec := range group.Specs {
			if named, ok := spec.(*ast.TypeSpec); ok {
				if s, ok := named.Type.(*ast.StructType); ok {
					t.structs[openAPIName(pkg, named.Name.Name)] = &structType{s, pkg, imports}
				}
			}
		}
	}
}

// openAPIName is the name of a Go type in the schema: io.k8s.api.core.v1.Pod.
func openAPIName(pkg, name string) string {
	return "io.k8s." + strings.ReplaceAll(strings.TrimPrefix(pkg, "k8s.io/"), "/", ".") + "." + name
}

// A jsonField is a field as JSON has it.
type jsonField struct {
	name     string
	typeName string // of the value, of its items or of its values; empty where it is no named type
}

// fields returns the fields of a struct with those of its inlined structs. A struct that is not there has none.
func (t *typeSet) fields(name string) (all []jsonField) {
	s := t.structs[name]
	if s == nil {
		return nil
	}
	for _, f := range s.decl.Fields.List {
		key, isInline := jsonKey(f)
		switch typeName := s.typeName(f.Type); {
		case isInline:
			all = append(all, t.fields(typeName)...)
		case key != "":
			all = append(all, jsonField{key, typeName})
		}
	}
	return all
}

// jsonKey reads the tag of a field; no key: JSON does not have it.
func jsonKey(f *ast.Field) (key string, isInline bool) {
	tag := ""
	if f.Tag != nil {
		text, err := strconv.Unquote(f.Tag.Value)
		if err != nil {
			return "", false
		}
		tag = reflect.StructTag(text).Get("json")
	}
	key, _, _ = strings.Cut(tag, ",")
	switch {
	case key == "-":
		return "", false
	case key == "" && len(f.Names) == 0:
		return "", true
	default:
		return key, false // every field of the API has a tag
	}
}

// typeName finds the named type behind pointers, slices and maps.
func (s *structType) typeName(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.StarExpr:
		return s.typeName(e.X)
	case *ast.ArrayType:
		return s.typeName(e.Elt)
	case *ast.MapType:
		return s.typeName(e.Value)
	case *ast.Ident:
		return openAPIName(s.pkg, e.Name)
	case *ast.SelectorExpr:
		if pkg, ok := e.X.(*ast.Ident); ok {
			return openAPIName(s.imports[pkg.Name], e.Sel.Name)
		}
	}
	return ""
}
