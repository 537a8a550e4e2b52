package bridge

import (
	"github.com/toolforge/tfk8s/convert"
	"github.com/toolforge/tfk8s/convert/diff"
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules"
)

// A fixed is what convert makes of the files of a request.
type fixed struct {
	Files []fixedFile `json:"files"`
	// Fixed counts the findings that are gone, Left those that remain.
	Fixed   int      `json:"fixed"`
	Left    tally    `json:"left"`
	Reviews []review `json:"reviews"`
}

type fixedFile struct {
	Text    string `json:"text"`
	Changed bool   `json:"changed"`
	Diff    string `json:"diff"`
	Error   string `json:"error"`
}

// A review is a change that a person should look at, or a fix that was not applied.
type review struct {
	File  int    `json:"file"`
	Line  int    `json:"line"`
	Rule  string `json:"rule"`
	Title string `json:"title"`
	// Reason says why the fix was not applied; "" if it was.
	Reason string `json:"reason"`
}

func fix(r *request) (any, error) {
	config := rules.Config(r.settings(), rules.All)
	files := r.parse()
	out := fixed{Files: make([]fixedFile, len(files)), Reviews: []review{}}
	var results []lint.FileResult
	for i, result := range convert.Files(&convert.Options{Config: config, Pin: rules.Pin, SafeOnly: r.SafeOnly}, files) {
		out.add(i, files[i], &result)
		results = append(results, result.Lint)
	}
	left := lint.Merge(config, results)
	out.Left = tallyOf(left.Diagnostics)
	return out, nil
}

// add adds the result of one file.
func (out *fixed) add(index int, before *manifest.File, result *convert.Result) {
	f := &out.Files[index]
	f.Text = string(result.File.Src)
	if result.Err != nil {
		f.Error = result.Err.Error()
		return
	}
	if f.Changed = result.Changed; f.Changed {
		f.Diff = diff.Unified(before.Name, before.Src, result.File.Src, result.Cuts)
		out.Fixed += len(result.Applied) + result.Settled
	}
	for _, a := range result.Applied {
		if a.Safety == lint.Review {
			out.Reviews = append(out.Reviews, review{File: index, Line: a.Position.Line, Rule: a.Rule.Name, Title: a.Title})
		}
	}
	for _, x := range result.Dropped {
		out.Reviews = append(out.Reviews, review{index, x.Position.Line, x.Diagnostic.Rule.Name, x.Diagnostic.Fix.Title, x.Reason})
	}
}
