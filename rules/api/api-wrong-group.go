package api

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/internal/words"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

//go:embed api-wrong-group.md
var apiWrongGroupDoc string

var APIWrongGroup = &lint.Rule{
	ID: "TFK306", Name: "api-wrong-group",
	Stage: lint.Kubectl, Severity: lint.Error, Fix: lint.Safe,
	Doc:    apiWrongGroupDoc,
	Object: checkAPIWrongGroup,
}

func checkAPIWrongGroup(p *lint.Pass, o *manifest.Object) {
	s := workload.Of(p)
	if kindFaultOf(s) != kindMisnamed {
		return
	}
	switch apiVersion, kind := o.Root.Field("apiVersion"), o.Root.Field("kind"); {
	case s.GVK.Kind == "":
		CheckNoWord(p, o, "kind", nil)
	case !IsKind(s.Settings, s.GVK.Kind):
		checkKindSpelling(p, s, kind)
	case apiVersion.Kind() == manifest.String:
		checkVersionOfKind(p, s, apiVersion)
	default:
		CheckNoWord(p, o, "apiVersion", VersionsFor(s.Settings, s.Kind))
	}
}

// CheckNoWord looks at an object whose apiVersion or kind is missing, or is no text. right are the values it may have.
func CheckNoWord(p *lint.Pass, o *manifest.Object, field string, right []string) {
	s := workload.Of(p)
	misspelt := keyInOtherCase(o.Root, field)
	kind := s.Kind
	if field == "kind" {
		kind = misspelt.String()
	}
	forbidden, way := !s.ToLegacy && isForbidden(s.Settings, kind), choice(right)
	if forbidden {
		way = ": " + forbidding(kind)
	}
	if n := o.Root.Field(field); n.Kind() == manifest.String {
		p.At(n, nil, "%s is empty%s", field, way)
		return
	} else if !n.IsNull() {
		p.At(n, nil, "%s is not a string%s", field, way)
		return
	}
	report := lint.Report{Span: o.Root.Fields()[0].Mark(), Path: field}
	switch {
	case misspelt != nil:
		report.Span = misspelt.Mark()
		if forbidden {
			p.Report(report, "kubectl does not read %q%s", misspelt.Key(), way)
			return
		}
		edits, ok := misspelt.RenameKey(field)
		report.Fix = lint.NewFix(lint.Safe, edits, ok, "write "+field)
		p.Report(report, "kubectl does not read %q: write %q", misspelt.Key(), field)
		return
	case len(right) == 1 && !forbidden && !o.Root.Field(field).Exists():
		safety, fits := trustsKind(s, right[0])
		edits, ok := o.Root.Insert([]string{"kind"}, manifest.Pair{Key: field, Value: right[0]})
		report.Fix = lint.NewFix(safety, edits, ok && fits, "write "+field+": "+right[0])
	}
	p.Report(report, "%s is not set%s", field, way)
}

// keyInOtherCase is the field of a map whose key differs from a name in case alone, nil where there is none.
func keyInOtherCase(n *manifest.Node, name string) *manifest.Node {
	fields := n.Fields()
	i := slices.IndexFunc(fields, func(f manifest.Node) bool { return strings.EqualFold(f.Key(), name) && f.Key() != name })
	if i < 0 {
		return nil
	}
	return &fields[i]
}

// IsWordInOtherCase reports whether a field is the apiVersion or the kind of an object that has none, but for the case of its
// key. See api-wrong-group.
func IsWordInOtherCase(s *workload.Object, n *manifest.Node) bool {
	return n.Parent() == s.Root() && slices.ContainsFunc([]string{"apiVersion", "kind"}, func(name string) bool {
		return strings.EqualFold(n.Key(), name) && s.Root().Field(name).IsNull()
	})
}

// choice names the way out.
func choice(right []string) string {
	if len(right) == 0 {
		return ": write that of the object"
	}
	return ": use " + words.Either(right)
}

// checkKindSpelling looks at a kind that is nearly one. In lower case kubectl finds it, and the server refuses it.
func checkKindSpelling(p *lint.Pass, s *workload.Object, kind *manifest.Node) {
	near := MeantKind(s, s.GVK.Kind)
	if near == "" {
		CheckNoWord(p, s.Object, "apiVersion", nil)
		return
	}
	edits, ok := kind.SetText(near)
	report := lint.Report{Span: kind.ValueMark(), Path: kind.Path(), Fix: lint.NewFix(lint.Safe, edits, ok, "use "+near)}
	way := "use " + near
	if isForbidden(s.Settings, near) {
		way, report.Fix = forbidding(near), nil
	}
	gvk := s.GVK
	gvk.Kind = near
	if s.Bundle.Served(gvk) != nil && s.GVK.Kind == strings.ToLower(near) {
		report.Stage = new(lint.API)
	}
	p.Report(report, "there is no kind %q: %s", s.GVK.Kind, way)
}

// trustsKind says whether the kind of an object decides about its apiVersion: if it has the fields of that kind it does,
// and if it has others as well or lacks one, a person has to look. An object with other fields that lacks one, has none
// of that kind, or all of some other, is of another kind.
func trustsKind(s *workload.Object, apiVersion string) (safety lint.Safety, ok bool) {
	group, version := schemas.ParseAPIVersion(apiVersion)
	schema := s.Bundle.Lookup(schemas.GVK{Group: group, Version: version, Kind: s.Kind})
	if schema == nil { // of the legacy cluster there is none
		return lint.Safe, true
	}
	known, unknown, lacksOne := 0, 0, false
	count := func(n *manifest.Node, of *schemas.Schema, but ...string) {
		for _, f := range n.Fields() {
			switch {
			case f.IsNull() || slices.Contains(but, f.Key()):
			case of.Field(f.Key()) == nil:
				unknown++
			default:
				known++
			}
		}
	}
	count(s.Root(), schema, "apiVersion", "kind", "metadata", "spec", "status")
	spec := s.Root().Field("spec")
	switch ofSpec := schema.Field("spec"); {
	case ofSpec != nil:
		count(spec, ofSpec)
		missing := func(name string) bool { return spec.Field(name).IsNull() }
		lacksOne = spec.IsMap() && slices.ContainsFunc(ofSpec.Required, missing)
	case !spec.IsNull():
		unknown++
	}
	if unknown == 0 && !lacksOne {
		return lint.Safe, true
	}
	return lint.Review, known > 0 && (unknown == 0 || !lacksOne && !isOtherKind(s))
}

// checkVersionOfKind looks at an apiVersion that is not one of the object's kind. A group without a version is enough for
// kubectl, but not for the server.
func checkVersionOfKind(p *lint.Pass, s *workload.Object, apiVersion *manifest.Node) {
	right := VersionsFor(s.Settings, s.Kind)
	report := lint.Report{Span: apiVersion.ValueMark(), Path: apiVersion.Path()}
	way := choice(right)
	switch {
	case isForbidden(s.Settings, s.Kind):
		way = ": " + forbidding(s.Kind)
	case len(right) == 1:
		safety, fits := trustsKind(s, right[0])
		edits, ok := apiVersion.SetText(right[0])
		report.Fix = lint.NewFix(safety, edits, ok && fits, "use "+right[0])
		if !fits {
			way = fmt.Sprintf(", and the fields are not those of %s: correct the kind or the fields too", words.Article(s.Kind))
		}
	}
	ofGroup := func(g schemas.GVK) bool { return s.GVK.Version == "" && g.Group == s.GVK.Group }
	if slices.ContainsFunc(s.Bundle.ServedVersions(s.Kind), ofGroup) {
		report.Stage = new(lint.API)
	}
	p.Report(report, "there is no %s in %q%s", s.Kind, s.APIVersion, way)
}
