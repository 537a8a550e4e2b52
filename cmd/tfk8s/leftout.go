package main

import (
	"fmt"

	"github.com/toolforge/tfk8s/lint"
)

// tellLeftOut says how many files hold nothing to add up or to plan.
func tellLeftOut(c *console, result lint.Result) {
	if n := len(result.LeftOut); n > 0 && result.Objects > 0 {
		fmt.Fprintf(c.err, "left out: %s without Kubernetes objects\n", countOf(n, "file"))
	}
}
