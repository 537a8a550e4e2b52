package workload

import (
	"iter"

	"github.com/toolforge/tfk8s/lint/manifest"
)

// StartTexts returns the working directory, the command and the arguments of a container.
func StartTexts(container *manifest.Node) iter.Seq[*manifest.Node] {
	return func(yield func(*manifest.Node) bool) {
		if !yield(container.Field("workingDir")) {
			return
		}
		for _, field := range [...]string{"command", "args"} {
			items := container.Field(field).Items()
			for i := range items {
				if !yield(&items[i]) {
					return
				}
			}
		}
	}
}

// RunTexts returns the texts of a container that may name what it runs: those of StartTexts, and its environment.
func RunTexts(container *manifest.Node) iter.Seq[*manifest.Node] {
	return func(yield func(*manifest.Node) bool) {
		for text := range StartTexts(container) {
			if !yield(text) {
				return
			}
		}
		env := container.Field("env").Items()
		for i := range env {
			if !yield(env[i].Field("value")) {
				return
			}
		}
	}
}

func EndsPath(r rune) bool {
	switch r {
	case ' ', '\t', '\n', '\'', '"', ':', ';', ',', '=', '&', '|', '(', ')', '<', '>':
		return true
	}
	return false
}
