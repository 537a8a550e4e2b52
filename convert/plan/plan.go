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
	// AsOnTheWiki keeps the order of the wiki page, which shuts everything down before it changes a file.
	AsOnTheWiki bool
	Unread      []string // why files could not be read
	// Templates are the files that contain a template, for which no step can be written.
	Templates []string
	// Mixed are the files that contain objects of other APIs as well as those of Kubernetes.
	Mixed []string
	Flags []string // of all commands of the plan, such as the tool and the policy
	// LintFlags and ConvertFlags are the other flags with which the files were linted and converted.
	LintFlags, ConvertFlags []string

	named  map[string]*File                          // Files by their paths
	found  map[*manifest.File][]*lint.Diagnostic     // Found by file
	before map[*File]map[containerKey]*schemas.Image // see imagesBefore
}

// A File is a manifest and its conversion.
type File struct {
	Path          string // as commands name it
	Stdin         bool   // it is standard input, and Path is made up
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

// errNoMove says that the policy describes no move between clusters.
var errNoMove = errors.New("no move to plan: the policy must name kubectl and a context for both clusters")

// Make returns a plan for each tool, in the order of their first objects.
func Make(r Request) ([]Plan, error) {
	for _, c := range []schemas.Cluster{r.Policy.Legacy, r.Policy.Current} {
		if c.Kubectl == "" || c.Context == "" {
			return nil, errNoMove
		}
	}
	r.nameStandardInput()
	r.found, r.before = map[*manifest.File][]*lint.Diagnostic{}, map[*File]map[containerKey]*schemas.Image{}
	for i := range r.Found {
		d := &r.Found[i]
		r.found[d.File] = append(r.found[d.File], d)
	}
	var plans []Plan
	for _, o := range r.owners() {
		plans = append(plans, newMove(&r, o).plan())
	}
	return plans, nil
}

// nameStandardInput gives standard input the name of a file that no other file has.
func (r *Request) nameStandardInput() {
	r.named = map[string]*File{}
	for i := range r.Files {
		r.named[r.Files[i].Path] = &r.Files[i]
	}
	for i := range r.Files {
		if f := &r.Files[i]; f.Stdin {
			f.Path = r.freeName("manifest", ".yaml")
			r.named[f.Path] = f
		}
	}
}

func (r *Request) freeName(stem, ext string) string {
	name := stem + ext
	for n := 2; r.named[name] != nil; n++ {
		name = fmt.Sprint(stem, "-", n, ext)
	}
	return name
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
