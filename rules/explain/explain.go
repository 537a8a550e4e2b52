// Package explain answers what an error of kubectl, of the API server or of a pod means, with the rules that find its cause
// and the remedy.
package explain

import (
	"regexp"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/rules/internal/words"
	"github.com/toolforge/tfk8s/rules/workload"
)

// An Answer tells what an error means that kubectl, the API server, an event or a program in a pod gave.
type Answer struct {
	Error  string       // the one error that it answers, on one line
	Rules  []*lint.Rule // those that find its cause in a manifest; none where no manifest shows it
	Means  string
	Remedy string
}

// Explain answers each error in a text once, in the order of the text. unknown are the lines that look like an error and
// have no answer; all of them, where nothing has one. Both are free of control characters.
func Explain(s *workload.Settings, text string) (answers []Answer, unknown []string) {
	text = printable(text)
	x := explainer{s, messages(s)}
	seen := map[string]bool{} // lines, and answers
	for _, line := range errorLines(text) {
		if seen[line] {
			continue
		}
		seen[line] = true
		known := false
		for _, problem := range problemsOf(line) {
			a, ok := x.answer(problem)
			if !ok {
				continue
			}
			known = true
			if key := a.Means + "\n" + a.Remedy; !seen[key] {
				seen[key] = true
				answers = append(answers, a)
			}
		}
		if !known {
			unknown = append(unknown, line)
		}
	}
	if len(answers) > 0 {
		return answers, slices.DeleteFunc(unknown, func(line string) bool { return !looksLikeError().MatchString(line) })
	}
	// A terminal may have wrapped the one error that there is.
	if len(unknown) > 1 {
		if a, ok := x.answer(strings.Join(strings.Fields(text), " ")); ok {
			return []Answer{a}, nil
		}
	}
	return nil, unknown
}

// looksLikeError recognises a line that somebody would want to be explained, and not the rest of a description.
var looksLikeError = words.Pattern(`(?i)^(error|fatal)|\berror:|error from server|is forbidden|is invalid|\bfailed to\b|^\w+(\.\w+)*(error|exception):|: not found$|no such`)

// A message is one shape that errors have. The shapes are tried in the order of the table.
type message struct {
	// signs are parts of the text that such errors have, in lower case and without quotes: one is enough.
	signs []string
	// form takes values out of the text by the names of its groups. An error that it does not match has another shape.
	// Quotes are optional in it, for a shell may have taken them away.
	form func() *regexp.Regexp
	// know adds values, and says whether the error is of this shape at all.
	know  func(*asked) bool
	rules []*lint.Rule
	// {name} in the two stands for a value.
	means, remedy string
}

// asked is an error together with what is known of it.
type asked struct {
	*workload.Settings
	text   string
	plain  string // in lower case, without quotes
	values map[string]string
}

// An explainer is the table of messages for a cluster.
type explainer struct {
	*workload.Settings
	table []message
}

// messages is the table of all shapes: what speaks of a kind of error first, what fits any field last.
func messages(s *workload.Settings) []message {
	return slices.Concat(kubectlMessages(), apiMessages(), podMessages(s.Policy), runMessages(s.Policy), fieldMessages())
}

// answer finds the shape of one error.
func (x explainer) answer(problem string) (Answer, bool) {
	a := &asked{Settings: x.Settings, text: problem, plain: strings.ToLower(unquoted(problem))}
	for i := range x.table {
		if m := &x.table[i]; a.has(m.signs) && a.read(m) {
			return Answer{Error: words.Clip(problem, longestError), Rules: m.rules, Means: a.fill(m.means), Remedy: a.fill(m.remedy)}, true
		}
	}
	return Answer{}, false
}

func (a *asked) has(signs []string) bool {
	return slices.ContainsFunc(signs, func(sign string) bool { return strings.Contains(a.plain, sign) })
}

// read takes the values of a message out of the text.
func (a *asked) read(m *message) bool {
	a.values = clusterValues(a.Settings)
	a.readField()
	if m.form != nil {
		form := m.form()
		found := form.FindStringSubmatch(a.text)
		if found == nil {
			return false
		}
		for i, name := range form.SubexpNames() {
			if name != "" && found[i] != "" {
				a.values[name] = found[i]
			}
		}
	}
	return m.know == nil || m.know(a)
}

// missingValue stands where an error does not hold what one like it does.
const missingValue = "…"

// The longest that an error, and a value in an answer, may be in what is printed.
const (
	longestError = 300
	longestValue = 200
)

// fill puts the values into a text.
func (a *asked) fill(text string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(text, "{")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		name, after, _ := strings.Cut(rest, "}")
		value, known := a.values[name]
		if !known {
			value = missingValue
		}
		b.WriteString(words.Clip(value, longestValue))
		text = after
	}
}

// clusterValues are those that messages can name without reading them.
func clusterValues(s *workload.Settings) map[string]string {
	p := s.Policy
	return map[string]string{
		"cluster": p.Current.Title, "old": p.Legacy.Title, "kubernetes": p.Current.Kubernetes,
		"context": p.Current.Context, "oldContext": p.Legacy.Context, "alias": p.Migration.Alias,
		"prefix": p.Current.NamespacePrefix, "registry": p.Registry.Host, "runtimes": p.Migration.RuntimesHelp,
		"label": p.PodPreset.Label.Key + ": " + p.PodPreset.Label.Value, "homes": p.Tools.HomeRoot,
		"marker": p.Images.Marker, "namePart": p.Images.Prefix,
		"limits":   p.LimitRange.Default.CPU + " of cpu and " + p.LimitRange.Default.Memory + " of memory",
		"host":     strings.ReplaceAll(p.Ingress.Host, "{tool}", "TOOL"),
		"shared":   strings.ReplaceAll(p.Ingress.SharedHost+"/{tool}", "{tool}", "TOOL"),
		"lowPorts": itoa(p.PodSecurity.UnprivilegedPort),
		"fields":   "", "near": "", "where": "", "why": "", // they end a sentence, or not
	}
}
