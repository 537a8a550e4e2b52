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
func printGitLab(w io.Writer, r lint.Result, o Options) error {
	issues := make([]gitlabIssue, 0, len(r.Diagnostics)) // [] rather than null
	prints := fingerprints{}
	for v := range newViewer(&o).all(r.Diagnostics) {
		issues = append(issues, gitlabIssue{
			Description: Printable(v.message), CheckName: v.Rule.Name, Fingerprint: prints.of(&v),
			Severity: gitlabSeverity(v.Severity),
			Location: gitlabLocation{v.file, gitlabLines{v.start.Line, v.lastLine}},
		})
	}
	return EncodeJSON(w, issues)
}

func gitlabSeverity(s lint.Severity) string {
	return [...]string{lint.Note: "info", lint.Warning: "minor", lint.Error: "major"}[s]
}
