package workload

import (
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest"
)

// IsTemplate reports whether something is still to be put into a text.
func IsTemplate(text string) bool {
	return strings.Contains(text, "{{") || strings.Contains(text, "${")
}

// PortOption finds the port that the program of webservices is set to use.
func PortOption(c *manifest.Node) (n *manifest.Node, text string) {
	const option = "--port"
	for _, field := range [...]string{"command", "args"} {
		wordList := c.Field(field).Items()
		for i := range wordList {
			switch word := wordList[i].Text(); {
			case word == option && i+1 < len(wordList):
				return &wordList[i+1], wordList[i+1].Text()
			case strings.HasPrefix(word, option+"="):
				return &wordList[i], word[len(option)+1:]
			}
		}
	}
	return nil, ""
}

// ProgramOf is what a container runs, "" where the image decides. Without a command it is the first of args:
// the images have no entry point.
func ProgramOf(container *manifest.Node) string {
	for _, field := range [...]string{"command", "args"} {
		if wordList := container.Field(field).Items(); len(wordList) > 0 {
			return wordList[0].String()
		}
	}
	return ""
}
