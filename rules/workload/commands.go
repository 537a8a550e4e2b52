package workload

import (
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest"
)

// IsTemplate reports whether a text contains a placeholder that a program has yet to fill in.
func IsTemplate(text string) bool {
	return strings.Contains(text, "{{") || strings.Contains(text, "${")
}

// PortOption finds the value of the option --port of a container.
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

// ProgramOf returns what a container runs, "" if the image decides. Without a command it is the first of args, because the images
// have no entry point.
func ProgramOf(container *manifest.Node) string {
	for _, field := range [...]string{"command", "args"} {
		if wordList := container.Field(field).Items(); len(wordList) > 0 {
			return wordList[0].String()
		}
	}
	return ""
}
