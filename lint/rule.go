package lint

import (
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest"
)

// A Stage tells who refuses what a rule finds, and so when its author would have learned of it.
type Stage uint8

const (
	Parse   Stage = iota // not readable as YAML or JSON, or no object in it
	Kubectl              // kubectl's own validation, before anything is sent
	API                  // the API server refuses the object
	Pods                 // the object is created, and its pods are refused: only an event tells
	Runs                 // pods start, and do not work as they did
	Advice               // nothing fails
)

func (s Stage) String() string {
	return [...]string{"parse", "kubectl", "api", "pods", "runs", "advice"}[s]
}

// A Severity tells how much a finding matters.
type Severity uint8

const (
	Note Severity = iota
	Warning
	Error
)

func (s Severity) String() string { return [...]string{"note", "warning", "error"}[s] }

// A Safety tells how much a fix may change.
type Safety uint8

const (
	NoFix  Safety = iota
	Safe          // the cluster makes the same object, or refused the old text and the fix is the migration itself
	Review        // the object differs in a way that a person should look at
)

func (s Safety) String() string { return [...]string{"none", "safe", "review"}[s] }

// A Count tells what an error of a rule means to rules that add up the objects of a run.
type Count uint8

const (
	Refused  Count = iota // the object, or its pods, are not there: they take nothing
	Asked                 // they ask for what they would take, and do not get it
	Admitted              // they are there: kubectl drops the field, or another value is written in its place
)

// A Rule is one thing that can be found in a manifest, and sometimes mended.
type Rule struct {
	ID       string // "TFK201"; never reused
	Name     string // "legacy-image": what is wrong, not what to do
	Stage    Stage
	Severity Severity
	Fix      Safety // the most that a fix of this rule may claim
	Doc      string // its page, Markdown
	BothWays bool   // it judges for the cluster that objects come from as well as for that they go to

	// One of Document, Object and Foreign is set. Document looks at the text of every file, Object at what manifests hold,
	// Foreign at the documents of files that Config.Foreign tells from manifests. Set may come with any.
	Document func(*Pass, *manifest.Document)
	Object   func(*Pass, *manifest.Object)
	Foreign  func(*Pass, *manifest.Document)
	// Content is what the documents hold that Document and Object look at.
	Content ContentKind
	// Count is what an error of the rule means to sums over a run.
	Count Count
	// Once keeps the first finding of the rule in a file, where one is enough to say what is to be done about all of it.
	Once bool
	// Set looks at all objects of the run together, when the other checks have seen each. Gathering.Check makes it.
	Set *SetCheck
}

// Is reports whether a name is that of the rule, or its id.
func (r *Rule) Is(name string) bool { return name == r.Name || strings.EqualFold(name, r.ID) }

// Summary is what the page of the rule begins with, below its heading, on one line; "" where it has no page.
func (r *Rule) Summary() string {
	_, text, _ := strings.Cut(r.Doc, "\n\n")
	text, _, _ = strings.Cut(text, "\n\n")
	return strings.Join(strings.Fields(text), " ")
}

// A Diagnostic is one finding.
type Diagnostic struct {
	Rule     *Rule
	Stage    Stage    // that of the rule, unless it was reported with another
	Severity Severity // ditto
	Foreign  bool     // the file is none of manifests, see Config.Foreign
	File     *manifest.File
	Object   *manifest.ID // only its Document is set where the finding is of a Document or Foreign rule, or about a directive
	Span     manifest.Span
	Path     string // field path as the API server writes it; "" where there is none
	Message  string // lower case, no full stop; names the value and the way out
	Related  []Related
	Fix      *Fix // nil: a person must decide
}

// Related is another place that helps to understand a finding.
type Related struct {
	File    *manifest.File // nil in a Report: that of the finding
	Span    manifest.Span
	Message string
}

// A Fix mends one finding. Its edits are applied together or not at all.
type Fix struct {
	Title  string // imperative, lower case: "use docker-registry.tools.wmflabs.org/…"
	Safety Safety
	Edits  []manifest.Edit
}
