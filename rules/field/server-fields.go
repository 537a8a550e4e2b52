package field

import (
	_ "embed"
	"slices"
	"strconv"
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
	var ignored, binding, owners []*manifest.Node
	meta := metadata(s)
	var annotations [len(meta)]*manifest.Node
	for i, meta := range meta {
		annotations[i] = meta.Field("annotations")
	}
	for i := range s.Policy.ServerFields {
		row := &s.Policy.ServerFields[i]
		to := &ignored
		switch {
		case row.Owners:
			to = &owners
		case row.Key == workload.CreatedBy && len(s.Creators()) > 0: // created-by-controller needs it in the next run too
			continue
		case len(row.Labels) > 0:
			continue
		case row.Breaks:
			to = &binding
		}
		*to = addServerField(s, *to, row, meta, annotations)
	}
	if len(ignored) > 0 {
		reportIgnored(s, p, ignored)
	}
	labels := generatedLabels(s)
	exported := s.FromLegacy || len(ignored) > 0
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

// generatedVolumes finds the volumes that the cluster added to the pods, each with a Secret that it generated.
func generatedVolumes(s *workload.Object, row *schemas.ServerField) (found []*manifest.Node) {
	volumes := workload.Follow(s.PodSpec(), row.Path).Items()
	for i := range volumes {
		if strings.HasPrefix(volumes[i].Field("name").String(), row.Prefix) && volumes[i].Field("secret").Exists() {
			found = append(found, &volumes[i])
		}
	}
	return found
}

// isGivenAddress reports whether the cluster gave an object its address. A Service may ask for none, and invalid-value
// reports an address of a type that cannot have one.
func isGivenAddress(s *workload.Object, row *schemas.ServerField, address string) bool {
	return isAddress(address) && (row.Kind != "Service" || validation.MayHaveAddress(s.At("spec.type").String(), address))
}

// isAddress reports whether a text is an address, and not the word that asks for none.
func isAddress(text string) bool { return strings.ContainsAny(text, ".:") }

// metadata returns the metadata of the object, of its pods and of its Jobs.
func metadata(s *workload.Object) [3]*manifest.Node {
	all := [...]*manifest.Node{s.Root().Field("metadata"), nil, s.Root().At("spec", "jobTemplate", "metadata")}
	if t := s.Template; t != s.Root() {
		all[1] = t.Field("metadata")
	}
	return all
}

// reportIgnored reports what the server ignores in a new object. Convert deletes it together with the other traces of the
// legacy cluster. It does not edit objects that the current cluster has accepted.
func reportIgnored(s *workload.Object, p *lint.Pass, nodes []*manifest.Node) {
	var fix *lint.Fix
	if s.FromLegacy {
		edits, ok := manifest.Prune(emptyAnnotations, nodes...)
		fix = lint.NewFix(lint.Safe, edits, ok, "delete what the server sets")
	}
	sortByPlace(nodes)
	p.Report(lint.Report{Span: nodes[0].Mark(), Path: nodes[0].Path(), Stage: new(lint.Advice), Severity: new(lint.Note), Fix: fix},
		"only the server sets %s", listSome(workload.KeysOf(nodes))).Effect("the server ignores the values of a new object").
		HelpUnlessFixed("delete what the server sets")
}

// listSome lists names, and counts those after the first few.
func listSome(names []string) string {
	const most = 4
	if len(names) > most {
		names = append(names[:most-1:most-1], strconv.Itoa(len(names)-most+1)+" more fields")
	}
	return words.Listed(names)
}

// sortByPlace sorts nodes by their place in the text.
func sortByPlace(nodes []*manifest.Node) {
	slices.SortStableFunc(nodes, func(a, b *manifest.Node) int { return a.Mark().Start - b.Mark().Start })
}

// reportBinding reports what ties an object to one cluster. In an object that was not exported from a cluster, the author
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
		ok = ok && !(n.IsMap() && s.HasAnnotatedContainers()) // they may mount the volume too
		fix = lint.NewFix(safety, edits, ok, howToUnbind(n))
	}
	mark := n
	if n.IsMap() {
		mark = n.Field("name")
	}
	report := lint.Report{Span: mark.ValueMark(), Path: mark.Path(), Severity: &severity, Fix: fix}
	if n.IsMap() {
		p.Report(report, "volume %s holds a token of another namespace", mark.String()).HelpUnlessFixed("%s", howToUnbind(n))
		return
	}
	f := p.Report(report, "%s %s exists on one cluster only", n.Key(), n.Text())
	switch cluster := api.Cluster(s.Settings).Title; {
	case !exported:
		f.Help("delete it, unless you want this one of the %s", cluster)
	case fix == nil:
		f.Help("%s", howToUnbind(n))
	default:
		f.Label("from the cluster that the %s was exported from", s.Kind)
	}
}

// howToUnbind says what to do about a place that ties an object to one cluster.
func howToUnbind(n *manifest.Node) string {
	if n.IsMap() {
		return "delete the volume and its mounts"
	}
	return "delete it, so that the cluster chooses one"
}

// mountsOf finds the mounts of a volume in the pods of the object.
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
