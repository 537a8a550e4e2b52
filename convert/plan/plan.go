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

// program is the name of this program in commands.
const program = "tfk8s"

// A Request says what to plan.
type Request struct {
	Policy *schemas.Policy
	Files  []File
	Found  []lint.Diagnostic // in all converted files together, for the cluster to move to
	Back   bool              // to the legacy cluster
	Unread []string          // why files could not be read
	// Templates are the files that contain a template, for which no step can be written.
	Templates []string
	// Mixed are the files that contain objects of other APIs as well as those of Kubernetes.
	Mixed []string
	Flags []string // of all commands of the plan, such as the tool and the policy
	// LintFlags and ConvertFlags are the other flags with which the files were linted and converted.
	LintFlags, ConvertFlags []string

	taken map[string]bool                       // paths of Files
	found map[*manifest.File][]*lint.Diagnostic // Found by file
}

// A File is a manifest and its conversion.
type File struct {
	Path          string // as commands name it
	Stdin         bool   // it is standard input, and Path is invented
	Before, After []Surveyed
	Result        convert.Result
	MadeBy        []string    // the kustomizations that have it as a resource
	Renamed       bool        // they change the names of its objects
	Extra         []Reference // other objects that they create
}

// A Plan is what to do for one tool.
type Plan struct {
	Title     Text
	Tool      string // "" if it is unknown
	User      string // who must run the commands, "" if that is unknown
	Problems  []Text // what must be fixed by hand first
	Intro     []Text
	Needs     []string // paths of the files that the steps read
	Preflight []string // commands that must work before anything is deleted
	Steps     []Step
	FAQ       []Step // common problems and their solutions
}

// A Step is one thing to do.
type Step struct {
	Title    Text
	Text     []Text
	Items    []Item
	Commands []Command
	// Script replaces Commands in a script, if a script needs others.
	Script []Command
}

// An Item is an entry of a list, with entries below it.
type Item struct {
	Text    Text
	Details []Text
}

// A Command is one line for the shell.
type Command struct {
	Line   string
	Manual bool // for a person to run: a script only shows it
}

// errNoMove says that the policy is for a cluster that nobody moves to.
var errNoMove = errors.New("no move to plan: the policy must name kubectl and a context for both clusters")

// Make returns a plan for each tool, in the order of their first objects.
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

// nameStandardInput gives standard input the name of a file that no other file has.
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

// An owner is a tool, "" if it is unknown, with the files that contain its objects.
type owner struct {
	tool        string
	sources     []*File
	ownsUnknown bool // the objects whose tool is unknown belong to it
}

func (o *owner) owns(x *Surveyed) bool { return x.Tool == o.tool || x.Tool == "" && o.ownsUnknown }

// ownersOf lists the tools that objects belong to. Objects whose tool is unknown belong to the only tool, if there is just one,
// and otherwise to an owner without a name. A file without objects belongs to the first tool, whose plan shows its findings.
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
		all[0].ownsUnknown, known[""] = true, all[0]
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

// toolsOf lists the tool of each object, "" if it is unknown.
func toolsOf(sources []File) (tools []string) {
	for i := range sources {
		for _, o := range sources[i].After {
			tools = append(tools, o.Tool)
		}
	}
	return tools
}

// place returns the file, as the plan names it, and the line of a position in it.
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
