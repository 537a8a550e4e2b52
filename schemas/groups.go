package schemas

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/toolforge/tfk8s/schemas/spelling"
)

//go:embed kubernetes-groups.tsv
var groupsText string

// groups are the API groups that some release of Kubernetes defines, the core group aside, whose name is empty.
var groups = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	for row := range strings.Lines(groupsText) {
		if name, _, ok := strings.Cut(row, "\t"); ok && name != "group" {
			all[name] = true
		}
	}
	return all
})

// IsGroup reports whether some release of Kubernetes defines an API group. It does not know groups of custom resources.
func IsGroup(group string) bool { return group == "" || groups()[group] }

// NearGroup returns the group of Kubernetes that a misspelled one is likely to mean, "" where no group is near.
func NearGroup(group string) string {
	near, least := "", maxTypos+1
	if strings.HasSuffix(group, ".x-k8s.io") { // of custom resources, see https://github.com/kubernetes/enhancements/pull/1111
		return ""
	}
	if short := strings.TrimSuffix(group, ".k8s.io"); short == "core" || short != group && IsGroup(short) {
		return short
	}
	for known := range groups() {
		if abs(len(known)-len(group)) > maxTypos || len(known) < 2*maxTypos+len("apps") && spelling.Distance(known, group) > 1 {
			continue
		}
		if typos := spelling.Distance(known, group); typos < least || typos == least && known < near {
			near, least = known, typos
		}
	}
	return near
}

// GroupOfStem returns the group whose name, or its beginning, is written without the right end: networking, networking.k8s,
// network.k8s.io and apps.k8s. It is "" where there is none.
func GroupOfStem(written string) string {
	const end, short, leastLetters = ".k8s.io", ".k8s", len("rbac")
	stem := strings.TrimSuffix(strings.TrimSuffix(written, end), short)
	if stem != "" && stem != written && IsGroup(stem) {
		return stem
	}
	found := ""
	for known := range groups() {
		name, ok := strings.CutSuffix(known, end)
		isNear := name == stem || len(stem) >= leastLetters && (strings.HasPrefix(name, stem) || spelling.Distance(name, stem) == 1)
		switch {
		case !ok || !isNear:
		case name == stem:
			return known
		case found != "":
			return ""
		default:
			found = known
		}
	}
	return found
}
