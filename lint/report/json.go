package report

import (
	"io"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

// The names of the fields are a promise to programs.
type jsonReport struct {
	Diagnostics []jsonDiagnostic `json:"diagnostics"`
	Files       int              `json:"files"`
	Objects     int              `json:"objects"`
	Skipped     int              `json:"skipped"`
	LeftOut     []jsonLeftOut    `json:"leftOut"`
	Errors      []jsonError      `json:"errors"`
}

// jsonLeftOut is a file in which nothing was judged.
type jsonLeftOut struct {
	File  string `json:"file"`
	Holds string `json:"holds"`
}

// jsonError says why the report is not complete. The file is "" where it is not about one.
type jsonError struct {
	File    string `json:"file"`
	Message string `json:"message"`
}

type jsonDiagnostic struct {
	ID       string `json:"id"`
	Rule     string `json:"rule"`
	Stage    string `json:"stage"`
	Severity string `json:"severity"`
	jsonPlace
	Path    string        `json:"path"`
	Message string        `json:"message"`
	Label   string        `json:"label"`
	Effect  string        `json:"effect"`
	Help    string        `json:"help"`
	Fix     *jsonFix      `json:"fix"`
	Object  *jsonObject   `json:"object"`
	Related []jsonRelated `json:"related,omitempty"`
}

// jsonPlace counts lines and columns from 1, columns in code points; the end is excluded.
type jsonPlace struct {
	File      string `json:"file"`
	Line      int    `json:"line"`
	Column    int    `json:"column"`
	EndLine   int    `json:"endLine"`
	EndColumn int    `json:"endColumn"`
}

type jsonFix struct {
	Title  string `json:"title"`
	Safety string `json:"safety"`
}

// jsonObject counts documents and items from 0; the item is null where the document itself is the object.
type jsonObject struct {
	Document   int    `json:"document"`
	Item       *int   `json:"item"`
	APIVersion string `json:"apiVersion"`
	Kind       string `json:"kind"`
	Namespace  string `json:"namespace"`
	Name       string `json:"name"`
}

type jsonRelated struct {
	jsonPlace
	Message string `json:"message"`
}

// printJSON prints one JSON document.
func printJSON(w io.Writer, r lint.Result, o Options) error {
	report := jsonReport{
		Diagnostics: []jsonDiagnostic{}, // [] rather than null
		Files:       r.Files,
		Objects:     r.Objects,
		Skipped:     r.Skipped,
		LeftOut:     make([]jsonLeftOut, len(r.LeftOut)),
		Errors:      make([]jsonError, len(o.Failed)),
	}
	for i, f := range o.Failed {
		report.Errors[i] = jsonError{o.jsonName(f.File), f.Message}
	}
	for i, f := range r.LeftOut {
		report.LeftOut[i] = jsonLeftOut{o.jsonName(f.File), f.Content.Name}
	}
	return encodeList(w, report, `"diagnostics": [`, len(r.Diagnostics), func(i int) any { return o.newJSONDiagnostic(&r.Diagnostics[i]) })
}

func (o *Options) newJSONDiagnostic(d *lint.Diagnostic) jsonDiagnostic {
	out := jsonDiagnostic{
		ID:        d.Rule.ID,
		Rule:      d.Rule.Name,
		Stage:     d.Stage.String(),
		Severity:  d.Severity.String(),
		jsonPlace: o.newJSONPlace(d.File, d.Span),
		Path:      d.Path,
		Message:   d.Message,
		Label:     d.Label,
		Effect:    d.Consequence(),
		Help:      d.Help,
		Object:    newJSONObject(d.Object),
	}
	if d.Fix != nil {
		out.Fix = &jsonFix{Title: d.Fix.Title, Safety: d.Fix.Safety.String()}
	}
	for _, rel := range d.Related {
		out.Related = append(out.Related, jsonRelated{o.newJSONPlace(rel.File, rel.Span), rel.Message})
	}
	return out
}

// jsonName leaves the names of files as the caller gave them, so that programs can open them.
func (o *Options) jsonName(name string) string {
	if o.Path != nil && name != "" {
		return o.Path(name)
	}
	return name
}

func (o *Options) newJSONPlace(f *manifest.File, s manifest.Span) jsonPlace {
	start, end := f.Position(s.Start), f.Position(max(s.Start, s.End))
	return jsonPlace{o.jsonName(f.Name), start.Line, start.Column, end.Line, end.Column}
}

func newJSONObject(id *manifest.ID) *jsonObject {
	if id == nil {
		return nil
	}
	o := &jsonObject{
		Document: id.Document, APIVersion: id.APIVersion, Kind: id.Kind, Namespace: id.Namespace, Name: id.Name,
	}
	if id.Item >= 0 {
		item := id.Item
		o.Item = &item
	}
	return o
}
