package schemas

import "slices"

// APIStatus says what the current cluster makes of an API version.
type APIStatus string

// The statuses of an [APIMove].
const (
	Deprecated APIStatus = "deprecated" // served, but removed in a later release
	Gone       APIStatus = "gone"       // was served by the legacy cluster or by releases between
	TooNew     APIStatus = "too-new"    // comes with a later release
)

// APIMove is one kind in an API version that is not the one to use.
type APIMove struct {
	Kind   string    `yaml:"kind" row:"key"`
	From   string    `yaml:"from" row:"key"` // apiVersion
	To     string    `yaml:"to"`             // apiVersion to use, empty when nothing replaces the kind
	ToKind string    `yaml:"toKind"`         // kind to use where it is another one
	Hint   string    `yaml:"hint"`           // what to use instead where it is no object
	Status APIStatus `yaml:"status"`
	// Release is the Kubernetes release (as in 1.16) that stops serving From
	// when it is deprecated, that begins to when it is too new, and empty when
	// it is gone.
	Release string `yaml:"release"`
	Legacy  bool   `yaml:"legacy"` // the legacy cluster serves From
	// Back says that From is what To has to become on the legacy cluster. It
	// is false where that cluster serves To as well.
	Back   bool   `yaml:"back"`
	Source string `yaml:"source"`
}

// Move returns the row of a kind in an API version, nil when there is none.
func (p *Policy) Move(kind, apiVersion string) *APIMove {
	for i := range p.APIs {
		if m := &p.APIs[i]; m.Kind == kind && m.From == apiVersion {
			return m
		}
	}
	return nil
}

// LegacyMove returns the row that leads back to the legacy cluster from a kind
// in the API version to use, nil when there is none: the legacy cluster serves
// it as it is, or has nothing like it.
func (p *Policy) LegacyMove(kind, apiVersion string) *APIMove {
	for i := range p.APIs {
		m := &p.APIs[i]
		to := m.ToKind
		if to == "" {
			to = m.Kind
		}
		if m.Back && to == kind && m.To == apiVersion {
			return m
		}
	}
	return nil
}

// FieldChange says what became of a field.
type FieldChange string

// The changes of a [RemovedField].
const (
	Removed  FieldChange = "removed"  // dropped; To, if any, serves the same end in another way
	Renamed  FieldChange = "renamed"  // the same value under the name To
	Moved    FieldChange = "moved"    // the same value at the path To
	Inverted FieldChange = "inverted" // To has the opposite meaning
	Alias    FieldChange = "alias"    // still accepted, To is the name to use
)

// RemovedField is a field of 2016 that the API version to use does not have,
// or has under another name.
type RemovedField struct {
	Kind   string      `yaml:"kind" row:"key"` // empty: every kind with a pod template
	Path   string      `yaml:"path" row:"key"` // from the object, or from the pod spec when Kind is empty
	Change FieldChange `yaml:"change"`
	To     string      `yaml:"to"`   // path of the field to use, if any
	Hint   string      `yaml:"hint"` // what to use instead where it is no field
	// Review says that the value may not serve on the current cluster.
	Review bool   `yaml:"review"`
	Source string `yaml:"source"`
}

// FieldAfterLegacy is a field that the legacy cluster does not know.
type FieldAfterLegacy struct {
	Owners []string `yaml:"owners" row:"key"` // [Schema.Name] of the objects that have it
	Field  string   `yaml:"field" row:"key"`
	Drop   bool     `yaml:"drop"` // without it the pods do the same
	Hint   string   `yaml:"hint"` // what the legacy cluster does without it
	Source string   `yaml:"source"`
}

// FieldAfterLegacy returns the row of a field that the definition called owner
// did not have on the legacy cluster, nil when there is none.
func (p *Policy) FieldAfterLegacy(owner, field string) *FieldAfterLegacy {
	for i := range p.FieldsAfterLegacy {
		if f := &p.FieldsAfterLegacy[i]; f.Field == field && slices.Contains(f.Owners, owner) {
			return f
		}
	}
	return nil
}

// LikeKind is a kind that may be meant where the kind of an object does not
// have its fields.
type LikeKind struct {
	Kind       string `yaml:"kind" row:"key"`
	APIVersion string `yaml:"apiVersion"`
	Pods       Ending `yaml:"pods"` // what becomes of its pods
	// Body names the fields at the top that the kind has in the place of a
	// spec; one of them is enough. Empty: it has a spec.
	Body []string `yaml:"body"`
	// Settings are fields of the spec that say how the kind works, and nothing
	// of what it runs or serves: they may be dropped from another kind.
	Settings []string `yaml:"settings"`
	Source   string   `yaml:"source"`
}

// Ending says what becomes of the pods of a kind.
type Ending string

// The zero Ending is that of a kind that makes no pods, or makes them once.
const (
	Restarted Ending = "restarted" // they are to run on: restartPolicy Always
	Ended     Ending = "ended"     // they are to end: restartPolicy Never or OnFailure
)

// LikeKind returns the row of a kind, nil when there is none.
func (p *Policy) LikeKind(kind string) *LikeKind {
	for i := range p.LikeKinds {
		if p.LikeKinds[i].Kind == kind {
			return &p.LikeKinds[i]
		}
	}
	return nil
}

// IgnoredField is in the schema, but behind a feature gate that is off: the
// server drops it without a word.
type IgnoredField struct {
	Owner  string `yaml:"owner" row:"key"` // [Schema.Name] of the object that has it
	Field  string `yaml:"field" row:"key"`
	Gate   string `yaml:"gate"`
	Source string `yaml:"source"`
}

// IgnoredField returns the row of a field that the server drops, nil when
// there is none.
func (p *Policy) IgnoredField(owner, field string) *IgnoredField {
	for i := range p.IgnoredFields {
		if f := &p.IgnoredFields[i]; f.Field == field && f.Owner == owner {
			return f
		}
	}
	return nil
}

// IgnoresAny reports whether there is a row of any field of an owner.
func (p *Policy) IgnoresAny(owner string) bool {
	for i := range p.IgnoredFields {
		if p.IgnoredFields[i].Owner == owner {
			return true
		}
	}
	return false
}

// Annotation is one that the legacy cluster read and the current one does not.
type Annotation struct {
	Key  string `yaml:"key" row:"key"`
	On   string `yaml:"on" row:"key"` // kind of object that carries it; Pod means pod templates too
	To   string `yaml:"to"`           // field that replaced it, from the object
	JSON bool   `yaml:"json"`         // the value is the JSON of that field, else its plain text
	// Pairs says that the value is "name=value,name=value", and the field a list of them.
	Pairs bool `yaml:"pairs"`
	// Default is a value that asks for what the current cluster does anyway.
	Default string `yaml:"default"`
	// Works says that the current cluster still reads it.
	Works   bool   `yaml:"works"`
	Convert bool   `yaml:"convert"` // the field can be written from the annotation
	Since   string `yaml:"since"`   // release that stopped reading it, empty when unsure
	Source  string `yaml:"source"`
}

// CopiedLabels is a default that an API version copies from the labels of the
// pod template, and that the version to use does not.
type CopiedLabels struct {
	Kind        string   `yaml:"kind" row:"key"`
	APIVersions []string `yaml:"apiVersions" row:"key"`
	Selector    bool     `yaml:"selector"` // spec.selector, when absent
	Labels      bool     `yaml:"labels"`   // metadata.labels, when empty
	Source      string   `yaml:"source"`
}

// CopiedLabelsOf returns the row of a kind in an API version, nil when this
// version copies nothing.
func (p *Policy) CopiedLabelsOf(kind, apiVersion string) *CopiedLabels {
	for i := range p.CopiedLabels {
		c := &p.CopiedLabels[i]
		if c.Kind != kind {
			continue
		}
		for _, v := range c.APIVersions {
			if v == apiVersion {
				return c
			}
		}
	}
	return nil
}

// ChangedDefault is a field whose default depends on the API version.
type ChangedDefault struct {
	Kind   string         `yaml:"kind" row:"key"`
	Path   string         `yaml:"path" row:"key"`
	Legacy string         `yaml:"legacy"` // on the legacy cluster, in the version it had; empty: unset
	Values []DefaultValue `yaml:"values"` // on the current cluster
	Source string         `yaml:"source"`
}

// DefaultValue is a default in some API versions, as YAML: 1, 25%, OnDelete.
type DefaultValue struct {
	APIVersions []string `yaml:"apiVersions"`
	Value       string   `yaml:"value"`
}

// In returns the default in an API version, "" when the row does not say.
func (c *ChangedDefault) In(apiVersion string) string {
	for _, v := range c.Values {
		for _, a := range v.APIVersions {
			if a == apiVersion {
				return v.Value
			}
		}
	}
	return ""
}

// Before returns the default that a move leaves behind: that of the version on
// the current cluster, or on the legacy one where the current one has no such version; "" where the row
// does not say.
func (c *ChangedDefault) Before(m *APIMove) string {
	if v := c.In(m.From); v != "" || m.Status != Gone {
		return v
	}
	return c.Legacy
}

// ServerField is something that the server, a controller or kubectl writes
// into an object, and that an author only has by exporting one.
type ServerField struct {
	Kind string `yaml:"kind" row:"key"` // empty: every kind
	Path string `yaml:"path" row:"key"` // from the object, or from the pod spec when Kind is Pod; empty for an annotation
	Key  string `yaml:"key" row:"key"`  // of an annotation
	// Labels are those of the pods by which the selector finds them unless the
	// author chose it. The first shows that the object was exported.
	Labels []string `yaml:"labels"`
	Prefix string   `yaml:"prefix"`
	Owners bool     `yaml:"owners"` // what is there keeps the object alive
	// Breaks says that the object does not do on another cluster what it did
	// where it was exported.
	Breaks bool   `yaml:"breaks"`
	Source string `yaml:"source"`
}
