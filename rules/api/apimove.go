package api

import (
	"slices"
	"strconv"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/internal/words"
	"github.com/toolforge/tfk8s/rules/kubectl"
	"github.com/toolforge/tfk8s/rules/podpreset"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

// moveFix makes the one fix that moves an object to another API version: the new apiVersion together with what the old
// one defaulted and the new one does not, and without what the new one no longer has. It must be one, for once the
// apiVersion has changed nobody knows what it was. It is nil where that cannot be done, or not yet: a selector that is
// copied from the labels of the pods has to wait until they have some.
func moveFix(s *workload.Object) *lint.Fix {
	m := s.Move
	if m.To == "" || s.Served == nil && isForbidden(s.Settings, s.Kind) || s.HasLaterForm() && !isOfLaterForm(s) {
		return nil
	}
	var d manifest.Draft
	d.Add(s.Root().Field("apiVersion").SetText(m.To))
	name := m.To
	if m.ToKind != "" {
		d.Add(s.Root().Field("kind").SetText(m.ToKind))
		name = m.ToKind + " in " + m.To
	}
	ReplaceRemoved(s, &d, "spec")
	dropChosenSelector(s, &d)
	title, safety := "use "+name, lint.Safe
	if s.HasLaterForm() {
		if exact := rewriteIngress(s, &d); len(exact) > 0 {
			title, safety = title+" and make a prefix of "+words.Listed(exact), lint.Review
		}
	}
	if written := keepDefaults(s, &d); written != nil {
		title += " and write out what " + m.From + " defaulted: " + strings.Join(written, ", ")
	}
	return lint.NewFix(safety, d.Edits, !d.Failed, title)
}

// isOfLaterForm reports whether an object has only the fields of the later release that it is written for. The fix rewrites
// those, and would leave any other as it is.
func isOfLaterForm(s *workload.Object) bool {
	return !slices.ContainsFunc(kubectl.SchemaProblems(s), func(x kubectl.Problem) bool {
		return x.Kind == kubectl.FieldUnknown || x.Kind == kubectl.TypeWrong
	})
}

// dropChosenSelector drops the selector of a Job that says nothing of who makes it: that of the workloads' old group
// chose its pods by their labels, that of batch makes a selector of its own.
func dropChosenSelector(s *workload.Object, d *manifest.Draft) {
	spec := s.Root().Field("spec")
	if s.Move.Kind != "Job" || s.GVK.Group != "extensions" || spec.Field("autoSelector").Exists() {
		return
	}
	if gone := unchosenSelector(s); len(gone) > 0 {
		d.Add(manifest.Delete(gone...))
	}
}

// keepDefaults writes what the old version set and the new one does not, and names the fields.
func keepDefaults(s *workload.Object, d *manifest.Draft) (written []string) {
	m, spec := s.Move, s.Root().Field("spec")
	var additions []manifest.Addition
	copied := s.Policy.CopiedLabelsOf(m.Kind, m.From)
	labels, ok := podpreset.FutureLabels(s)
	if selector := spec.Field("selector"); copied != nil && copied.Selector && selector.IsNull() {
		d.Failed = d.Failed || !ok || kubectl.IsMisspelt(s, s.Template, "metadata", "labels")
		additions = manifest.Add(additions, s.Root(), []string{"spec", "selector", "matchLabels"}, labels)
		written = append(written, "spec.selector")
	}
	if own := s.Root().At("metadata", "labels"); copied != nil && copied.Labels && ok && len(own.Children()) == 0 {
		additions = manifest.Add(additions, s.Root(), []string{"metadata", "labels"}, labels)
		written = append(written, "metadata.labels")
	}
	for _, c := range defaultsChanged(s) {
		if !keepsDefault(s, c) {
			continue
		}
		additions = manifest.Add(additions, s.Root(), strings.Split(c.Path, "."), defaultValue(c.Before(m)))
		written = append(written, c.Path)
	}
	for _, path := range written {
		d.Failed = d.Failed || kubectl.IsMisspelt(s, s.Root(), strings.Split(path, ".")...)
	}
	d.Write(spec, additions)
	return written
}

// defaultsChanged are the defaults that the move changes and that the object relies on.
func defaultsChanged(s *workload.Object) []*schemas.ChangedDefault {
	return changedSlot.Get(s, findChanged)
}

var changedSlot = workload.NewSlot[[]*schemas.ChangedDefault]("the defaults that a move changes")

func findChanged(s *workload.Object) []*schemas.ChangedDefault {
	var changed []*schemas.ChangedDefault
	kind, _ := s.Destination()
	for i := range s.Policy.ChangedDefaults {
		c := &s.Policy.ChangedDefaults[i]
		if c.Kind != kind {
			continue
		}
		if was := c.Before(s.Move); was == "" || was == c.In(s.Move.To) {
			continue
		}
		ofStrategy, _, rolls := strings.Cut(c.Path, ".rollingUpdate.")
		if s.At(c.Path).IsNull() && !(rolls && (isOtherStrategy(s.At(ofStrategy)) || mustNotOverlap(s))) {
			changed = append(changed, c)
		}
	}
	return changed
}

// keepsDefault reports whether a move writes an old default out: all if one wants them to be, and else the one without
// which the server would refuse the object.
func keepsDefault(s *workload.Object, c *schemas.ChangedDefault) bool {
	return s.PreserveDefaults || needsDefault(s, c)
}

// needsDefault reports whether the new default of a deadline is too short for what the object waits anyway.
func needsDefault(s *workload.Object, c *schemas.ChangedDefault) bool {
	const deadline = "spec.progressDeadlineSeconds"
	if c.Path != deadline {
		return false
	}
	wait, ok := s.Root().At("spec", "minReadySeconds").Int()
	limit, err := strconv.ParseInt(c.In(s.Move.To), 10, 64)
	return ok && err == nil && wait >= limit
}

// isOtherStrategy reports whether the type of a strategy rules the rollingUpdate beside it out.
func isOtherStrategy(strategy *manifest.Node) bool {
	kind := strategy.Field("type")
	return !kind.IsNull() && !strings.EqualFold(kind.Text(), "rollingUpdate")
}

// defaultValue makes a number of a text that is one, and a string of any other.
func defaultValue(text string) manifest.Value {
	if _, err := strconv.Atoi(text); err == nil {
		return manifest.Literal(text)
	}
	return text
}
