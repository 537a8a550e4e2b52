// Command tfk8s lints and converts the Kubernetes manifests of Wikimedia Toolforge tools.
package main

import (
	"os"

	"golang.org/x/term"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/heap"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/rewrite"
)

func main() {
	heap.Grow(os.Getenv)
	c := &console{
		in: os.Stdin, out: os.Stdout, err: os.Stderr,
		guard:       &rewrite.Guard{Stderr: os.Stderr},
		getenv:      os.Getenv,
		terminal:    func() bool { return term.IsTerminal(int(os.Stdout.Fd())) },
		errTerminal: func() bool { return term.IsTerminal(int(os.Stderr.Fd())) },
		width: func() int {
			columns, _, err := term.GetSize(int(os.Stdout.Fd()))
			if err != nil {
				columns, _, _ = term.GetSize(int(os.Stderr.Fd())) // 0 if unknown
			}
			return columns
		},
	}
	os.Exit(run(os.Args[1:], c))
}
