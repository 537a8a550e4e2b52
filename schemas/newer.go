package schemas

import (
	"cmp"
	"slices"
	"strings"
)

// NewerField is a field that a later Kubernetes release brought.
type NewerField struct {
	Owner string `yaml:"owner" row:"key"` // [Schema.Name] of the object that would have it
	Field string `yaml:"field" row:"key"`
	In    string `yaml:"in" row:"key"` // list whose items have it, where others of the same definition do not; empty for all
	Since string `yaml:"since"`        // release that first had it, as in 1.16, in alpha or later
	// Misplaced says that authors mean the field of this name in another object.
	Misplaced bool   `yaml:"misplaced"`
	Source    string `yaml:"source"`
}

// NewerField returns the row of a field that the definition called owner has
// only in later releases, nil when there is none or authors mean another field.
// in is the field that holds the owner. A row of the policy replaces that of
// newerFields.
func (p *Policy) NewerField(owner, in, field string) *NewerField {
	for i := range p.NewerFields {
		f := &p.NewerFields[i]
		if f.Field != field || f.Owner != owner {
			continue
		}
		if f.Misplaced || f.In != "" && f.In != in {
			return nil
		}
		return f
	}
	i, found := slices.BinarySearchFunc(newerFields, field, func(f NewerField, field string) int {
		return cmp.Or(strings.Compare(f.Owner, owner), strings.Compare(f.Field, field))
	})
	if !found {
		return nil
	}
	return &newerFields[i]
}
