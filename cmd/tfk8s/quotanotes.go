package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/toolforge/tfk8s/rules/quota"
)

// printAlternatives says how the objects count that several folders have.
func printAlternatives(w io.Writer, n *quota.NamespaceQuota) {
	var names []string
	seen := map[string]bool{}
	for i := range n.Objects {
		if o := &n.Objects[i]; o.Instead != nil && !seen[title(o.Object)] {
			names, seen[title(o.Object)] = append(names, title(o.Object)), true
		}
	}
	if len(names) == 0 {
		return
	}
	if more := len(names) - mostTakers; more > 0 {
		names = append(names[:mostTakers], fmt.Sprintf("%d more", more))
	}
	fmt.Fprintf(w, "\n  note: several folders have %s: only one of the folders counts, of each resource the one that takes most\n", strings.Join(names, ", "))
}
