// Package plan writes down how to move objects from the legacy cluster to the current one, or back: the steps of the wiki
// page, with the commands for these objects. It executes nothing.
package plan

import (
	"errors"
	"fmt"

	"github.com/toolforge/tfk8s/convert"
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"

	"github.com/toolforge/tfk8s/schemas"
)

// program is what this program is called.
const program = "tfk8s"

// A Request says what to plan.
type Request struct {
	Policy *schemas.Policy
	Files  []File
	Found  []lint.Diagnostic // what lint says of the converted files, taken together, for the cluster to move to
	Back   bool              // to the legacy cluster
	Unread []string          // why files that were asked for are not among Files
	// Templates are the files that hold a template, of which no step can be written.
	Templates []string
	// Mixed are the files that hold objects of other APIs beside those of Kubernetes.
	Mixed []string
	Flags []string // of all commands of the plan: what names the tool and the policy
	// LintFlags and ConvertFlags are those that the files were linted and converted with, beside Flags.
	LintFlags, ConvertFlags []string

	taken map[string]bool                       // paths of Files
	found map[*manifest.File][]*lint.Diagnostic // Found by file
}

// A File is a manifest and what convert makes of it.
type File struct {
	Path          string // as commands name it
	Stdin         bool   // it has no name: Path is made up
	Before, After []Surveyed
	Result        convert.Result
	MadeBy        []string    // the kustomizations that make objects of it, where it is a resource
	Renamed       bool        // they give its objects other names
	Beside        []Reference // what they make beside its objects
}

// A Plan is what to do for one tool.
type Plan struct {
	Title Text
	Tool  string // "" where nothing tells
	User  string // who must run it, "" where that is not known
	Intro []Text
	Needs []string // paths of the files that the steps read
	Tries []string // commands that must work before anything is deleted
	Look  []Text   // what a person must see to first
	Steps []Step
	FAQ   []Step // what went wrong, and what to do about it
}

// A Step is one thing to do.
type Step struct {
	Title    Text
	Text     []Text
	Items    []Text
	Commands []Command
	// Script replaces Commands in a script, where not the same serves both.
	Script []Command
}

// A Command is one line for the shell.
type Command struct {
	Line   string
	Person bool // needs a person: a script only shows it
}

// errNoMove tells that a policy is one of a cluster that nobody moves to.
var errNoMove = errors.New("the policy names no kubectl and context of both clusters: there is no move to plan")

// Make plans the move: a plan for each tool, in the order of their first objects.
func Make(r Request) ([]Plan, error) {
	for _, c := range []schemas.Cluster{r.Policy.Legacy, r.Policy.Current} {
		if c.Kubectl == "" || c.Context == "" {
			return nil, errNoMove
		}
	}
	r.nameStandardInput()
	r.found = map[*manifest.File][]*lint.Diagnostic{}
	for i := range r.Found {
		d := &r.Found[i]
		r.found[d.File] = append(r.found[d.File], d)
	}
	var plans []Plan
	for _, o := range ownersOf(r.Files) {
		plans = append(plans, newMove(&r, o).plan())
	}
	return plans, nil
}

// nameStandardInput gives what came from there the name of a file that nothing else has.
func (r *Request) nameStandardInput() {
	r.taken = map[string]bool{}
	for i := range r.Files {
		r.taken[r.Files[i].Path] = true
	}
	for i := range r.Files {
		if r.Files[i].Stdin {
			r.Files[i].Path = r.freeName("manifest", ".yaml")
			r.taken[r.Files[i].Path] = true
		}
	}
}

func (r *Request) freeName(stem, ext string) string {
	name := stem + ext
	for n := 2; r.taken[name]; n++ {
		name = fmt.Sprint(stem, "-", n, ext)
	}
	return name
}

// An owner is a tool, "" where nothing tells it, with the files that hold objects of it.
type owner struct {
	tool    string
	sources []*File
	also    bool // the objects of which nothing tells the tool are its own
}

func (o *owner) owns(x *Surveyed) bool { return x.Tool == o.tool || x.Tool == "" && o.also }

// ownersOf lists the tools that objects belong to. The objects of which nothing tells it are taken to belong to the only
// one there is; they stand for themselves where there are more, or none. A file without objects goes with the first tool,
// for its findings.
func ownersOf(sources []File) []*owner {
	var all []*owner
	known := map[string]*owner{}
	add := func(tool string) {
		if known[tool] == nil {
			known[tool] = &owner{tool: tool}
			all = append(all, known[tool])
		}
	}
	unknown := false
	for _, tool := range toolsOf(sources) {
		if tool == "" {
			unknown = true
			continue
		}
		add(tool)
	}
	if len(all) == 0 || unknown && len(all) > 1 {
		add("")
	}
	if len(all) == 1 {
		all[0].also, known[""] = true, all[0]
	}
	for i := range sources {
		f := &sources[i]
		if len(f.After) == 0 {
			all[0].sources = append(all[0].sources, f)
		}
		for _, o := range f.After {
			if of := known[o.Tool]; len(of.sources) == 0 || of.sources[len(of.sources)-1] != f {
				of.sources = append(of.sources, f)
			}
		}
	}
	return all
}

// toolsOf lists the tools of all objects, "" where nothing tells it.
func toolsOf(sources []File) (tools []string) {
	for i := range sources {
		for _, o := range sources[i].After {
			tools = append(tools, o.Tool)
		}
	}
	return tools
}

// place is where something stands in a file, as the plan names the file.
func (f *File) place(at manifest.Position) string { return fmt.Sprint(f.Path, ":", at.Line) }

// distinct returns a function that reports whether it is given a value for the first time.
func distinct[T comparable]() func(T) bool {
	seen := map[T]bool{}
	return func(v T) bool {
		first := !seen[v]
		seen[v] = true
		return first
	}
}
