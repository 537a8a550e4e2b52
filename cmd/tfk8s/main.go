// Command tfk8s lints and converts the Kubernetes manifests of Wikimedia Toolforge tools.
package main

import (
	"os"
	"sync"

	"golang.org/x/term"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/heap"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/rewrite"
)

func main() {
	heap.Grow(os.Getenv)
	c := &console{
		writing: new(sync.RWMutex),
		in:      os.Stdin, out: os.Stdout, err: os.Stderr,
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
	rewrite.EndOnSignal(c.writing, c.err)
	os.Exit(run(os.Args[1:], c))
}
