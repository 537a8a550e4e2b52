package api

import (
	_ "embed"
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

// CheckNoWord reports the apiVersion or kind of an object if it is missing or is not a string. right are the values it may
// have.
func CheckNoWord(p *lint.Pass, o *manifest.Object, field string, right []string) {
	s := workload.Of(p)
	misspelled := keyInOtherCase(o.Root, field)
	kind := s.Kind
	if field == "kind" {
		kind = misspelled.String()
	}
	isForbiddenKind, help := !s.ToLegacy && isForbidden(s.Settings, kind), choice(field, right)
	if isForbiddenKind {
		help = withoutKind(kind)
	}
	if n := o.Root.Field(field); n.Kind() == manifest.String {
		p.At(n, nil, "%s is empty", field).Help("%s", help)
		return
	} else if !n.IsNull() {
		p.At(n, nil, "%s is not a string", field).Help("%s", help)
		return
	}
	report := lint.Report{Span: o.Root.Fields()[0].Mark(), Path: field}
	switch {
	case misspelled != nil:
		report.Span = misspelled.Mark()
		if !isForbiddenKind {
			edits, ok := misspelled.RenameKey(field)
			report.Fix, help = lint.NewFix(lint.Safe, edits, ok, "rename it to "+field), "rename it to "+field
		}
		p.Report(report, "kubectl ignores %q, which must be %q", misspelled.Key(), field).HelpUnlessFixed("%s", help)
		return
	case len(right) == 1 && !isForbiddenKind && !o.Root.Field(field).Exists():
		safety, fits := trustsKind(s, right[0])
		edits, ok := o.Root.Insert([]string{"kind"}, manifest.Pair{Key: field, Value: right[0]})
		report.Fix = lint.NewFix(safety, edits, ok && fits, "add "+field+": "+right[0])
	}
	p.Report(report, "%s is not set", field).HelpUnlessFixed("%s", help)
}

// keyInOtherCase finds the field of a map whose key differs from a name only in case. It returns nil if there is none.
func keyInOtherCase(n *manifest.Node, name string) *manifest.Node {
	fields := n.Fields()
	i := slices.IndexFunc(fields, func(f manifest.Node) bool { return strings.EqualFold(f.Key(), name) && f.Key() != name })
	if i < 0 {
		return nil
	}
	return &fields[i]
}

// IsWordInOtherCase reports whether a field is the apiVersion or kind of an object, written in the wrong case. Then
// api-wrong-group reports it.
func IsWordInOtherCase(s *workload.Object, n *manifest.Node) bool {
	return n.Parent() == s.Root() && slices.ContainsFunc([]string{"apiVersion", "kind"}, func(name string) bool {
		return strings.EqualFold(n.Key(), name) && s.Root().Field(name).IsNull()
	})
}

// choice says which values a field may have.
func choice(field string, right []string) string {
	if len(right) == 0 {
		return "set the " + field + " of the object"
	}
	return "use " + words.Either(right)
}

// checkKindSpelling reports a misspelled kind. One in lower case is found by kubectl, but the server rejects it.
func checkKindSpelling(p *lint.Pass, s *workload.Object, kind *manifest.Node) {
	near := MeantKind(s, s.GVK.Kind)
	if near == "" {
		CheckNoWord(p, s.Object, "apiVersion", nil)
		return
	}
	edits, ok := kind.SetText(near)
	report := lint.Report{Span: kind.ValueMark(), Path: kind.Path(), Fix: lint.NewFix(lint.Safe, edits, ok, "use "+near)}
	help := "use " + near
	if isForbidden(s.Settings, near) {
		help, report.Fix = withoutKind(near), nil
	}
	gvk := s.GVK
	gvk.Kind = near
	if s.Bundle.Served(gvk) != nil && s.GVK.Kind == strings.ToLower(near) {
		report.Stage = new(lint.API)
	}
	p.Report(report, "there is no kind %q", s.GVK.Kind).HelpUnlessFixed("%s", help)
}

// trustsKind says whether an object is of the kind that it names, so that the kind decides about its apiVersion. If it has only
// fields of that kind, it is safe to say so. If it also has other fields, or lacks a required one, a person has to check. ok is
// false if it has other fields and lacks one, has no field of the kind, or has all fields of another kind.
func trustsKind(s *workload.Object, apiVersion string) (safety lint.Safety, ok bool) {
	group, version := schemas.ParseAPIVersion(apiVersion)
	schema := s.Bundle.Lookup(schemas.GVK{Group: group, Version: version, Kind: s.Kind})
	if schema == nil { // there is none for the legacy cluster
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

// checkVersionOfKind reports an apiVersion that the object's kind does not have. A group without a version is enough for
// kubectl, but not for the server, nor in an item of a List.
func checkVersionOfKind(p *lint.Pass, s *workload.Object, apiVersion *manifest.Node) {
	right := VersionsFor(s.Settings, s.Kind)
	report := lint.Report{Span: apiVersion.ValueMark(), Path: apiVersion.Path()}
	help := choice("apiVersion", right)
	switch {
	case isForbidden(s.Settings, s.Kind):
		help = withoutKind(s.Kind)
	case len(right) == 1:
		safety, fits := trustsKind(s, right[0])
		edits, ok := apiVersion.SetText(right[0])
		report.Fix = lint.NewFix(safety, edits, ok && fits, "use "+right[0])
		if !fits {
			help += ", and fix the fields that " + words.Article(s.Kind) + " does not have (or the kind)"
		}
	}
	ofGroup := func(g schemas.GVK) bool {
		return s.GVK.Version == "" && g.Group == s.GVK.Group && s.Object.Item < 0
	}
	if slices.ContainsFunc(s.Bundle.ServedVersions(s.Kind), ofGroup) {
		report.Stage = new(lint.API)
	}
	p.Report(report, "there is no %s in %q", s.Kind, s.APIVersion).HelpUnlessFixed("%s", help)
}
