package convert_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/lint/parallel"
)

// deletable lists the keys of the maps and lists that fixes may delete with everything in them.
var deletable = []string{
	"volumes", "volumeMounts", "labels", "matchLabels", "selector", "annotations", "securityContext", "resources",
	"status", "ownerReferences", "managedFields", "initializers", "rollbackTo", "sessionAffinityConfig",
	"rollingUpdate", "updateStrategy", "cpuUtilization", "loadBalancerSourceRanges",
	// A setting of another kind, see wrong-kind.
	"strategy",
	// These become an annotation, or another form.
	"initContainers", "affinity", "tolerations", "service",
}

// TestNoFixDeletesMoreThanItCameFor applies each fix of every sample by itself, and checks that all maps and lists are still there,
// except those that some rule deletes.
func TestNoFixDeletesMoreThanItCameFor(t *testing.T) {
	all := slices.Concat(samples(t), generated())
	problems := parallel.Map(len(all), func(i int) (found []string) {
		for direction, cfg := range directions() {
			f := manifest.Parse(all[i].file, []byte(all[i].text))
			for _, d := range lint.Run(cfg, []*manifest.File{f}).Diagnostics {
				if d.Fix == nil || d.Fix.Removes || d.Rule.Document != nil || d.Rule.Name == "unknown-field" { // this rule renames and moves
					continue
				}
				src, err := f.Apply(d.Fix.Edits)
				if err != nil {
					continue
				}
				if was, is := lastingCollections(f), lastingCollections(manifest.Parse(f.Name, src)); is < was {
					found = append(found, fmt.Sprintf("%s, %s: the fix %q of %s leaves %d of %d maps and lists:\n%s", all[i].name, direction, d.Fix.Title, d.Rule.Name, is, was, src))
				}
			}
		}
		return found
	})
	for _, problem := range slices.Concat(problems...) {
		t.Error(problem)
	}
}

// lastingCollections counts the maps and lists of a file that no fix may delete. Their places do not matter, because fixes correct
// keys and move fields.
func lastingCollections(f *manifest.File) (count int) {
	var walk func(n *manifest.Node)
	walk = func(n *manifest.Node) {
		if slices.Contains(deletable, n.Key()) {
			return
		}
		if n.IsMap() || n.IsList() {
			count++
		}
		kids := n.Children()
		for i := range kids {
			walk(&kids[i])
		}
	}
	for _, doc := range f.Docs {
		walk(doc.Root())
	}
	return count
}
