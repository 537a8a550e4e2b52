package bridge

import (
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules"
)

// A checked is what lint found in the files of a request.
type checked struct {
	Findings []finding `json:"findings"`
	Tally    tally     `json:"tally"`
	Objects  int       `json:"objects"`
	// LeftOut are the files in which nothing was judged.
	LeftOut []leftOut `json:"leftOut"`
}

type leftOut struct {
	File  int    `json:"file"`
	Holds string `json:"holds"`
}

type finding struct {
	Rule     string `json:"rule"`
	ID       string `json:"id"`
	Severity string `json:"severity"`
	place
	Message string    `json:"message"`
	Label   string    `json:"label"`
	Effect  string    `json:"effect"`
	Help    string    `json:"help"`
	Fix     *fixTitle `json:"fix"`
	Related []related `json:"related"`
}

type fixTitle struct {
	Title  string `json:"title"`
	Safety string `json:"safety"`
}

type related struct {
	place
	Message string `json:"message"`
}

// A place is a part of a file. Files count from 0, lines and columns from 1. Start and End count UTF-16 code units, as JavaScript does.
type place struct {
	File   int `json:"file"`
	Start  int `json:"start"`
	End    int `json:"end"`
	Line   int `json:"line"`
	Column int `json:"column"`
}

func check(r *request) (any, error) {
	config := rules.Config(r.settings(), rules.All)
	config.TitlesOnly = true
	files := r.parse()
	result := lint.Run(config, files)
	in := newLocator(files)
	out := checked{Findings: make([]finding, len(result.Diagnostics)), Tally: tallyOf(result.Diagnostics), Objects: result.Objects, LeftOut: []leftOut{}}
	for i := range result.Diagnostics {
		out.Findings[i] = in.finding(&result.Diagnostics[i])
	}
	for _, f := range result.LeftOut {
		out.LeftOut = append(out.LeftOut, leftOut{in.named(f.File), f.Content.Name})
	}
	return out, nil
}

// A locator finds the places of findings in the files of a request.
type locator struct {
	files   []*manifest.File
	offsets []*offsets // made for the files that have findings
}

func newLocator(files []*manifest.File) *locator {
	return &locator{files, make([]*offsets, len(files))}
}

func (l *locator) finding(d *lint.Diagnostic) finding {
	out := finding{
		Rule: d.Rule.Name, ID: d.Rule.ID, Severity: d.Severity.String(), place: l.of(d.File, d.Span),
		Message: d.Message, Label: d.Label, Effect: d.Consequence(), Help: d.Help, Related: []related{},
	}
	if d.Fix != nil {
		out.Fix = &fixTitle{d.Fix.Title, d.Fix.Safety.String()}
	}
	for _, other := range d.Related {
		out.Related = append(out.Related, related{l.of(other.File, other.Span), other.Message})
	}
	return out
}

func (l *locator) of(f *manifest.File, s manifest.Span) place {
	index := l.index(f)
	if l.offsets[index] == nil {
		l.offsets[index] = newOffsets(f)
	}
	at := f.Position(s.Start)
	units := l.offsets[index]
	return place{index, units.at(s.Start), units.at(max(s.Start, s.End)), at.Line, at.Column}
}

// index returns the index of a file, 0 for one that the request does not have.
func (l *locator) index(f *manifest.File) int {
	for i := range l.files {
		if l.files[i] == f {
			return i
		}
	}
	return l.named(f.Name)
}

// named returns the index of the first file of a name, 0 if there is none.
func (l *locator) named(name string) int {
	for i := range l.files {
		if l.files[i].Name == name {
			return i
		}
	}
	return 0
}
