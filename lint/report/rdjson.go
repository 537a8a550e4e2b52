package report

import (
	"io"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

// The parts of reviewdog's diagnostic format that are written:
// https://github.com/reviewdog/reviewdog/tree/master/proto/rdf
type (
	rdResult struct {
		Source      rdSource       `json:"source"`
		Diagnostics []rdDiagnostic `json:"diagnostics"`
	}
	rdSource struct {
		Name string `json:"name"`
		URL  string `json:"url"`
	}
	rdDiagnostic struct {
		Message     string         `json:"message"`
		Location    *rdLocation    `json:"location,omitempty"`
		Severity    string         `json:"severity"`
		Code        *rdCode        `json:"code,omitempty"`
		Suggestions []rdSuggestion `json:"suggestions,omitempty"`
	}
	rdLocation struct {
		Path  string   `json:"path"`
		Range *rdRange `json:"range,omitempty"`
	}
	// rdRange excludes its end.
	rdRange struct {
		Start rdPosition `json:"start"`
		End   rdPosition `json:"end"`
	}
	// rdPosition counts columns in bytes.
	rdPosition struct {
		Line   int `json:"line"`
		Column int `json:"column"`
	}
	rdCode struct {
		Value string `json:"value"`
		URL   string `json:"url,omitempty"`
	}
	rdSuggestion struct {
		Range rdRange `json:"range"`
		Text  string  `json:"text"`
	}
)

// printRDJSON prints for reviewdog, which makes comments of a review of the findings, and suggestions of the fixes.
func printRDJSON(w io.Writer, r lint.Result, o Options) error {
	out := rdResult{Source: rdSource{"tfk8s", homePage}, Diagnostics: []rdDiagnostic{}}
	for _, f := range o.Failed {
		d := rdDiagnostic{Message: Printable(f.Message), Severity: "ERROR"}
		if f.File != "" {
			d.Location = &rdLocation{Path: o.path(f.File)}
		}
		out.Diagnostics = append(out.Diagnostics, d)
	}
	views := newViewer(&o)
	for v := range views.all(r.Diagnostics) {
		at := views.byteRange(v.File, v.Span)
		d := rdDiagnostic{
			Message: Printable(v.message), Severity: strings.ToUpper(infoSeverity(v.Severity)),
			Location: &rdLocation{v.file, &at}, Code: &rdCode{v.Rule.Name, o.pageURL(v.Rule)},
		}
		if v.Fix != nil {
			d.Suggestions = views.suggestions(v.File, v.Fix)
		}
		out.Diagnostics = append(out.Diagnostics, d)
	}
	return EncodeJSON(w, out)
}

// mostSuggested is how many bytes a suggestion may replace: one of many places far apart is hard to review.
const mostSuggested = 4096

// suggestions makes one replacement of all edits of a fix, since reviewdog understands several of them as alternatives.
func (w *viewer) suggestions(f *manifest.File, fix *lint.Fix) []rdSuggestion {
	if len(fix.Edits) == 0 {
		return nil
	}
	edits := slices.SortedStableFunc(slices.Values(fix.Edits), func(a, b manifest.Edit) int { return a.Span.Start - b.Span.Start })
	all := edits[0].Span
	for _, e := range edits {
		all.End = max(all.End, e.Span.End)
	}
	if all.Len() > mostSuggested {
		return nil
	}
	var text strings.Builder
	done := all.Start
	for _, e := range edits {
		if e.Span.Start < done {
			return nil // they overlap, and convert decides how
		}
		text.Write(f.Text()[done:e.Span.Start])
		text.WriteString(e.New)
		done = e.Span.End
	}
	text.Write(f.Text()[done:all.End])
	return []rdSuggestion{{w.byteRange(f, all), text.String()}}
}

func (w *viewer) byteRange(f *manifest.File, s manifest.Span) rdRange {
	return rdRange{w.bytePosition(f, s.Start), w.bytePosition(f, max(s.Start, s.End))}
}

func (w *viewer) bytePosition(f *manifest.File, offset int) rdPosition {
	offset = min(max(offset, 0), len(f.Text()))
	line := w.position(f, offset).Line
	return rdPosition{line, 1 + w.bytesBefore(f, offset, line)}
}
