package rules

import (
	"slices"
	"strconv"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/schemas"
)

// moveFix makes the one fix that moves an object to another API version: the new apiVersion together with what the old
// one defaulted and the new one does not, and without what the new one no longer has. It must be one, for once the
// apiVersion has changed nobody knows what it was. It is nil where that cannot be done, or not yet: a selector that is
// copied from the labels of the pods has to wait until they have some.
func (s *Subject) moveFix() *lint.Fix {
	m := s.Move
	if m.To == "" || !s.keepsShape() {
		return nil
	}
	var d draft
	d.add(s.Root().Field("apiVersion").SetText(m.To))
	name := m.To
	if m.ToKind != "" {
		d.add(s.Root().Field("kind").SetText(m.ToKind))
		name = m.ToKind + " in " + m.To
	}
	s.replaceRemoved(&d, "spec")
	s.dropChosenSelector(&d)
	title, safety := "use "+name, lint.Safe
	if m.Kind == "Ingress" && m.Status == schemas.TooNew {
		if exact := s.rewriteIngress(&d); len(exact) > 0 {
			title, safety = title+" and make a prefix of "+listed(exact), lint.Review
		}
	}
	if written := s.keepDefaults(&d); written != nil {
		title += " and write out what " + m.From + " defaulted: " + strings.Join(written, ", ")
	}
	return lint.NewFix(safety, d.edits, !d.failed, title)
}

// A draft collects the edits of a fix.
type draft struct {
	edits  []manifest.Edit
	failed bool
}

// add adds edits that touch no bytes of the others.
func (d *draft) add(edits []manifest.Edit, ok bool) {
	d.gather(edits, ok && !conflicting(edits, d.edits))
}

// gather adds edits that may touch those of the others, for unite or joinInsertions to settle.
func (d *draft) gather(edits []manifest.Edit, ok bool) {
	d.failed = d.failed || !ok
	d.edits = append(d.edits, edits...)
}

// insert adds entries to a map behind the first key that is named whose place no other edit touches.
func (d *draft) insert(into *manifest.Node, after []string, entries ...manifest.Pair) {
	for _, key := range after {
		edits, ok := into.Insert([]string{key}, entries...)
		if ok && !conflicting(edits, d.edits) {
			d.gather(edits, true)
			return
		}
	}
	d.failed = true
}

// conflicting reports whether edits touch the bytes of others. The same edit twice, as of a text that aliases share, does
// not: see unite.
func conflicting(a, b []manifest.Edit) bool {
	return slices.ContainsFunc(a, func(e manifest.Edit) bool {
		return slices.ContainsFunc(b, func(other manifest.Edit) bool { return e != other && e.Conflicts(other) })
	})
}

// keepsShape reports whether an object is of the new version once its moved parts are rewritten. That is so for what the
// server takes in both versions, for workloads and for Ingresses; other kinds changed their fields on the way, so the
// schema is asked.
func (s *Subject) keepsShape() bool {
	m := s.Move
	if m.Status == schemas.Deprecated || s.Template.Exists() || m.Kind == "Ingress" {
		return true
	}
	group, version := schemas.ParseAPIVersion(m.To)
	return s.ofSchema(s.Root(), s.Bundle.Lookup(schemas.GVK{Group: group, Version: version, Kind: s.Object.Kind}))
}

// ofSchema reports whether a schema knows all the fields of a value, and misses none; those of 2016 aside, which the move
// takes to where it has them.
func (s *Subject) ofSchema(n *manifest.Node, schema *schemas.Schema) bool {
	if schema == nil {
		return s.removedAt(n.Path()) != nil
	}
	fields := n.Fields()
	items := n.Items()
	switch schema.Type {
	case schemas.Object:
		lacks := func(name string) bool { return n.Field(name).IsNull() && !s.suppliesField(n.ChildPath(name)) }
		return !slices.ContainsFunc(fields, func(f manifest.Node) bool { return !s.ofSchema(&f, schema.Field(f.Key())) }) &&
			!slices.ContainsFunc(schema.Required, lacks)
	case schemas.Map:
		return !slices.ContainsFunc(fields, func(f manifest.Node) bool { return schema.Elem != nil && !s.ofSchema(&f, schema.Elem) })
	case schemas.Array:
		return !slices.ContainsFunc(items, func(i manifest.Node) bool { return !s.ofSchema(&i, schema.Elem) })
	}
	return true
}

// dropChosenSelector drops the selector of a Job that says nothing of who makes it: that of the workloads' old group
// chose its pods by their labels, that of batch makes a selector of its own.
func (s *Subject) dropChosenSelector(d *draft) {
	spec := s.Root().Field("spec")
	if s.Move.Kind != "Job" || s.GVK.Group != "extensions" || spec.Field("autoSelector").Exists() {
		return
	}
	if gone := s.unchosenSelector(); len(gone) > 0 {
		d.add(manifest.Delete(gone...))
	}
}

// keepDefaults writes what the old version set and the new one does not, and names the fields.
func (s *Subject) keepDefaults(d *draft) (written []string) {
	m, spec := s.Move, s.Root().Field("spec")
	var additions []addition
	copied := s.Policy.CopiedLabelsOf(m.Kind, m.From)
	labels, ok := s.futureLabels()
	if selector := spec.Field("selector"); copied != nil && copied.Selector && selector.IsNull() {
		d.failed = d.failed || !ok
		additions = add(additions, s.Root(), []string{"spec", "selector", "matchLabels"}, labels)
		written = append(written, "spec.selector")
	}
	if own := s.Root().At("metadata", "labels"); copied != nil && copied.Labels && ok && len(own.Children()) == 0 {
		additions = add(additions, s.Root(), []string{"metadata", "labels"}, labels)
		written = append(written, "metadata.labels")
	}
	for _, c := range s.changedDefaults() {
		if !s.keepsDefault(c) {
			continue
		}
		additions = add(additions, s.Root(), strings.Split(c.Path, "."), defaultValue(c.Before(m)))
		written = append(written, c.Path)
	}
	d.write(spec, additions)
	return written
}

// write makes additions part of a fix, each where people put such a thing. Those to the spec have a choice of places, and
// so come last.
func (d *draft) write(spec *manifest.Node, additions []addition) {
	slices.SortStableFunc(additions, func(a, b addition) int { return rank(a, spec) - rank(b, spec) })
	for _, a := range additions {
		after := []string{""}
		switch {
		case a.into == spec:
			after = anchors(spec)
		case a.entries[0].Key == "labels":
			after = []string{lastOf(a.into, "name", "namespace")}
		}
		d.insert(a.into, after, a.entries...)
	}
}

func rank(a addition, last *manifest.Node) int {
	if a.into == last {
		return 1
	}
	return 0
}

// lastOf is the key of a map that stands last among some, "" where it has none of them.
func lastOf(n *manifest.Node, keys ...string) string {
	last := ""
	fields := n.Fields()
	for i := range fields {
		if key := fields[i].Key(); slices.Contains(keys, key) {
			last = key
		}
	}
	return last
}

// changedDefaults are the defaults that the move changes and that the object relies on.
func (s *Subject) changedDefaults() []*schemas.ChangedDefault {
	return changedSlot.Get(s, (*Subject).findChanged)
}

var changedSlot = NewSlot[[]*schemas.ChangedDefault]("the defaults that a move changes")

func (s *Subject) findChanged() []*schemas.ChangedDefault {
	var changed []*schemas.ChangedDefault
	kind, _ := s.destination()
	for i := range s.Policy.ChangedDefaults {
		c := &s.Policy.ChangedDefaults[i]
		if c.Kind != kind {
			continue
		}
		if was := c.Before(s.Move); was == "" || was == c.In(s.Move.To) {
			continue
		}
		ofStrategy, _, rolls := strings.Cut(c.Path, ".rollingUpdate.")
		if s.at(c.Path).IsNull() && !(rolls && (isOtherStrategy(s.at(ofStrategy)) || s.mustNotOverlap())) {
			changed = append(changed, c)
		}
	}
	return changed
}

// keepsDefault reports whether a move writes an old default out: all if one wants them to be, and else the one without
// which the server would refuse the object.
func (s *Subject) keepsDefault(c *schemas.ChangedDefault) bool {
	return s.PreserveDefaults || s.needsDefault(c)
}

// needsDefault reports whether the new default of a deadline is too short for what the object waits anyway.
func (s *Subject) needsDefault(c *schemas.ChangedDefault) bool {
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

// An addition is what to write into a map that is there.
type addition struct {
	into    *manifest.Node
	entries manifest.Pairs
}

// add adds a value at a path: into the innermost map of it that is there.
func add(all []addition, root *manifest.Node, path []string, value manifest.Value) []addition {
	into := root
	for len(path) > 1 && into.Field(path[0]).Exists() {
		into, path = into.Field(path[0]), path[1:]
	}
	if into.Field(path[0]).Exists() { // it is there, but null or empty: its entries are what is missing
		if pairs, ok := value.(manifest.Pairs); ok {
			return append(all, addition{into.Field(path[0]), pairs})
		}
	}
	for i := range all {
		if all[i].into == into {
			all[i].entries = nest(all[i].entries, path, value)
			return all
		}
	}
	return append(all, addition{into, nest(nil, path, value)})
}

// nest adds a value at a path to the entries of a map.
func nest(entries manifest.Pairs, path []string, value manifest.Value) manifest.Pairs {
	if len(path) == 1 {
		return append(entries, manifest.Pair{Key: path[0], Value: value})
	}
	for i := range entries {
		if entries[i].Key == path[0] {
			inner, _ := entries[i].Value.(manifest.Pairs)
			entries[i].Value = nest(inner, path[1:], value)
			return entries
		}
	}
	return append(entries, manifest.Pair{Key: path[0], Value: nest(nil, path[1:], value)})
}
