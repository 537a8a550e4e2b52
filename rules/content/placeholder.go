package content

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/toolforge/tfk8s/lint/manifest"
)

// action matches what Helm, Go templates, Jinja, ERB, PHP, Terraform and Mako fill in or leave out: it may go over several
// lines.
const action = `\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}|\{#[\s\S]*?#\}|<%[\s\S]*?%>|<\?(?:=|php\s)[\s\S]*?\?>|%\{[^}\n]*\}|` +
	`(?m:^[ \t]*%[ \t]*(?:(?:for|if|elif|while|with)\b.*:|else[ \t]*:|end(?:for|if|while|with))[ \t]*\r?$)`

// placeholder matches these, and what Maven, configure scripts, envsubst, Concourse, Azure and people leave for a value.
var placeholder = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(action + `|@+[A-Za-z_][\w.-]*@+|\$\{[^}\n]*\}|\$[A-Za-z_]\w*|\b__[A-Za-z][A-Za-z0-9_.-]*?__\b` +
		`|%[A-Za-z_]\w*%|#\{[^}\n]*\}#?|\(\( *[A-Za-z_][\w.-]*(?: [^()\n]*)?\)\)|<[A-Za-z][\w .-]*>`)
})

var actions = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(action) })

// mayBePlaceholder is a quick look for what every placeholder has. Nearly all manifests end here.
func mayBePlaceholder(text []byte) bool {
	for _, c := range []byte("$@<%") {
		if bytes.IndexByte(text, c) >= 0 {
			return true
		}
	}
	for _, pair := range [...]string{"{{", "__", "{#", "#{", "(("} {
		if bytes.Contains(text, []byte(pair)) {
			return true
		}
	}
	return false
}

// hasPlaceholder reports whether a document has a placeholder where its value matters to Kubernetes.
func hasPlaceholder(d *manifest.Document) bool {
	_, ok := Placeholder(d)
	return ok
}

// Placeholder finds the first placeholder of a template. In a document that can be read, a placeholder counts only in a
// value where not every text is valid. Commands, variables and the data of a ConfigMap may hold what looks like one.
func Placeholder(d *manifest.Document) (at manifest.Span, ok bool) {
	span := d.Span()
	text := d.File.Text()[span.Start:span.End]
	if d.Err() != nil {
		if places := placesIn(text); len(places) > 0 {
			return trimmed(d, manifest.Span{Start: span.Start + places[0][0], End: span.Start + places[0][1]}), true
		}
		return manifest.Span{}, false
	}
	if mayBePlaceholder(text) {
		// A byte that is not UTF-8 is a dollar sign in the text.
		if n := placeholderIn(d.Root(), !utf8.Valid(d.File.Src)); n != nil {
			return placeIn(d, n), true
		}
	}
	return looseInReadable(d, text)
}

// trimmed leaves the blanks around a placeholder out.
func trimmed(d *manifest.Document, s manifest.Span) manifest.Span {
	text := d.File.Text()
	for s.Start < s.End && (text[s.Start] == ' ' || text[s.Start] == '\t') {
		s.Start++
	}
	for s.End > s.Start && bytes.IndexByte([]byte(" \t\r"), text[s.End-1]) >= 0 {
		s.End--
	}
	return s
}

// placeIn returns the place of the placeholder in a value, or in its key.
func placeIn(d *manifest.Document, n *manifest.Node) manifest.Span {
	mark := n.ValueMark()
	if isPlaceholder(n.Key()) {
		mark = n.Mark()
	}
	if m := placeholder().FindIndex(d.File.Text()[mark.Start:mark.End]); m != nil {
		return trimmed(d, manifest.Span{Start: mark.Start + m[0], End: mark.Start + m[1]})
	}
	return mark
}

// freeText are the keys below which any text is valid.
var freeText = []string{
	"command", "args", "env", "data", "stringData", "binaryData", "annotations", "httpHeaders", "status", "message", "reason",
}

// placeholderIn finds a key or value with a placeholder, nil where there is none.
func placeholderIn(n *manifest.Node, noDollar bool) *manifest.Node {
	for _, text := range [...]string{n.Key(), n.String()} {
		if isPlaceholder(text) && !(noDollar && strings.Contains(text, "$")) {
			return n
		}
	}
	kids := n.Children()
	for i := range kids {
		if slices.Contains(freeText, kids[i].Key()) {
			continue
		}
		if found := placeholderIn(&kids[i], noDollar); found != nil {
			return found
		}
	}
	return nil
}

// holdsPlaceholder reports whether a value holds a placeholder.
func holdsPlaceholder(n *manifest.Node) bool { return isPlaceholder(n.Text()) }

// isPlaceholder reports whether a text holds a placeholder.
func isPlaceholder(text string) bool {
	return mayBePlaceholder([]byte(text)) && placeholder().MatchString(text)
}

// IsTemplate reports whether a document cannot be read because it is a template.
func IsTemplate(d *manifest.Document) bool { return d.Err() != nil && brokenByPlaceholder(d) }

// brokenByPlaceholder reports whether a document cannot be read because it is a template: filled in, it can, or what is
// left of it fails at a line where a program fills something in. A variable of a shell breaks no line.
func brokenByPlaceholder(d *manifest.Document) bool {
	span := d.Span()
	text := d.File.Text()[span.Start:span.End]
	if span.Len() > maxFilled || !mayBePlaceholder(text) && !mayBeLoose(text) {
		return false
	}
	places := placesIn(text)
	if len(places) == 0 {
		return false
	}
	var edits []manifest.Edit
	for _, m := range places {
		edits = append(edits, fill(span.Start, text, m))
	}
	docs := d.Trial(edits)
	if len(docs) == 0 {
		return false
	}
	failure := docs[0].Err()
	if failure == nil {
		return true
	}
	filled := docs[0].File
	return actsInLine(text, filled.Position(failure.Span.Start).Line-filled.Position(docs[0].Span().Start).Line)
}

// fill replaces a placeholder by a word and the line breaks in it; by these alone where nothing else is on its lines.
func fill(start int, text []byte, place []int) manifest.Edit {
	word := strings.Repeat("\n", bytes.Count(text[place[0]:place[1]], []byte{'\n'}))
	before, behind := text[max(0, place[0]-farAround):place[0]], text[place[1]:min(len(text), place[1]+farAround)]
	first, last := lineAround(before, len(before)), lineAround(behind, 0)
	around := append(bytes.Clone(before[first[0]:]), behind[:last[1]]...)
	if len(bytes.TrimSpace(actions().ReplaceAll(around, nil))) > 0 {
		word = "placeholder" + word
	}
	return manifest.Edit{Span: manifest.Span{Start: start + place[0], End: start + place[1]}, New: word}
}

// farAround is how far from a placeholder something else on its line is looked for, which one long line must not make slow.
const farAround = 200

// lineAround is where the line of an offset begins and ends.
func lineAround(text []byte, at int) [2]int {
	start, end := 1+bytes.LastIndexByte(text[:at], '\n'), bytes.IndexByte(text[at:], '\n')
	if end < 0 {
		return [2]int{start, len(text)}
	}
	return [2]int{start, at + end}
}

// actsInLine reports whether a program fills something into a line, counted from 0, outside of quotes.
func actsInLine(text []byte, number int) bool {
	at, double, single := 0, 0, 0
	for _, m := range actions().FindAllIndex(text, -1) {
		before := text[at:m[0]]
		if i := bytes.LastIndexByte(before, '\n'); i >= 0 {
			number -= bytes.Count(before, []byte{'\n'})
			before, double, single = before[i+1:], 0, 0
		}
		at, double, single = m[0], double+bytes.Count(before, []byte{'"'}), single+bytes.Count(before, []byte{'\''})
		if number == 0 && double%2 == 0 && single%2 == 0 {
			return true
		}
	}
	return false
}

// maxFilled is the length of the longest document that is filled in to see whether it can be read then: 1.5 MiB, more than
// what etcd stores of an object.
const maxFilled = 3 << 19
