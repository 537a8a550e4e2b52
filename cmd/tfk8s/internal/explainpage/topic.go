package explainpage

import (
	"embed"
	"io"
	"strings"
)

//go:embed topics/*.md
var topicPages embed.FS

// Topic prints the page about a topic, which is more than one rule. It reports whether there is one: the first word is its
// name, and the others are words of its title.
func (p *Page) Topic(words []string) bool {
	name := strings.TrimSuffix(strings.ToLower(words[0]), "s")
	doc, err := topicPages.ReadFile("topics/" + name + ".md")
	if err != nil {
		return false
	}
	text := string(doc)
	title, _, _ := strings.Cut(text, "\n")
	if query := fieldsOf(words[1:]); countWords(title, query) < len(query) {
		return false
	}
	if p.IsLaidOut {
		text = p.Markdown(text)
	}
	_, err = io.WriteString(p, text)
	return err == nil
}
