package api

import (
	"slices"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/internal/words"
	"github.com/toolforge/tfk8s/rules/kubectl"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

// A mistakenKind says that an object has the fields of another kind than the one that it names.
type mistakenKind struct {
	written    schemas.GVK      // what the object says it is
	now        string           // what its kind is called on the current cluster
	apiVersion string           // what was meant
	kind       string           // what was meant
	foreign    []*manifest.Node // fields of the spec that the written kind does not have
	missing    string           // a required field of the written kind that is missing, "" if there is none
	drops      []*manifest.Node // fields that the kind that was meant does not have, either
	moved      []*manifest.Node // fields that a Job does not have, where its template is in the wrong place: see deeper
	misspelled *manifest.Node   // the misspelled schedule of a CronJob, nil if it is spelled right
	deeper     *manifest.Node   // the template that a CronJob must have under jobTemplate, nil if its place is right
}

// ReadByFields finds out whether the fields of an object are those of another kind than it names. If so, all rules judge it as
// that kind, so that they find what is still wrong once the kind is right.
func ReadByFields(s *workload.Object) {
	defer judgeByFuture(s)
	m := mistakenKindOf(s)
	if m == nil {
		return
	}
	if m.deeper != nil { // while its place is wrong, the template is judged as that of a Job
		job := s.Policy.LikeKind("Job")
		s.SetKind(job.APIVersion, job.Kind)
		return
	}
	s.SetKind(m.apiVersion, m.kind)
}

// IsMistaken reports whether the fix of the kind drops or moves a node.
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
	if schema != nil && isComplete(s, row, schema) && !selectsRunningPods(s, row) || schema == nil && !s.IsGroup(s.GVK.Group) {
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
	if own.isFit && len(own.lacks) == 0 || !choose(s, m, row, &own, spec) {
		return nil
	}
	return m
}

// isFlatCronJob reports whether an object has a schedule, and beside it the template of a Job that belongs under jobTemplate.
// If so, it fills in m.
func isFlatCronJob(s *workload.Object, m *mistakenKind, spec *manifest.Node) bool {
	cron, job := s.Policy.LikeKind("CronJob"), s.Policy.LikeKind("Job")
	template := spec.Field("template")
	if cron == nil || job == nil || spec.Field("jobTemplate").Exists() || !template.At("spec", "containers").IsList() {
		return false
	}
	ofCron, ofJob := fitOf(s, cron, spec), fitOf(s, job, spec)
	if spec.Field("schedule").IsNull() {
		i := slices.IndexFunc(ofCron.lacks, func(n *manifest.Node) bool { return kubectl.Misspelled(n, ofCron.spec) == "schedule" })
		if i < 0 {
			return false
		}
		m.misspelled = ofCron.lacks[i]
		ofCron.lacks = slices.Delete(ofCron.lacks, i, i+1)
	}
	either := func(n *manifest.Node) bool { return slices.Contains(ofJob.lacks, n) }
	if !ofJob.isFit || slices.ContainsFunc(ofCron.lacks, either) {
		return false
	}
	m.kind, m.apiVersion, m.deeper, m.moved = ofCron.Kind, ofCron.apiVersion, template, ofJob.lacks
	m.foreign = ofCron.lacks
	if m.now != m.kind {
		m.foreign = ofJob.lacks
	}
	return true
}

// selectsRunningPods reports whether a Job has a selector that it cannot use, and pods that are meant to keep running.
func selectsRunningPods(s *workload.Object, row *schemas.LikeKind) bool {
	spec := s.Root().Field("spec")
	return row.Pods == schemas.Ended && !spec.Field("selector").IsNull() && !makesOwnSelector(spec) &&
		!workload.Ends(s.Root().At(workload.TemplatePath(row.Kind)...).At("spec", "restartPolicy").String())
}

// choose decides which kind was meant. ok is false if that is uncertain, or if the kind is right.
func choose(s *workload.Object, m *mistakenKind, row *schemas.LikeKind, own *fit, spec *manifest.Node) (ok bool) {
	var less []fit // kinds that fit except for some settings
	for i := range s.Policy.LikeKinds {
		other := &s.Policy.LikeKinds[i]
		if other == row {
			continue
		}
		f := fitOf(s, other, spec)
		switch {
		case !f.isFit || !f.isAllowed:
		case len(f.lacks) == 0:
			m.kind, m.apiVersion = f.Kind, f.apiVersion
			return len(own.lacks) > 0 || own.Pods != f.Pods || own.isOther && s.Bundle.Served(s.GVK) == nil
		case areSettings(s, f.lacks):
			less = append(less, f)
		}
	}
	isUnknown := func(n *manifest.Node) bool { return own.spec.Field(n.Key()) == nil }
	if own.isFit && !slices.ContainsFunc(own.lacks, isUnknown) { // only the selector of a Job, which shows no other kind
		return false
	}
	if own.isFit && areSettings(s, own.lacks) {
		m.kind, m.apiVersion, m.drops = own.Kind, own.apiVersion, own.lacks
		return areForeign(s, own)
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

// areSettings reports whether fields are settings of some kind, which may be dropped.
func areSettings(s *workload.Object, fields []*manifest.Node) bool {
	return !slices.ContainsFunc(fields, func(n *manifest.Node) bool { return ownerOf(s, n.Key()) == nil })
}

// ownerOf finds the first kind that has a setting. It returns nil if there is none.
func ownerOf(s *workload.Object, setting string) *schemas.LikeKind {
	for i := range s.Policy.LikeKinds {
		if row := &s.Policy.LikeKinds[i]; slices.Contains(row.Settings, setting) {
			return row
		}
	}
	return nil
}

// IsSettingOfRestarted reports whether a field is a setting of a kind whose pods are restarted when they end, and of no other.
func IsSettingOfRestarted(s *workload.Object, key string) bool {
	row := ownerOf(s, key)
	return row != nil && row.Pods == schemas.Restarted
}

// KindWithout names a kind that an object could be, with its apiVersion, although a field is missing that its own kind requires.
// It returns "" if there is none.
func KindWithout(s *workload.Object, n *manifest.Node) string {
	if n != s.Root().Field("spec") || s.Policy.LikeKind(s.Kind) == nil {
		return ""
	}
	for i := range s.Policy.LikeKinds {
		if f := fitOf(s, &s.Policy.LikeKinds[i], n); f.isFit && f.isAllowed && len(f.lacks) == 0 {
			return words.Article(f.Kind) + " of " + f.apiVersion
		}
	}
	return ""
}

// isOtherKind reports whether another kind than the written one has all the fields of an object. It may be a kind that a tool
// may not create.
func isOtherKind(s *workload.Object) bool {
	return slices.ContainsFunc(s.Policy.LikeKinds, func(row schemas.LikeKind) bool {
		f := fitOf(s, &row, s.Root().Field("spec"))
		return row.Kind != s.Kind && f.isFit && len(f.lacks) == 0
	})
}

// KindWith finds the kind whose spec has a field that another kind lacks, among those that people write. It returns "" if there
// is none.
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

// areForeign reports whether the kind has no field of these under another name or in another place either.
func areForeign(s *workload.Object, own *fit) bool {
	as := *s
	as.GVK, as.Judged = own.gvk, own.gvk
	return !slices.ContainsFunc(own.lacks, func(n *manifest.Node) bool {
		if own.spec.Field(n.Key()) != nil { // a selector
			return false
		}
		_, elsewhere := kubectl.BelongsTo(&as, n)
		elsewhere = elsewhere && (n.Key() != "activeDeadlineSeconds" || own.Pods != schemas.Restarted) // pods that keep running have no deadline
		x := kubectl.Problem{Kind: kubectl.FieldUnknown, Node: n, Schema: own.spec}
		return elsewhere || kubectl.Renamed(n, own.spec) != "" || kubectl.Abridged(n, own.spec) != "" || IsNewer(&as, x) || RemovedAt(&as, n.Path()) != nil
	})
}
