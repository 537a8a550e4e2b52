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

// moveFix makes the fix that moves an object to another API version. It writes the new apiVersion and the defaults of the old
// version that the new one lacks, and removes the fields that the new one no longer has. All of this is one fix, because once
// the apiVersion has changed, the old one is no longer known. The result is nil if the fix is not possible, or not yet: a
// selector is copied from the labels of the pods, so these must exist first.
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
			title, safety = title+" and let "+words.Listed(exact)+" match all paths below", lint.Review
		}
	}
	if written := keepDefaults(s, &d); written != nil {
		title += " and add " + words.Listed(written)
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

// dropChosenSelector drops the selector of a Job that does not say whether the server generates one. In the old group of
// workloads a Job selected its pods by their labels, but in batch the server generates the selector.
func dropChosenSelector(s *workload.Object, d *manifest.Draft) {
	spec := s.Root().Field("spec")
	if s.Move.Kind != "Job" || s.GVK.Group != "extensions" || spec.Field("autoSelector").Exists() {
		return
	}
	if gone := unchosenSelector(s); len(gone) > 0 {
		d.Add(manifest.Delete(gone...))
	}
}

// keepDefaults writes the defaults of the old version that the new one does not have, and returns the paths of the fields.
func keepDefaults(s *workload.Object, d *manifest.Draft) (written []string) {
	m, spec := s.Move, s.Root().Field("spec")
	var additions []manifest.Addition
	copied := s.Policy.CopiedLabelsOf(m.Kind, m.From)
	labels, ok := podpreset.FutureLabels(s)
	if selector := spec.Field("selector"); copied != nil && copied.Selector && selector.IsNull() {
		d.Failed = d.Failed || !ok || kubectl.IsMisspelled(s, s.Template, "metadata", "labels")
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
		d.Failed = d.Failed || kubectl.IsMisspelled(s, s.Root(), strings.Split(path, ".")...)
	}
	d.Write(spec, additions)
	return written
}

// defaultsChanged returns the defaults that the move changes and that the object relies on.
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

// keepsDefault reports whether a move writes an old default: all of them on request, otherwise only one without which the
// server would reject the object.
func keepsDefault(s *workload.Object, c *schemas.ChangedDefault) bool {
	return s.PreserveDefaults || needsDefault(s, c)
}

// needsDefault reports whether the new default of a deadline is shorter than the time that the object waits anyway.
func needsDefault(s *workload.Object, c *schemas.ChangedDefault) bool {
	const deadline = "spec.progressDeadlineSeconds"
	if c.Path != deadline {
		return false
	}
	wait, ok := s.Root().At("spec", "minReadySeconds").Int()
	limit, err := strconv.ParseInt(c.In(s.Move.To), 10, 64)
	return ok && err == nil && wait >= limit
}

// isOtherStrategy reports whether a strategy is of a type that cannot have the field rollingUpdate.
func isOtherStrategy(strategy *manifest.Node) bool {
	kind := strategy.Field("type")
	return !kind.IsNull() && !strings.EqualFold(kind.Text(), "rollingUpdate")
}

// defaultValue turns a text into the value of an edit: a number if it is one, otherwise a string.
func defaultValue(text string) manifest.Value {
	if _, err := strconv.Atoi(text); err == nil {
		return manifest.Literal(text)
	}
	return text
}
