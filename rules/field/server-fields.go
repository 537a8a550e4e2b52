package field

import (
	_ "embed"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/api"
	"github.com/toolforge/tfk8s/rules/internal/words"
	"github.com/toolforge/tfk8s/rules/podpreset"
	"github.com/toolforge/tfk8s/rules/validation"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

//go:embed server-fields.md
var serverFieldsDoc string

var ServerFields = &lint.Rule{
	ID: "TFK903", Name: "server-fields",
	Stage: lint.Runs, Severity: lint.Error, Fix: lint.Review,
	BothWays: true,
	Doc:      serverFieldsDoc,
	Object:   checkServerFields,
}

func checkServerFields(p *lint.Pass, _ *manifest.Object) {
	s := workload.Of(p)
	var idle, binding, owners []*manifest.Node
	meta := metadata(s)
	var annotations [len(meta)]*manifest.Node
	for i, meta := range meta {
		annotations[i] = meta.Field("annotations")
	}
	for i := range s.Policy.ServerFields {
		row := &s.Policy.ServerFields[i]
		to := &idle
		switch {
		case row.Owners:
			to = &owners
		case len(row.Labels) > 0:
			continue
		case row.Breaks:
			to = &binding
		}
		*to = addServerField(s, *to, row, meta, annotations)
	}
	if len(idle) > 0 {
		reportIdle(s, p, idle)
	}
	labels := generatedLabels(s)
	exported := s.FromLegacy || len(idle) > 0
	for _, n := range binding {
		reportBinding(s, p, n, exported || len(labels.labels) > 0)
	}
	for _, n := range owners {
		reportOwners(s, p, n)
	}
	if len(labels.labels) > 0 {
		reportGenerated(s, p, labels, exported)
	}
}

// addServerField adds the places of an object to which a row of the policy applies.
func addServerField(s *workload.Object, found []*manifest.Node, row *schemas.ServerField, meta, annotations [3]*manifest.Node) []*manifest.Node {
	add := func(n *manifest.Node) {
		if n.Exists() {
			found = append(found, n)
		}
	}
	field, inMeta := strings.CutPrefix(row.Path, "metadata.")
	switch {
	case row.Key != "":
		for _, of := range annotations {
			add(of.Field(row.Key))
		}
	case inMeta && row.Kind == "":
		for _, meta := range meta {
			add(meta.Field(field))
		}
	case row.Prefix != "":
		return append(found, generatedVolumes(s, row)...)
	case row.Kind == "Pod":
		if n := workload.Follow(s.PodSpec(), row.Path); n.String() != "" {
			add(n)
		}
	case row.Kind == "" || row.Kind == s.Kind:
		if n := s.At(row.Path); !row.Breaks || isGivenAddress(s, row, n.String()) {
			add(n)
		}
	}
	return found
}

// generatedVolumes are the volumes of the pods that the cluster named, which hold a Secret of its own.
func generatedVolumes(s *workload.Object, row *schemas.ServerField) (found []*manifest.Node) {
	volumes := workload.Follow(s.PodSpec(), row.Path).Items()
	for i := range volumes {
		if strings.HasPrefix(volumes[i].Field("name").String(), row.Prefix) && volumes[i].Field("secret").Exists() {
			found = append(found, &volumes[i])
		}
	}
	return found
}

// isGivenAddress reports whether the cluster gave an object the address that it has. A Service may ask for none, and one
// of a type that has none is invalid-value's.
func isGivenAddress(s *workload.Object, row *schemas.ServerField, address string) bool {
	return isAddress(address) && (row.Kind != "Service" || validation.MayHaveAddress(s.At("spec.type").String(), address))
}

// isAddress tells an address from the word that asks for none.
func isAddress(text string) bool { return strings.ContainsAny(text, ".:") }

// metadata is that of the object and of all that it makes.
func metadata(s *workload.Object) [3]*manifest.Node {
	all := [...]*manifest.Node{s.Root().Field("metadata"), nil, s.Root().At("spec", "jobTemplate", "metadata")}
	if t := s.Template; t != s.Root() {
		all[1] = t.Field("metadata")
	}
	return all
}

// reportIdle reports what the server ignores in a new object. Convert tidies it away together with the other traces of
// the legacy cluster, and lets objects alone that the current one took.
func reportIdle(s *workload.Object, p *lint.Pass, nodes []*manifest.Node) {
	var fix *lint.Fix
	if s.FromLegacy {
		edits, ok := manifest.Prune(emptyAnnotations, nodes...)
		fix = lint.NewFix(lint.Safe, edits, ok, "delete what the server wrote")
	}
	sortByPlace(nodes)
	p.Report(lint.Report{Span: nodes[0].Mark(), Path: nodes[0].Path(), Stage: new(lint.Advice), Severity: new(lint.Note), Fix: fix},
		"the cluster writes %s itself and ignores what a new object says there: leave it out", words.Listed(workload.KeysOf(nodes)))
}

// sortByPlace puts nodes into the order in which they stand in the text.
func sortByPlace(nodes []*manifest.Node) {
	slices.SortStableFunc(nodes, func(a, b *manifest.Node) int { return a.Mark().Start - b.Mark().Start })
}

// reportBinding reports what ties an object to the cluster that it was exported from. In one that was not, its author
// may have meant it.
func reportBinding(s *workload.Object, p *lint.Pass, n *manifest.Node, exported bool) {
	severity := lint.Warning
	var fix *lint.Fix
	if exported {
		safety := lint.Review
		if s.FromLegacy {
			safety = lint.Safe
		}
		severity = lint.Error
		edits, ok := manifest.Prune(podpreset.EmptyMounts, append(mountsOf(s, n), n)...)
		ok = ok && !(n.IsMap() && s.HasAnnotatedContainers()) // these may mount it too
		fix = lint.NewFix(safety, edits, ok, "delete it")
	}
	name, mark := n.Key(), n
	if n.IsMap() {
		mark = n.Field("name")
		name = mark.String()
	}
	report := lint.Report{Span: mark.ValueMark(), Path: mark.Path(), Severity: &severity, Fix: fix}
	switch {
	case n.IsMap():
		p.Report(report, "%s holds the token of another namespace, and the cluster mounts its own by itself: delete the volume and its mounts", name)
	case !exported:
		p.Report(report, "%s %s exists on one cluster only: leave it out, unless it is one of the %s and meant", name, n.Text(), api.Cluster(s.Settings).Title)
	default:
		p.Report(report, "%s %s belongs to the cluster that the object was exported from: delete it, and the %s chooses one", name, n.Text(), api.Cluster(s.Settings).Title)
	}
}

// mountsOf are the mounts of a volume in the pods of the object.
func mountsOf(s *workload.Object, volume *manifest.Node) []*manifest.Node {
	var mounts []*manifest.Node
	parts := podpreset.PartsOf(s)
	if name := volume.Field("name").String(); name != "" {
		for _, m := range parts.MountsOf(name) {
			mounts = append(mounts, m.Node)
		}
	}
	return mounts
}
