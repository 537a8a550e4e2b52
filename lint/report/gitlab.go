package report

import (
	"io"

	"github.com/toolforge/tfk8s/lint"
)

// gitlabIssue is one of GitLab's Code Quality report.
type gitlabIssue struct {
	Description string         `json:"description"`
	CheckName   string         `json:"check_name"`
	Fingerprint string         `json:"fingerprint"`
	Severity    string         `json:"severity"`
	Location    gitlabLocation `json:"location"`
}

type gitlabLocation struct {
	Path  string      `json:"path"`
	Lines gitlabLines `json:"lines"`
}

type gitlabLines struct {
	Begin int `json:"begin"`
	End   int `json:"end"`
}

// printGitLab prints a Code Quality report, which GitLab shows beside the changes of a merge request.
func printGitLab(w io.Writer, r lint.Result, _ Options) error {
	issues := make([]gitlabIssue, len(r.Diagnostics)) // [] rather than null
	prints := fingerprints{}
	for i := range r.Diagnostics {
		d := &r.Diagnostics[i]
		start, _ := place(d.File, d.Span)
		last := d.File.Position(max(d.Span.Start, d.Span.End-1)).Line // a span may end with a line break
		issues[i] = gitlabIssue{
			Description: Printable(oneLine(d)), CheckName: d.Rule.Name, Fingerprint: prints.of(d),
			Severity: gitlabSeverity(d.Severity),
			Location: gitlabLocation{commandFile(d.File.Name), gitlabLines{start.Line, last}},
		}
	}
	return EncodeJSON(w, issues)
}

func gitlabSeverity(s lint.Severity) string {
	return [...]string{lint.Note: "info", lint.Warning: "minor", lint.Error: "major"}[s]
}
