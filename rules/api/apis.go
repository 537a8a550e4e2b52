package api

import (
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/rules/content"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
	"github.com/toolforge/tfk8s/schemas/spelling"
)

// A kindFault says what is wrong with the apiVersion and kind of an object. Each has a rule of its own.
type kindFault uint8

const (
	kindServed    kindFault = iota // nothing, or another rule says it
	kindNotServed                  // no longer served, or not a kind of Kubernetes
	kindTooNew                     // a later Kubernetes serves it
	kindMisnamed                   // one of the two is missing, misspelled, or belongs to another
)

// kindFaultOf judges as kubectl does when it looks for the resource to send an object to, and as the server does then.
func kindFaultOf(s *workload.Object) kindFault { return kindFaultSlot.Get(s, judgeKind) }

var kindFaultSlot = workload.NewSlot[kindFault]("what is wrong with its kind")

func judgeKind(s *workload.Object) kindFault {
	o := s.Object
	if s.Served != nil || IsListKind(s) || s.Kind == "ScheduledJob" { // the last has a rule of its own
		return kindServed
	}
	if o.Root.Field("apiVersion").IsNull() && o.Root.Field("kind").IsNull() {
		return kindServed // it is not an object at all
	}
	if m := s.Move; m != nil {
		if m.Status == schemas.TooNew {
			return kindTooNew
		}
		return kindNotServed
	}
	if s.APIVersion == "" || s.Kind == "" || IsKind(s.Settings, s.Kind) || MeantKind(s, s.GVK.Kind) != "" {
		return kindMisnamed
	}
	return kindNotServed
}

// IsListKind reports whether the kind is that of a list. kubectl knows one for every kind.
func IsListKind(s *workload.Object) bool {
	kind, ok := strings.CutSuffix(s.GVK.Kind, "List")
	if !ok {
		return false
	}
	item := schemas.GVK{Group: s.GVK.Group, Version: s.GVK.Version, Kind: kind}
	return kind == "" || s.Bundle.Served(item) != nil
}

// IsKind reports whether any version of a kind is served.
func IsKind(s *workload.Settings, kind string) bool { return len(s.Bundle.ServedVersions(kind)) > 0 }

// NearKind returns the kind that a word most likely means: it is the plural of one, differs from one in case, or is closer to
// one in the API group than to any other, or else to one in any group. It returns "" if there is none.
func NearKind(s *workload.Settings, word, group string) string {
	resources := s.Bundle.Resources()
	isSame := func(r schemas.Resource) bool {
		return r.Plural == strings.ToLower(word) || strings.EqualFold(r.Kind, word)
	}
	if i := slices.IndexFunc(resources, isSame); i >= 0 {
		return resources[i].Kind
	}
	if successor := successorOf(s, word); successor != "" {
		return successor
	}
	nearest := func(isCandidate func(schemas.Resource) bool) string {
		return spelling.Nearest(word, min(2, len(word)/3), func(yield func(string) bool) {
			for _, r := range resources {
				if isCandidate(r) && !yield(r.Kind) {
					return
				}
			}
		})
	}
	if near := nearest(func(r schemas.Resource) bool { return r.Group == group }); near != "" {
		return near
	}
	return nearest(func(schemas.Resource) bool { return true })
}

// successorOf returns the kind that replaces one of the legacy cluster, which a word names in any case or in the plural. It returns ""
// if the word names none, or where that kind is right.
func successorOf(s *workload.Settings, word string) string {
	for i := range s.Policy.APIs {
		m := &s.Policy.APIs[i]
		if m.ToKind != "" && !s.ToLegacy && (strings.EqualFold(word, m.Kind) || strings.EqualFold(word, m.Kind+"s")) {
			return m.ToKind
		}
	}
	return ""
}

// MeantKind returns the kind that the word in an object is meant to be. It returns "" if its fields are not those of that kind.
func MeantKind(s *workload.Object, word string) string {
	near := NearKind(s.Settings, word, s.GVK.Group)
	if near == "" || !content.IsMeant(s.Bundle, s.Root(), word, near) {
		return ""
	}
	return near
}

// VersionsFor returns the versions that an object of a kind may use: those that the policy moves it to, or else all that are
// served.
func VersionsFor(s *workload.Settings, kind string) []string {
	var found []string
	for i := range s.Policy.APIs {
		if m := &s.Policy.APIs[i]; m.Kind == kind && m.To != "" && !slices.Contains(found, m.To) {
			found = append(found, m.To)
		}
	}
	if len(found) > 0 {
		return found
	}
	for _, g := range s.Bundle.ServedVersions(kind) {
		found = append(found, g.APIVersion())
	}
	return found
}
