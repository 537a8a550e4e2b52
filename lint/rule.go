package lint

import (
	"cmp"
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest"
)

// A Stage says who rejects what a rule finds, and so when the author of the manifest would notice it.
type Stage uint8

const (
	Parse   Stage = iota // not readable as YAML or JSON, or no object in it
	Kubectl              // kubectl's own validation, before anything is sent
	API                  // the API server rejects the object
	Pods                 // the object is created, but its pods are rejected, which only an event says
	Runs                 // pods start, but do not work as they did
	Advice               // nothing fails
)

func (s Stage) String() string {
	return [...]string{"parse", "kubectl", "api", "pods", "runs", "advice"}[s]
}

// A Severity says how much a finding matters.
type Severity uint8

const (
	Note Severity = iota
	Warning
	Error
)

func (s Severity) String() string { return [...]string{"note", "warning", "error"}[s] }

// A Safety says how much a fix may change.
type Safety uint8

const (
	NoFix  Safety = iota
	Safe          // the cluster creates the same object, or rejected the old text, and the fix is the migration itself
	Review        // a person should look at what changes in the object
)

func (s Safety) String() string { return [...]string{"none", "safe", "review"}[s] }

// A Count says what an error of a rule means to rules that add up the quota usage of the objects of a run.
type Count uint8

const (
	Rejected Count = iota // the object, or its pods, are not created: they use nothing
	Asked                 // they ask for what they would use, but are not created
	Admitted              // they are created, because kubectl drops the field or another value replaces it
)

// A Rule is one thing that can be wrong in a manifest, and that can sometimes be fixed.
type Rule struct {
	ID       string // "TFK201"; never reused
	Name     string // "legacy-image": what is wrong, not what to do
	Stage    Stage
	Severity Severity
	Fix      Safety // the most that a fix of this rule may claim
	Effect   string // what happens because of each finding; "" if the stage or the finding says it
	Doc      string // its page, Markdown
	BothWays bool   // it applies to conversions in both directions

	// One of Document, Object and Foreign is set. Document looks at the text of every file, Object at the objects of manifests,
	// Foreign at the documents of files that are not manifests according to Config.Foreign. Set may be added to any of them.
	Document func(*Pass, *manifest.Document)
	Object   func(*Pass, *manifest.Object)
	Foreign  func(*Pass, *manifest.Document)
	// Content says which documents Document and Object look at.
	Content ContentKind
	// Count says what an error of the rule means to sums over a run.
	Count Count
	// Once keeps only the first finding of the rule in a file, because it says what to do about all of the file.
	Once bool
	// Set looks at all objects of the run together, after the other checks. Gathering.Check makes it.
	Set *SetCheck
}

// Is reports whether a name is the name or the id of the rule.
func (r *Rule) Is(name string) bool { return name == r.Name || strings.EqualFold(name, r.ID) }

// Summary returns the first paragraph of the rule's page, below its heading, on one line. It returns "" if there is no page.
func (r *Rule) Summary() string {
	_, text, _ := strings.Cut(r.Doc, "\n\n")
	text, _, _ = strings.Cut(text, "\n\n")
	return strings.Join(strings.Fields(text), " ")
}

// A Diagnostic is one finding. Its texts are lower case and have no full stop.
type Diagnostic struct {
	Rule     *Rule
	Stage    Stage    // that of the rule, unless it was reported with another one
	Severity Severity // that of the rule, unless it was reported with another one
	Foreign  bool     // the file is not a manifest, see Config.Foreign
	File     *manifest.File
	Object   *manifest.ID // only its Document is set if the finding is from a Document or Foreign rule, or about a directive
	Span     manifest.Span
	Path     string // field path as the API server writes it; "" if there is none
	Message  string // what is wrong, in one clause
	Label    string // what the place is, for the line below it; "" if the message is enough
	Effect   string // what happens; "" if the rule or its stage says it: see Consequence
	Help     string // what a person must do about it; "" if the fix does it
	Related  []Related
	Fix      *Fix // nil if a person must decide
}

// Consequence says what happens because of the finding, and so when the author of the manifest notices it. It returns "" if
// nothing fails.
func (d *Diagnostic) Consequence() string {
	return cmp.Or(d.Effect, d.Rule.Effect, d.consequenceOfStage())
}

func (d *Diagnostic) consequenceOfStage() string {
	kind := "object"
	if d.Object != nil && d.Object.Kind != "" {
		kind = d.Object.Kind
	}
	switch {
	case d.Foreign && d.Stage == Parse:
		return "the file cannot be read"
	case d.Foreign && d.Stage == Pods:
		return "the pods made from it are rejected"
	case d.Foreign:
		return "" // kubectl and the cluster never see the file
	}
	switch d.Stage {
	case Parse:
		return "kubectl cannot read the file"
	case Kubectl:
		return "kubectl rejects the file"
	case API:
		return "the API server rejects the " + kind
	case Pods:
		if d.Severity < Error { // it depends on something outside of the manifests
			return "the " + kind + " is created, but its pods may be rejected"
		}
		return "the " + kind + " is created, but its pods are rejected"
	case Runs:
		if d.Severity < Error { // what it was meant to do is a guess
			return "accepted, but it may not work as intended"
		}
		return "accepted, but it will not work as intended"
	}
	return ""
}

// Related is another place that helps to understand a finding.
type Related struct {
	File    *manifest.File // nil in a Report: that of the finding
	Span    manifest.Span
	Message string
}

// AlsoNamed returns a related place for another path that the API server names for the same mistake.
func AlsoNamed(at manifest.Span, path string) Related {
	return Related{Span: at, Message: "the API server also reports " + path}
}

// A Fix is how convert fixes a finding. Its edits are applied together or not at all.
type Fix struct {
	Title  string // imperative, lower case, to follow "tfk8s convert can": "use docker-registry.tools.wmflabs.org/…"
	Safety Safety
	Edits  []manifest.Edit
	// Removes says that the edits remove the object of the finding, and nothing else. Convert removes several objects together.
	Removes bool
}
