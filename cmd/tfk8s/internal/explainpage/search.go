package explainpage

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/rules"
	"github.com/toolforge/tfk8s/rules/explain"
	"github.com/toolforge/tfk8s/rules/workload"
)

// mostTopics is the most errors that a search prints.
const mostTopics = 10

// Search prints the rules of a list, and the errors, whose texts have all the words but those that every text has. It reports
// whether there are any. Rules whose names and first sentences have them come first, then errors that say them, then all others.
func (p *Page) Search(list []*lint.Rule, words []string, withErrors bool) bool {
	query := fieldsOf(words)
	return p.search(list, query, len(query), withErrors)
}

// mostAsked is the most words that a question has. A text with more words is an error that nothing answers.
const mostAsked = 4

// SearchSome prints the rules of a list, and the errors, whose texts have most of the words, if these are few. It reports whether there are
// any.
func (p *Page) SearchSome(list []*lint.Rule, words []string) bool {
	query := fieldsOf(words)
	for least := len(query) - 1; len(query) <= mostAsked && 2*least >= len(query); least-- {
		if p.search(list, query, least, true) {
			return true
		}
	}
	return false
}

// search prints what has at least as many words of a query.
func (p *Page) search(list []*lint.Rule, query []string, least int, withErrors bool) bool {
	found, isCalled := searchRules(list, query, least)
	var exact, other []explain.Topic
	if withErrors {
		exact, other = searchErrors(query, least)
	}
	if isCalled || len(found) == 0 {
		exact, other = nil, slices.Concat(exact, other)
	}
	p.topics(exact)
	if len(found) > 0 {
		p.gap(exact)
		p.List(found)
		p.gap(other)
	}
	p.topics(other)
	return len(found)+len(exact)+len(other) > 0
}

// searchErrors returns the errors whose texts have enough of the words. The exact ones say them, or mean what several words say.
func searchErrors(query []string, least int) (exact, other []explain.Topic) {
	bySigns, byMeaning, other := explain.Search(workload.NewSettings(), func(text string) bool { return countWords(text, query) >= least })
	if len(query) == 1 {
		return bySigns, slices.Concat(byMeaning, other)
	}
	return slices.Concat(bySigns, byMeaning), other
}

// gap separates topics from what is printed before or after them.
func (p *Page) gap(topics []explain.Topic) {
	if len(topics) > 0 {
		fmt.Fprintln(p)
	}
}

// searchRules returns the rules whose texts have enough of the words, the likely ones first, and whether the name and the first
// sentence of one have enough of them.
func searchRules(list []*lint.Rule, query []string, least int) (found []*lint.Rule, isCalled bool) {
	scores := map[*lint.Rule]int{}
	settings := workload.NewSettings()
	for _, r := range list {
		if countWords(r.Name+"\n"+prose(r.Doc), query) < least {
			continue
		}
		found = append(found, r)
		isCalled = isCalled || countWords(r.Name+"\n"+firstSentence(r), query) >= least
		scores[r] = 4*countWords(r.Name, query) + 2*countWords(firstSentence(r), query)
		if rules.Applies(settings, r) { // the way back is asked for less often
			scores[r]++
		}
	}
	slices.SortStableFunc(found, func(a, b *lint.Rule) int { return cmp.Compare(scores[b], scores[a]) })
	return found, isCalled
}

// emptyWords are those of a question that say nothing about its subject.
const emptyWords = " a an the my i is are was do does did how why what when which where can should to of in on for it its "

// fieldsOf cuts what is looked for into words in lower case, without empty ones, unless there are no others.
func fieldsOf(words []string) []string {
	all := strings.Fields(strings.ToLower(strings.Join(words, " ")))
	isEmpty := func(word string) bool { return strings.Contains(emptyWords, " "+word+" ") }
	if full := slices.DeleteFunc(slices.Clone(all), isEmpty); len(full) > 0 {
		return full
	}
	return all
}

// countWords counts the words of a query with which a word of the text begins.
func countWords(text string, query []string) (n int) {
	text = strings.ToLower(text)
	for _, word := range query {
		if beginsAnyWord(text, word) {
			n++
		}
	}
	return n
}

func beginsAnyWord(text, word string) bool {
	first, _ := utf8.DecodeRuneInString(word)
	for at := 0; ; {
		i := strings.Index(text[at:], word)
		if i < 0 {
			return false
		}
		before, _ := utf8.DecodeLastRuneInString(text[:at+i])
		if !isLetterOrDigit(first) || !isLetterOrDigit(before) {
			return true
		}
		at += i + len(word)
	}
}

func isLetterOrDigit(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// prose is the text of a page without its heading and its blocks of code.
func prose(doc string) string {
	var b strings.Builder
	_, doc, _ = strings.Cut(doc, "\n")
	for i, part := range strings.Split(doc, "\n```") {
		if i%2 == 0 {
			b.WriteString(part)
		}
	}
	return b.String()
}

func (p *Page) topics(topics []explain.Topic) {
	for i, t := range topics[:min(len(topics), mostTopics)] {
		if i > 0 {
			fmt.Fprintln(p)
		}
		fmt.Fprintln(p, p.Bold(p.Wrap(t.Means, 0, 0)))
		p.part("help", t.Help)
		p.part("error", "... "+t.Sign+" ...")
	}
	if more := len(topics) - mostTopics; more > 0 {
		fmt.Fprintf(p, "\n... and %d more errors: give more words\n", more)
	}
}
