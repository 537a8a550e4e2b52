package report_test

import (
	"fmt"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/lint/report"
)

// A finding as a workflow command of GitHub.
func ExampleByName() {
	f := manifest.Parse("bot.yaml", []byte("apiVersion: v1\nkind: Pod\n"))
	found := lint.Result{Files: 1, Diagnostics: []lint.Diagnostic{{
		Rule: &lint.Rule{ID: "TFK000", Name: "unnamed"}, Severity: lint.Error,
		File: f, Span: f.Docs[0].Root().Field("kind").Mark(), Message: "the Pod has no name",
	}}}
	form, _ := report.ByName("github")
	var out strings.Builder
	if err := form.Print(&out, found, report.Options{}); err != nil {
		fmt.Println(err)
	}
	command, _, _ := strings.Cut(out.String(), "\n")
	fmt.Println(command)
	// Output:
	// ::error file=bot.yaml,line=2,endLine=2,col=1,endColumn=5,title=TFK000 unnamed::bot.yaml:2:1: the Pod has no name
}
