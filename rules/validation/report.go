package validation

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// reject reports a problem with the value of a field.
func (v *validator) reject(p place, x Problem) { v.rejectAt(p, p.path(), x) }

// rejectAt reports a problem with the value of a field whose path the server spells in another way.
func (v *validator) rejectAt(p place, path string, x Problem) {
	x.Node, x.Path, x.Pods = p.node, path, v.pods
	if p.node == nil {
		x.Node = p.up
		x.Lacks, _, _ = strings.Cut(cmp.Or(p.rest, p.last), ".")
	}
	v.report(x)
}

// rejectBecause reports a problem that is gone when its cause is.
func (v *validator) rejectBecause(p place, cause Cause, x Problem) {
	x.Cause = cause
	v.reject(p, x)
}

// rejectKey reports a problem with the key of an entry. The server writes the key in brackets: data[a key].
func (v *validator) rejectKey(p place, x Problem) { v.rejectKeyAt(p, p.node.KeyPath(), x) }

// rejectKeyAt reports a problem with the key of an entry whose path the server spells in another way.
func (v *validator) rejectKeyAt(p place, path string, x Problem) {
	x.Node, x.Key, x.Path, x.Pods = p.node, true, path, v.pods
	v.report(x)
}

// rejectMissing reports a required field that is missing or empty.
func (v *validator) rejectMissing(p place, help string) { v.reject(p, missing(p).help("%s", help)) }

// forbid reports a field that must not be set. where completes the sentence "x is not allowed".
func (v *validator) forbid(p place, where string) {
	name := lastName(p)
	v.reject(p, say("%s is not allowed %s", name, where).help("remove %s", name))
}

// requireOneOf reports a string that is not accepted. If it is absent or empty, the default counts; if that is "", the
// field is reported as missing.
func (v *validator) requireOneOf(p place, def string, accepted ...string) bool {
	value := p.textOr(def)
	if slices.Contains(accepted, value) {
		return true
	}
	v.reject(p, notOneOf(lastName(p), value, accepted))
	return false
}

// requireOneOfIfSet reports a string that is not accepted, also an empty one. An absent one has a default.
func (v *validator) requireOneOfIfSet(p place, accepted ...string) {
	if value, ok := p.node.Str(); ok && !slices.Contains(accepted, value) {
		v.reject(p, notOneOf(lastName(p), value, accepted))
	}
}

// rejectFaults reports the faults of a name.
func (v *validator) rejectFaults(p place, name string, faults []Fault) {
	if len(faults) > 0 { // most names are valid, and the path is slow to find
		v.rejectFaultsAt(p, p.path, lastName(p), name, faults)
	}
}

// rejectFaultsAt reports the faults of a name under a path that the server spells in another way. what says what the name
// is: "label value".
func (v *validator) rejectFaultsAt(p place, path func() string, what, name string, faults []Fault) {
	for _, f := range faults {
		v.rejectAt(p, path(), f.of(what, name))
	}
}

// rejectNegative reports a negative number. An absent one is fine.
func (v *validator) rejectNegative(p place) {
	if n, ok := p.number(); ok && n < 0 {
		v.reject(p, say("%s cannot be %d", lastName(p), n).help("use 0 or more"))
	}
}

// requireRange reports a number outside of a range. An absent one is fine.
func (v *validator) requireRange(p place, least, most int64) bool {
	n, ok := p.number()
	if !ok || n >= least && n <= most {
		return true
	}
	x := say("%s %d is out of range", lastName(p), n)
	switch {
	case most != math.MaxInt32:
		x = x.help("use %d to %d", least, most)
	case n < least:
		x = x.help("use %d or more", least)
	default:
		x = x.help("use less than 2 billion")
	}
	v.reject(p, x)
	return false
}

// requireLabelName reports a string that is neither empty nor a DNS label.
func (v *validator) requireLabelName(p place) {
	if s := p.text(); s != "" {
		v.rejectFaults(p, s, LabelName(s))
	}
}

// requireSubdomain reports a string that is neither empty nor a DNS name.
func (v *validator) requireSubdomain(p place) {
	if s := p.text(); s != "" {
		v.rejectFaults(p, s, SubdomainName(s))
	}
}

// requireNonEmpty reports an empty string. An absent one is left to the schema.
func (v *validator) requireNonEmpty(p place, help string) bool {
	if isBlank(p) {
		v.rejectMissing(p, help)
		return false
	}
	return true
}

// requireText reports a string that is empty or absent, where the schema does not require it.
func (v *validator) requireText(p place, help string) bool {
	if lacksText(p) {
		v.rejectMissing(p, help)
		return false
	}
	return true
}
