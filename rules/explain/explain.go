// Package explain answers what an error of kubectl, of the API server or of a pod means and what to do about it.
package explain

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/toolforge/tfk8s/rules/explain/messages"
	"github.com/toolforge/tfk8s/rules/internal/words"
	"github.com/toolforge/tfk8s/rules/workload"
)

// An Answer says what one error means and what to do about it.
type Answer struct {
	Error string   // the error, on one line
	Rules []string // names of the rules that find its cause in a manifest; empty where no manifest shows it
	Means string   // a sentence without its full stop
	Help  string   // what to do
	Fixed bool     // convert does what Help says

	isGeneral bool // an event says more
	isVague   bool // another error of the same text says more
}

// Explain answers each error in a text once, in the order of the text. unknown are the lines that look like an error and
// have no answer, or all lines if there is no answer at all. Both are free of control characters.
func Explain(s *workload.Settings, text string) (answers []Answer, unknown []string) {
	text = printable(text)
	x := newExplainer(s)
	seen := map[string]bool{} // lines, and answers
	lines := errorLines(text)
	for i := 0; i < len(lines); {
		line, length := x.unwrap(lines[i:])
		i += length
		if seen[line] {
			continue
		}
		seen[line] = true
		found := x.answersTo(line)
		if len(found) == 0 {
			unknown = append(unknown, line)
		}
		for _, a := range found {
			if key := a.Means + "\n" + a.Help; !seen[key] {
				seen[key] = true
				answers = append(answers, a)
			}
		}
	}
	if len(answers) > 0 {
		return withoutGeneral(withoutVague(answers), lines), slices.DeleteFunc(unknown, func(line string) bool { return !looksLikeError().MatchString(line) })
	}
	return nil, unknown
}

// withoutGeneral leaves out what refers to the events of an object, where a description with its events has other answers.
func withoutGeneral(answers []Answer, lines []string) []Answer {
	isGeneral := func(a Answer) bool { return a.isGeneral }
	hasOthers := slices.ContainsFunc(answers, func(a Answer) bool { return !a.isGeneral })
	if hasOthers && slices.Contains(lines, "Events:") {
		return slices.DeleteFunc(answers, isGeneral)
	}
	return answers
}

// withoutVague leaves out how a program ended, where another answer says why.
func withoutVague(answers []Answer) []Answer {
	return slices.DeleteFunc(slices.Clone(answers), func(a Answer) bool {
		return a.isVague && slices.ContainsFunc(answers, func(other Answer) bool { return !other.isVague && (a.isGeneral || !other.isGeneral) })
	})
}

// looksLikeError recognizes a line that a reader wants to be explained, unlike the rest of a description.
var looksLikeError = words.Pattern(`(?i)^(error|fatal)|\berror:|error from server|is forbidden|is invalid|\bfailed to\b|^\w+(\.\w+)*(error|exception):|: not found$|no such`)

// A query is one error and the values that are known about it.
type query struct {
	*workload.Settings
	text   string
	plain  string // in lower case, without quotes
	values map[string]string
	byHand bool // convert cannot fix it, though it fixes others of this shape
}

// An explainer is the table of messages for a cluster.
type explainer struct {
	*workload.Settings
	table  []messages.Message
	checks map[string]func(*query) bool
	forms  map[string]*regexp.Regexp // those that were needed
}

func newExplainer(s *workload.Settings) explainer {
	return explainer{s, tableOf(s), checks(), map[string]*regexp.Regexp{}}
}

// tableOf returns the table of messages with the values of a cluster in what they look for.
func tableOf(s *workload.Settings) []messages.Message {
	known := clusterValues(s)
	fill := func(parts []string) []string {
		filled := slices.Clone(parts)
		for i, part := range parts {
			filled[i] = fillIn(part, func(name string) string { return strings.ToLower(known[name]) })
		}
		return filled
	}
	table := messages.All()
	for i := range table {
		m := &table[i]
		m.Signs, m.Also, m.Unless = fill(m.Signs), fill(m.Also), fill(m.Unless)
	}
	return table
}

// answersTo answers the errors that a line lists.
func (x explainer) answersTo(line string) (answers []Answer) {
	for _, problem := range problemsOf(line) {
		if a, rank := x.answer(problem); rank < len(x.table) {
			answers = append(answers, a)
		}
	}
	return answers
}

// answer finds the shape of one error. rank is its place in the table, or the length of the table if there is none.
func (x explainer) answer(problem string) (a Answer, rank int) {
	q := &query{Settings: x.Settings, text: problem, plain: strings.ToLower(unquoted(problem))}
	for i := range x.table {
		if m := &x.table[i]; q.hasAny(m.Signs) && x.read(q, m) {
			return Answer{
				Error: words.Clip(problem, longestError), Rules: m.Rules, Means: q.fill(m.Means), Help: q.fill(m.Help),
				Fixed: m.IsFixed && !q.byHand, isGeneral: m.IsGeneral, isVague: m.IsVague,
			}, i
		}
	}
	return Answer{}, len(x.table)
}

// A terminal or a mail wraps an error over no more lines than this, each with this many characters at least.
const (
	mostWrapped     = 8
	narrowestWindow = 40
)

// unwrap joins a line with those after it, if they look wrapped and have together an answer that is no less special than
// that of each alone. It returns the joined line and the number of lines in it.
func (x explainer) unwrap(lines []string) (string, int) {
	line, length := lines[0], 1
	if !looksLikeError().MatchString(line) {
		return line, length
	}
	_, best := x.answer(problemsOf(line)[0])
	for n := 2; n <= min(len(lines), mostWrapped); n++ {
		last := lines[n-1]
		if startsAnew().MatchString(last) || !areWrapped(lines[:n]) {
			break
		}
		_, alone := x.answer(problemsOf(last)[0])
		best = min(best, alone)
		for _, joined := range []string{strings.Join(lines[:n], " "), strings.Join(lines[:n], "")} {
			if _, rank := x.answer(problemsOf(joined)[0]); rank <= best && rank < len(x.table) {
				line, length, best = joined, n, rank
				break
			}
		}
	}
	return line, length
}

// areWrapped reports whether each line is so long that the first word of the next one did not fit into it.
func areWrapped(lines []string) bool {
	width := narrowestWindow
	for _, line := range lines {
		width = max(width, len(line))
	}
	for i, line := range lines[:len(lines)-1] {
		word, _, _ := strings.Cut(lines[i+1], " ")
		if len(line)+1+len(word) <= width {
			return false
		}
	}
	return true
}

// startsAnew recognizes a line that does not continue the one before it.
var startsAnew = words.Pattern(`^(?i:error|fatal|unable|traceback|[$#>]|the \w+ \S+ is invalid|\* |(?:\S+ +)?(?:warning|normal)\b|\S+/\S+ (?:created|configured|unchanged|deleted)|\w+(?:\.\w+)*(?:error|exception):|\S+ +\d+/\d+ )`)

func (q *query) hasAny(signs []string) bool {
	return slices.ContainsFunc(signs, func(sign string) bool { return strings.Contains(q.plain, sign) })
}

// read finds the values of a message in the text, and reports whether the text has the shape of the message.
func (x explainer) read(q *query, m *messages.Message) bool {
	q.values = clusterValues(q.Settings)
	q.readField()
	switch {
	case m.Form != "" && !q.readForm(x.compile(m.Form)):
		return false
	case m.Also != nil && !q.hasAny(m.Also), q.hasAny(m.Unless):
		return false
	case m.Codes != nil && !slices.Contains(m.Codes, q.values["code"]):
		return false
	case m.Match != "" && !x.checks[m.Match](q):
		return false
	}
	for _, d := range m.Defaults {
		q.orElse(d.Name, d.Text)
	}
	return true
}

func (x explainer) compile(form string) *regexp.Regexp {
	if x.forms[form] == nil {
		x.forms[form] = regexp.MustCompile(form)
	}
	return x.forms[form]
}

// readForm adds the values of the groups of a form, and reports whether the text matches it.
func (q *query) readForm(form *regexp.Regexp) bool {
	found := form.FindStringSubmatch(q.text)
	if found == nil {
		return false
	}
	for i, name := range form.SubexpNames() {
		if name != "" && found[i] != "" {
			q.values[name] = found[i]
		}
	}
	return true
}

// missingValue replaces a value that an error of this shape usually has.
const missingValue = "…"

// The longest that an error, and a value in an answer, may be in what is printed.
const (
	longestError = 300
	longestValue = 200
)

// fill puts the values into a text.
func (q *query) fill(text string) string {
	return fillIn(text, func(name string) string {
		if value, ok := q.values[name]; ok {
			return words.Clip(value, longestValue)
		}
		return missingValue
	})
}

// fillIn replaces each {name} in a text.
func fillIn(text string, valueOf func(string) string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(text, "{")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		name, after, _ := strings.Cut(rest, "}")
		b.WriteString(valueOf(name))
		text = after
	}
}

// clusterValues are those that messages can use without reading them from the error.
func clusterValues(s *workload.Settings) map[string]string {
	p := s.Policy
	return map[string]string{
		"cluster": p.Current.Title, "old": p.Legacy.Title, "kubernetes": p.Current.Kubernetes, "oldKubernetes": p.Legacy.Kubernetes,
		"context": p.Current.Context, "oldContext": p.Legacy.Context, "alias": p.Migration.Alias, "kubectl": p.Current.Kubectl,
		"become": strings.ReplaceAll(p.Migration.Become, "{tool}", "TOOL"),
		"prefix": p.Current.NamespacePrefix, "own": p.Current.NamespacePrefix + "TOOL",
		"registry": p.Registry.Host, "registryMessage": p.Registry.Message, "pathMessage": p.Ingress.PathMessage, "runtimes": p.Migration.RuntimesHelp,
		"label": strconv.Quote(p.PodPreset.Label.Key + ": " + p.PodPreset.Label.Value), "homes": p.Tools.HomeRoot,
		"marker": p.Images.Marker, "namePart": p.Images.Prefix,
		"limits":   "cpu " + p.LimitRange.Default.CPU + " and memory " + p.LimitRange.Default.Memory,
		"memory":   p.LimitRange.Default.Memory,
		"most":     p.LimitRange.Max.Memory,
		"host":     strings.ReplaceAll(p.Ingress.Host, "{tool}", "TOOL"),
		"shared":   strings.ReplaceAll(p.Ingress.SharedHost+"/{tool}", "{tool}", "TOOL"),
		"lowPorts": itoa(p.PodSecurity.UnprivilegedPort),
		"oldPaths": words.Listed(p.LegacyPods.HostPathPrefixes),
		"fields":   "", "near": "", "where": "", "why": "", // these end a sentence, or are left out
	}
}
