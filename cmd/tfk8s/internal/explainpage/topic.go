package explainpage

import (
	"embed"
	"io"
	"strings"
)

//go:embed topics/*.md
var topicPages embed.FS

// Topic prints the page about a topic, which is more than one rule. It reports whether there is one.
func (p *Page) Topic(words []string) bool {
	if len(words) != 1 {
		return false
	}
	doc, err := topicPages.ReadFile("topics/" + strings.TrimSuffix(strings.ToLower(words[0]), "s") + ".md")
	if err != nil {
		return false
	}
	text := string(doc)
	if p.IsLaidOut {
		text = p.Markdown(text)
	}
	_, err = io.WriteString(p, text)
	return err == nil
}
