// Package plan writes down how to move objects from the legacy cluster to the current one, or back, step by step as the
// wiki told users to, with the commands for these very objects. It executes nothing.
package plan

import (
	"errors"
	"fmt"
	"slices"

	"github.com/toolforge/tfk8s/convert"
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules"
	"github.com/toolforge/tfk8s/schemas"
)

// A Request says what to plan.
type Request struct {
	Policy *schemas.Policy
	Files  []File
	Found  []lint.Diagnostic // what lint says of the converted files, taken together, for the cluster to move to
	Back   bool              // to the legacy cluster
	Unread []string          // why files that were asked for are not among Files
	Flags  []string          // of all commands of the plan: what names the tool and the policy
	// LintFlags and ConvertFlags are those that the files were linted and converted with, beside Flags.
	LintFlags, ConvertFlags []string
}

// A File is a manifest and what convert makes of it.
type File struct {
	Path          string // as commands name it
	Stdin         bool   // it has no name: Path is made up
	Before, After []rules.Surveyed
	Result        convert.Result
}

// A Plan is what to do for one tool.
type Plan struct {
	Title Text
	Tool  string // "" where nothing tells
	User  string // who must run it, "" where that is not known
	Intro []Text
	Needs []string // paths of the files that the steps read
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
	tools := toolsOf(r.Files)
	var plans []Plan
	for i, tool := range tools {
		m := newMove(&r, tool, func(f *File, o *rules.Surveyed) bool {
			switch {
			case o == nil: // a file without objects: its findings go with the first tool
				return i == 0
			case o.Tool == "":
				return len(tools) == 1 || tool == ""
			}
			return o.Tool == tool
		})
		plans = append(plans, m.plan())
	}
	return plans, nil
}

// nameStandardInput gives what came from there the name of a file that nothing else has.
func (r *Request) nameStandardInput() {
	for i := range r.Files {
		if r.Files[i].Stdin {
			r.Files[i].Path = r.freeName("manifest", ".yaml")
		}
	}
}

func (r *Request) freeName(stem, ext string) string {
	name := stem + ext
	for n := 2; slices.ContainsFunc(r.Files, func(f File) bool { return f.Path == name }); n++ {
		name = fmt.Sprint(stem, "-", n, ext)
	}
	return name
}

// toolsOf lists the tools that objects belong to. The objects of which nothing tells it are taken to belong to the only
// one there is; they stand for themselves where there are more, or none.
func toolsOf(files []File) []string {
	var tools []string
	unknown := false
	for _, f := range files {
		for _, o := range f.After {
			if o.Tool == "" {
				unknown = true
			} else if !slices.Contains(tools, o.Tool) {
				tools = append(tools, o.Tool)
			}
		}
	}
	if len(tools) == 0 || unknown && len(tools) > 1 {
		tools = append(tools, "")
	}
	return tools
}

// place is where something stands in a file, as the plan names the file.
func (f *File) place(at manifest.Position) string { return fmt.Sprint(f.Path, ":", at.Line) }
