// Package explainpage prints what explain found.
package explainpage

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/selection"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/terminal"
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/rules"
	"github.com/toolforge/tfk8s/rules/explain"
)

// The most that explain prints of each.
const (
	mostRules   = 3  // rules of an answer: the first ones are the likely ones
	mostUnknown = 10 // lines without an answer
)

// A Page is what explain prints on.
type Page struct {
	io.Writer
	terminal.Style
	IsLaidOut bool // for a terminal; otherwise the pages of rules stay Markdown
}

// Rules prints the pages of rules.
func (p *Page) Rules(names []string) error {
	var docs []string
	for _, name := range names {
		rule := selection.Find(rules.All, name)
		if rule == nil {
			return selection.NoRule(rules.All, name)
		}
		doc := strings.TrimRight(rule.Doc, "\n") + "\n"
		if p.IsLaidOut {
			doc = p.Markdown(doc)
		}
		docs = append(docs, doc)
	}
	_, err := io.WriteString(p, strings.Join(docs, "\n"))
	return err
}

// Answers prints answers, and then the lines that have none.
func (p *Page) Answers(answers []explain.Answer, unknown []string) {
	for i, a := range answers {
		if i > 0 {
			fmt.Fprintln(p)
		}
		fmt.Fprintln(p, p.Bold(p.Wrap(a.Means, 0, 0)))
		p.part("help", a.Help)
		if a.Fixed {
			p.part("fix", "tfk8s convert -w FILE can do this")
		}
		if len(a.Rules) > 0 {
			p.part("see", "tfk8s explain "+strings.Join(a.Rules[:min(len(a.Rules), mostRules)], " "))
		}
		p.part("error", a.Error)
	}
	if len(unknown) == 0 {
		return
	}
	if len(answers) > 0 {
		fmt.Fprintln(p)
	}
	for _, line := range unknown[:min(len(unknown), mostUnknown)] {
		fmt.Fprintln(p, p.Wrap(line, 0, 0))
	}
	if more := len(unknown) - mostUnknown; more > 0 {
		fmt.Fprintf(p, "... and %d more\n", more)
	}
	p.part("help", "no answer is known; `tfk8s lint FILE` checks the manifest, and `kubectl describe rs,job,pod` and `kubectl logs POD` can say more")
}

// part prints one part of an answer, as a report does those of a finding.
func (p *Page) part(name, text string) {
	begin := "    = " + name + ": "
	column := utf8.RuneCountInString(begin)
	fmt.Fprintln(p, "    = "+p.Bold(name+":")+" "+p.Wrap(text, column, column))
}

// List prints a table of rules.
func (p *Page) List(list []*lint.Rule) {
	rows := [][]string{{"ID", "RULE", "STAGE", "SEVERITY", "FIX", "WHAT IT FINDS"}}
	for _, r := range list {
		rows = append(rows, []string{r.ID, r.Name, r.Stage.String(), r.Severity.String(), fixWord(r.Fix), firstSentence(r)})
	}
	io.WriteString(p, p.Table(rows))
}

// Usage says on a terminal how to read more than the list of the rules.
func (p *Page) Usage() {
	if !p.IsLaidOut {
		return
	}
	fmt.Fprintln(p)
	for _, line := range []string{
		"tfk8s explain legacy-image: the page of a rule",
		"tfk8s explain quota memory: rules and errors with these words",
		"tfk8s explain 'MESSAGE', or COMMAND 2>&1 | tfk8s explain: what an error means",
	} {
		fmt.Fprintln(p, p.Wrap(line, 0, 4))
	}
}

func fixWord(s lint.Safety) string {
	if s == lint.NoFix {
		return "-"
	}
	return s.String()
}

// firstSentence is that of a rule's page.
func firstSentence(r *lint.Rule) string {
	sentence, _, _ := strings.Cut(r.Summary()+" ", ". ")
	return strings.TrimSuffix(strings.TrimSpace(sentence), ".")
}
