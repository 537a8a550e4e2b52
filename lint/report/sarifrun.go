package report

import (
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

// What GitHub accepts in a run, and what it shows of that:
// https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
const (
	mostResults   = 25_000
	shownResults  = 5_000
	mostLocations = 1_000 // of a result
)

// printSARIF prints one log with one run, whose rules are those that found something.
func printSARIF(w io.Writer, r lint.Result, o Options) error {
	run := sarifRun{
		ColumnKind: "unicodeCodePoints", NewlineSequences: []string{"\r\n", "\n", "\r"},
		Invocations: []sarifInvocation{o.newSARIFInvocation(len(r.Diagnostics))}, Results: []sarifResult{}, // [] rather than null
	}
	var results []*sarifResult
	run.Tool.Driver = o.newSARIFDriver()
	index := map[*lint.Rule]int{}
	prints := fingerprints{}
	places := sarifPlaces{viewer: newViewer(&o)}
	for v := range places.all(mostSevere(r.Diagnostics, mostResults)) {
		at, known := index[v.Rule]
		if !known {
			at = len(index)
			index[v.Rule] = at
			run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, newSARIFRule(v.Rule, o.pageURL(v.Rule)))
		}
		result := places.newResult(&v, at)
		result.Fingerprints = map[string]string{"primaryLocationLineHash": places.hashes.at(v.File, v.start.Line), "tfk8s/v1": prints.of(&v)}
		results = append(results, &result)
	}
	return encodeList(w, sarifLog{
		Schema: "https://json.schemastore.org/sarif-2.1.0.json", Version: "2.1.0", Runs: []sarifRun{run},
	}, `"results": [`, len(results), func(i int) any { return results[i] })
}

// mostSevere keeps at most so many findings, in order, and leaves out notes before warnings and errors.
func mostSevere(found []lint.Diagnostic, room int) (kept []lint.Diagnostic) {
	if len(found) <= room {
		return found
	}
	var bySeverity [lint.Error + 1]int
	for i := range found {
		bySeverity[found[i].Severity]++
	}
	for _, s := range []lint.Severity{lint.Error, lint.Warning, lint.Note} {
		bySeverity[s] = min(bySeverity[s], room)
		room -= bySeverity[s]
	}
	for i := range found {
		if s := found[i].Severity; bySeverity[s] > 0 {
			kept = append(kept, found[i])
			bySeverity[s]--
		}
	}
	return kept
}

var semanticVersion = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^v?(\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?)$`)
})

// newSARIFDriver names the version in the form that GitHub compares. A build outside of version control has none.
func (o *Options) newSARIFDriver() sarifDriver {
	driver := sarifDriver{Name: "tfk8s", Version: "0.0.0-devel", InformationURI: homePage, Rules: []sarifRule{}}
	if o.Version != nil {
		if match := semanticVersion().FindStringSubmatch(o.Version()); match != nil {
			driver.Version = match[1]
		}
	}
	driver.SemanticVersion = driver.Version
	return driver
}

func (o *Options) newSARIFInvocation(findings int) sarifInvocation {
	out := sarifInvocation{Successful: len(o.Failed) == 0, ExitCode: o.ExitCode}
	for _, f := range o.Failed {
		n := sarifNotification{Level: "error", Message: sarifText{Printable(f.Message)}}
		if f.File != "" {
			n.Locations = make([]sarifWhole, 1)
			n.Locations[0].Physical.Artifact = sarifArtifact{fileURI(o.path(f.File))}
		}
		out.Notifications = append(out.Notifications, n)
	}
	if more := findings - mostResults; more > 0 {
		text := fmt.Sprintf("%s left out, the least severe ones: a run has room for %d", CountOf(more, "finding"), mostResults)
		out.Notifications = append(out.Notifications, sarifNotification{Level: "warning", Message: sarifText{text}})
	}
	if findings > shownResults {
		text := fmt.Sprintf("GitHub shows only the %d most severe findings of a run", shownResults)
		out.Notifications = append(out.Notifications, sarifNotification{Level: "note", Message: sarifText{text}})
	}
	return out
}

func newSARIFRule(r *lint.Rule, page string) sarifRule {
	out := sarifRule{ID: r.ID, Name: r.Name, Short: sarifText{r.Name}, Full: sarifText{r.Name}, HelpURI: page}
	if r.Doc != "" {
		out.Short.Text = plainText(r.Summary())
		out.Full.Text = cutText(plainText(r.Summary()+" "+section(r.Doc, "Why it matters")), mostDescription)
		out.Help = &sarifHelp{r.Doc, absoluteLinks(r.Doc, page)}
	}
	out.Default.Level = r.Severity.String()
	return out
}

// sarifPlaces makes results. It remembers what it counted, since findings come in order.
type sarifPlaces struct {
	*viewer
	hashes lineHashes
}

func (p *sarifPlaces) newResult(v *view, rule int) sarifResult {
	where := p.location(v.File, v.Span)
	offset := p.linesOf(v.File).chars.before(v.File.Text(), v.Span.Start)
	length := utf8.RuneCount(v.File.Text()[v.Span.Start:max(v.Span.Start, v.Span.End)])
	where.Physical.Region.CharOffset, where.Physical.Region.CharLength = &offset, &length
	if v.Path != "" {
		where.Logical = []sarifLogical{{Printable(v.Path)}}
	}
	out := sarifResult{
		RuleID: v.Rule.ID, RuleIndex: rule, Level: v.Severity.String(), Message: sarifText{Printable(v.message)},
		Locations: []sarifLocation{where}, Parts: sarifParts{Printable(v.Label), Printable(v.Consequence()), Printable(v.Help)},
	}
	known := map[lint.Related]bool{} // the standard wants each once
	for _, rel := range v.Related {
		if known[rel] || len(out.Related) == mostLocations-1 {
			continue
		}
		known[rel] = true
		position := p.location(rel.File, rel.Span)
		position.Message = &sarifText{Printable(rel.Message)}
		out.Related = append(out.Related, position)
	}
	if v.Fix != nil && len(v.Fix.Edits) > 0 {
		change := sarifChange{Artifact: where.Physical.Artifact}
		for _, e := range v.Fix.Edits {
			change.Replacements = append(change.Replacements, sarifReplacement{p.region(v.File, e.Span), sarifText{e.New}})
		}
		out.Fixes = []sarifFix{{sarifText{Printable(v.Fix.Title)}, []sarifChange{change}}}
	}
	return out
}

func (p *sarifPlaces) location(f *manifest.File, s manifest.Span) (l sarifLocation) {
	l.Physical.Artifact = sarifArtifact{fileURI(p.options.path(f.Name))}
	l.Physical.Region = p.region(f, s)
	return l
}

// region leaves the bytes out where the file holds others than the text: a byte order mark, another encoding.
func (p *sarifPlaces) region(f *manifest.File, s manifest.Span) sarifRegion {
	start, end := p.place(f, s)
	region := sarifRegion{StartLine: start.Line, StartColumn: start.Column, EndLine: end.Line, EndColumn: end.Column}
	if len(f.Src) == len(f.Text()) {
		offset, length := s.Start, max(0, s.End-s.Start)
		region.ByteOffset, region.ByteLength = &offset, &length
	}
	return region
}

// mostDescription is how many characters GitHub accepts in a description.
const mostDescription = 1000

// section returns the first paragraph below a heading of a page, on one line.
func section(doc, heading string) string {
	_, text, _ := strings.Cut(doc, "\n## "+heading+"\n\n")
	text, _, _ = strings.Cut(text, "\n\n")
	return strings.Join(strings.Fields(text), " ")
}

// cutText cuts a text at the end of a sentence, or else of a word, if it has more than so many characters.
func cutText(text string, room int) string {
	runes := []rune(text)
	if len(runes) <= room {
		return text
	}
	text = string(runes[:room-1])
	if end := strings.LastIndex(text, ". "); end > 0 {
		return text[:end+1]
	}
	return text[:max(strings.LastIndex(text, " "), 0)] + "…"
}

var markdownLink = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\[([^\]]*)\]\(([^)\s]+)\)`) })

// plainText leaves the targets of links out.
func plainText(markdown string) string {
	return strings.TrimSpace(markdownLink().ReplaceAllString(markdown, "$1"))
}

// absoluteLinks completes the relative links of a page with its address. Code stays as it is.
func absoluteLinks(doc, page string) string {
	if page == "" {
		return doc
	}
	isCode := false
	lines := slices.Collect(strings.Lines(doc))
	for i, line := range lines {
		if strings.HasPrefix(line, "```") {
			isCode = !isCode
		} else if !isCode {
			lines[i] = markdownLink().ReplaceAllStringFunc(line, func(link string) string {
				match := markdownLink().FindStringSubmatch(link)
				return "[" + match[1] + "](" + absolute(match[2], page) + ")"
			})
		}
	}
	return strings.Join(lines, "")
}
