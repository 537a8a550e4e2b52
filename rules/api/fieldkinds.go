package api

import (
	"slices"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/internal/words"
	"github.com/toolforge/tfk8s/rules/kubectl"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

// A mistakenKind says that an object has fields of another kind than its own.
type mistakenKind struct {
	written    schemas.GVK      // what the object says it is
	now        string           // what its kind is called on the current cluster
	apiVersion string           // what was meant
	kind       string           // ditto
	foreign    []*manifest.Node // fields of the spec that the written kind does not have
	missing    string           // a field that the written kind must have, "" where there is none
	drops      []*manifest.Node // fields that what was meant does not have, either
	moved      []*manifest.Node // fields that are none of a Job, where the template of one is judged: see deeper
	misspelt   *manifest.Node   // the schedule of a CronJob under another name, nil where it has one
	deeper     *manifest.Node   // the template that a CronJob has under jobTemplate, nil where it is there or none is meant
}

// ReadByFields finds out whether the fields of an object are those of another kind than it says. If they are, it is that
// kind for all rules: what they find is what is left once the kind is right.
func ReadByFields(s *workload.Object) {
	defer judgeByFuture(s)
	m := mistakenKindOf(s)
	if m == nil {
		return
	}
	if m.deeper != nil { // as long as its place is wrong, the template is judged as that of a Job
		job := s.Policy.LikeKind("Job")
		s.SetKind(job.APIVersion, job.Kind)
		return
	}
	s.SetKind(m.apiVersion, m.kind)
}

// IsMistaken reports whether a node is part of what goes with the kind that was not meant.
func IsMistaken(s *workload.Object, n *manifest.Node) bool {
	m := mistakenKindOf(s)
	if m == nil {
		return false
	}
	isPart := func(top *manifest.Node) bool { return workload.IsBelow(n, top) }
	return slices.ContainsFunc(m.drops, isPart) || slices.ContainsFunc(m.moved, isPart)
}

// mistakenKindOf judges the kind by the fields, as the object is written.
func mistakenKindOf(s *workload.Object) *mistakenKind { return mistakenSlot.Get(s, judgeFields) }

var mistakenSlot = workload.NewSlot[*mistakenKind]("the kind that its fields are of")

func judgeFields(written *workload.Object) *mistakenKind {
	s := written
	if kind, apiVersion := s.Destination(); kind != s.Kind { // a ScheduledJob
		renamed := *s
		renamed.SetKind(apiVersion, kind)
		s = &renamed
	}
	row, spec := s.Policy.LikeKind(s.Kind), s.Root().Field("spec")
	if row == nil || s.ToLegacy || s.Object.NamedByList() {
		return nil
	}
	schema := s.Bundle.Lookup(s.GVK)
	if schema != nil && isWhole(s, row, schema) && !selectsRunningPods(s, row) || schema == nil && !s.IsGroup(s.GVK.Group) {
		return nil
	}
	m := &mistakenKind{written: written.GVK, now: s.Kind}
	own := fitOf(s, row, spec)
	m.foreign = own.lacks
	if isFlatCronJob(s, m, spec) {
		return m
	}
	if schema != nil && len(row.Body) == 0 {
		required := schema.Field("spec").Required
		if i := slices.IndexFunc(required, func(name string) bool { return spec.Field(name).IsNull() }); i >= 0 {
			m.missing = required[i]
		}
	}
	if own.fits && len(own.lacks) == 0 || !choose(s, m, row, &own, spec) {
		return nil
	}
	return m
}

// isFlatCronJob reports whether an object has a schedule, and beside it the template of a Job that belongs deeper. Then m says
// so.
func isFlatCronJob(s *workload.Object, m *mistakenKind, spec *manifest.Node) bool {
	cron, job := s.Policy.LikeKind("CronJob"), s.Policy.LikeKind("Job")
	template := spec.Field("template")
	if cron == nil || job == nil || spec.Field("jobTemplate").Exists() || !template.At("spec", "containers").IsList() {
		return false
	}
	ofCron, ofJob := fitOf(s, cron, spec), fitOf(s, job, spec)
	if spec.Field("schedule").IsNull() {
		i := slices.IndexFunc(ofCron.lacks, func(n *manifest.Node) bool { return kubectl.Misspelt(n, ofCron.spec) == "schedule" })
		if i < 0 {
			return false
		}
		m.misspelt = ofCron.lacks[i]
		ofCron.lacks = slices.Delete(ofCron.lacks, i, i+1)
	}
	either := func(n *manifest.Node) bool { return slices.Contains(ofJob.lacks, n) }
	if !ofJob.fits || slices.ContainsFunc(ofCron.lacks, either) {
		return false
	}
	m.kind, m.apiVersion, m.deeper, m.moved = ofCron.Kind, ofCron.apiVersion, template, ofJob.lacks
	m.foreign = ofCron.lacks
	if m.now != m.kind {
		m.foreign = ofJob.lacks
	}
	return true
}

// selectsRunningPods reports whether a Job has a selector that is of no use to it, and pods that are to run on.
func selectsRunningPods(s *workload.Object, row *schemas.LikeKind) bool {
	spec := s.Root().Field("spec")
	return row.Pods == schemas.Ended && !spec.Field("selector").IsNull() && !makesOwnSelector(spec) &&
		!workload.Ends(s.Root().At(workload.TemplatePath(row.Kind)...).At("spec", "restartPolicy").String())
}

// choose decides what was meant. ok is false where that is not certain, or the kind is right.
func choose(s *workload.Object, m *mistakenKind, row *schemas.LikeKind, own *fit, spec *manifest.Node) (ok bool) {
	var less []fit // kinds that the object is one of but for some settings
	for i := range s.Policy.LikeKinds {
		other := &s.Policy.LikeKinds[i]
		if other == row {
			continue
		}
		f := fitOf(s, other, spec)
		switch {
		case !f.fits || !f.allowed:
		case len(f.lacks) == 0:
			m.kind, m.apiVersion = f.Kind, f.apiVersion
			return len(own.lacks) > 0 || own.Pods != f.Pods || own.distorts && s.Bundle.Served(s.GVK) == nil
		case areSettings(s, f.lacks):
			less = append(less, f)
		}
	}
	isUnknown := func(n *manifest.Node) bool { return own.spec.Field(n.Key()) == nil }
	if own.fits && !slices.ContainsFunc(own.lacks, isUnknown) { // the selector of a Job alone, which says no other kind
		return false
	}
	if own.fits && areSettings(s, own.lacks) {
		m.kind, m.apiVersion, m.drops = own.Kind, own.apiVersion, own.lacks
		return areNobodys(s, own)
	}
	explicit := s.Root().At(append(workload.TemplatePath(row.Kind), "spec", "restartPolicy")...).String() != ""
	if len(less) == 0 || len(own.lacks) == 0 || !explicit && areSettings(s, own.lacks) && own.isMeant(&less[0], spec) {
		return false
	}
	m.kind, m.apiVersion, m.drops = less[0].Kind, less[0].apiVersion, less[0].lacks
	return true
}

// isMeant reports whether an object has a field that its own kind has, and another does not.
func (f *fit) isMeant(other *fit, spec *manifest.Node) bool {
	return slices.ContainsFunc(spec.Fields(), func(n manifest.Node) bool {
		return f.spec.Field(n.Key()) != nil && other.spec.Field(n.Key()) == nil
	})
}

// areSettings reports whether fields are settings of some kind, and may go.
func areSettings(s *workload.Object, fields []*manifest.Node) bool {
	return !slices.ContainsFunc(fields, func(n *manifest.Node) bool { return ownerOf(s, n.Key()) == nil })
}

// ownerOf is the first kind that has a setting, nil where there is none.
func ownerOf(s *workload.Object, setting string) *schemas.LikeKind {
	for i := range s.Policy.LikeKinds {
		if row := &s.Policy.LikeKinds[i]; slices.Contains(row.Settings, setting) {
			return row
		}
	}
	return nil
}

// OrKind names the kind that an object is one of without the field that its own kind misses, if there is one.
func OrKind(s *workload.Object, n *manifest.Node) string {
	if n != s.Root().Field("spec") || s.Policy.LikeKind(s.Kind) == nil {
		return ""
	}
	for i := range s.Policy.LikeKinds {
		if f := fitOf(s, &s.Policy.LikeKinds[i], n); f.fits && f.allowed && len(f.lacks) == 0 {
			return ", or make it " + words.Article(f.Kind) + " of " + f.apiVersion
		}
	}
	return ""
}

// isOtherKind reports whether another kind than the one that is written has all the fields of an object, whether or not a
// tool may create it.
func isOtherKind(s *workload.Object) bool {
	return slices.ContainsFunc(s.Policy.LikeKinds, func(row schemas.LikeKind) bool {
		f := fitOf(s, &row, s.Root().Field("spec"))
		return row.Kind != s.Kind && f.fits && len(f.lacks) == 0
	})
}

// KindWith is the kind whose spec has a field that another lacks, "" where none of those that people write has it.
func KindWith(s *workload.Object, field *manifest.Node) string {
	if field.Parent() != s.Root().Field("spec") || s.Policy.LikeKind(s.Kind) == nil {
		return ""
	}
	for _, row := range s.Policy.LikeKinds {
		group, version := schemas.ParseAPIVersion(row.APIVersion)
		schema := s.Bundle.Lookup(schemas.GVK{Group: group, Version: version, Kind: row.Kind})
		if schema != nil && len(row.Body) == 0 && schema.Field("spec").Field(field.Key()) != nil {
			return row.Kind
		}
	}
	return ""
}

// areNobodys reports whether fields that a kind lacks are not those that it has under another name or at another place.
func areNobodys(s *workload.Object, own *fit) bool {
	as := *s
	as.GVK = own.gvk
	return !slices.ContainsFunc(own.lacks, func(n *manifest.Node) bool {
		if own.spec.Field(n.Key()) != nil { // a selector
			return false
		}
		_, elsewhere := kubectl.BelongsTo(&as, n)
		elsewhere = elsewhere && (n.Key() != "activeDeadlineSeconds" || own.Pods != schemas.Restarted) // pods that run on have no deadline
		x := kubectl.Problem{Kind: kubectl.FieldUnknown, Node: n, Schema: own.spec}
		return elsewhere || kubectl.Renamed(n, own.spec) != "" || kubectl.Abridged(n, own.spec) != "" || IsNewer(&as, x) || RemovedAt(&as, n.Path()) != nil
	})
}
