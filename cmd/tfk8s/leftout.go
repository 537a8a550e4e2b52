package main

import (
	"fmt"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

// tellLeftOut says how many files hold nothing to add up or to plan. Those that cannot be read are told of by themselves.
func tellLeftOut(c *console, files []lint.FileResult, result lint.Result) {
	if result.Objects == 0 {
		return
	}
	unreadable := map[*manifest.File]bool{}
	for i := range result.Diagnostics {
		if d := &result.Diagnostics[i]; d.Stage == lint.Parse && d.Severity == lint.Error {
			unreadable[d.File] = true
		}
	}
	n := 0
	for i := range files {
		if f := &files[i]; f.Objects == 0 && !f.Foreign && !unreadable[f.File] {
			n++
		}
	}
	if n > 0 {
		fmt.Fprintf(c.err, "left out: %s without Kubernetes objects\n", countOf(n, "file"))
	}
}
