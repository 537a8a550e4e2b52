package report

import (
	"cmp"
	"io"
	"unicode/utf8"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

// The parts of SARIF 2.1.0 that are written: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool        sarifTool         `json:"tool"`
		ColumnKind  string            `json:"columnKind"`
		Invocations []sarifInvocation `json:"invocations"`
		Results     []sarifResult     `json:"results"`
	}
	sarifInvocation struct {
		Successful    bool                `json:"executionSuccessful"`
		Notifications []sarifNotification `json:"toolExecutionNotifications,omitempty"`
	}
	sarifNotification struct {
		Level     string       `json:"level"`
		Message   sarifText    `json:"message"`
		Locations []sarifWhole `json:"locations,omitempty"`
	}
	sarifWhole struct {
		Physical struct {
			Artifact sarifArtifact `json:"artifactLocation"`
		} `json:"physicalLocation"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name           string      `json:"name"`
		Version        string      `json:"version,omitempty"`
		InformationURI string      `json:"informationUri"`
		Rules          []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID      string     `json:"id"`
		Name    string     `json:"name"`
		Short   sarifText  `json:"shortDescription"`
		HelpURI string     `json:"helpUri,omitempty"`
		Help    *sarifHelp `json:"help,omitempty"`
		Default struct {
			Level string `json:"level"`
		} `json:"defaultConfiguration"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifHelp struct {
		Text     string `json:"text"`
		Markdown string `json:"markdown"`
	}
	sarifResult struct {
		RuleID       string            `json:"ruleId"`
		RuleIndex    int               `json:"ruleIndex"`
		Level        string            `json:"level"`
		Message      sarifText         `json:"message"`
		Locations    []sarifLocation   `json:"locations"`
		Related      []sarifLocation   `json:"relatedLocations,omitempty"`
		Fingerprints map[string]string `json:"partialFingerprints"`
		Parts        sarifParts        `json:"properties,omitzero"`
		Fixes        []sarifFix        `json:"fixes,omitempty"`
	}
	// sarifParts are the parts of a finding for which SARIF has no field.
	sarifParts struct {
		Label  string `json:"label,omitempty"`
		Effect string `json:"effect,omitempty"`
		Help   string `json:"help,omitempty"`
	}
	sarifLocation struct {
		Physical struct {
			Artifact sarifArtifact `json:"artifactLocation"`
			Region   sarifRegion   `json:"region"`
		} `json:"physicalLocation"`
		Logical []sarifLogical `json:"logicalLocations,omitempty"`
		Message *sarifText     `json:"message,omitempty"`
	}
	sarifLogical struct {
		FullyQualifiedName string `json:"fullyQualifiedName"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		StartLine   int  `json:"startLine"`
		StartColumn int  `json:"startColumn"`
		EndLine     int  `json:"endLine"`
		EndColumn   int  `json:"endColumn"`
		CharOffset  *int `json:"charOffset,omitempty"`
		CharLength  *int `json:"charLength,omitempty"`
		ByteOffset  *int `json:"byteOffset,omitempty"`
		ByteLength  *int `json:"byteLength,omitempty"`
	}
	sarifFix struct {
		Description sarifText     `json:"description"`
		Changes     []sarifChange `json:"artifactChanges"`
	}
	sarifChange struct {
		Artifact     sarifArtifact      `json:"artifactLocation"`
		Replacements []sarifReplacement `json:"replacements"`
	}
	sarifReplacement struct {
		Deleted  sarifRegion `json:"deletedRegion"`
		Inserted sarifText   `json:"insertedContent"`
	}
)

// printSARIF prints one log with one run, whose rules are those that found something.
func printSARIF(w io.Writer, r lint.Result, o Options) error {
	run := sarifRun{ColumnKind: "unicodeCodePoints", Invocations: []sarifInvocation{newSARIFInvocation(o.Failed)}, Results: make([]sarifResult, len(r.Diagnostics))}
	run.Tool.Driver = sarifDriver{Name: "tfk8s", InformationURI: "https://github.com/toolforge/tfk8s", Rules: []sarifRule{}}
	if o.Version != nil {
		run.Tool.Driver.Version = o.Version()
	}
	index := map[*lint.Rule]int{}
	prints := fingerprints{}
	chars := charCounter{}
	for i := range r.Diagnostics {
		d := &r.Diagnostics[i]
		at, known := index[d.Rule]
		if !known {
			at = len(index)
			index[d.Rule] = at
			run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, newSARIFRule(d.Rule, o.pageURL(d.Rule)))
		}
		run.Results[i] = newSARIFResult(d, at, &chars)
		run.Results[i].Fingerprints = map[string]string{"tfk8s/v1": prints.of(d)}
	}
	return EncodeJSON(w, sarifLog{
		Schema: "https://json.schemastore.org/sarif-2.1.0.json", Version: "2.1.0", Runs: []sarifRun{run},
	})
}

func newSARIFInvocation(failed []Failure) sarifInvocation {
	out := sarifInvocation{Successful: len(failed) == 0}
	for _, f := range failed {
		n := sarifNotification{Level: "error", Message: sarifText{Printable(f.Message)}}
		if f.File != "" {
			n.Locations = make([]sarifWhole, 1)
			n.Locations[0].Physical.Artifact = sarifArtifact{fileURI(f.File)}
		}
		out.Notifications = append(out.Notifications, n)
	}
	return out
}

func newSARIFRule(r *lint.Rule, page string) sarifRule {
	out := sarifRule{ID: r.ID, Name: r.Name, Short: sarifText{cmp.Or(r.Summary(), r.Name)}, HelpURI: page}
	if r.Doc != "" {
		out.Help = &sarifHelp{r.Doc, r.Doc}
	}
	out.Default.Level = r.Severity.String()
	return out
}

func newSARIFResult(d *lint.Diagnostic, rule int, chars *charCounter) sarifResult {
	where := newSARIFLocation(d.File, d.Span)
	offset := chars.at(d.File, d.Span.Start)
	length := utf8.RuneCount(d.File.Text()[d.Span.Start:max(d.Span.Start, d.Span.End)])
	where.Physical.Region.CharOffset, where.Physical.Region.CharLength = &offset, &length
	if d.Path != "" {
		where.Logical = []sarifLogical{{d.Path}}
	}
	out := sarifResult{
		RuleID: d.Rule.ID, RuleIndex: rule, Level: d.Severity.String(), Message: sarifText{Printable(oneLine(d))},
		Locations: []sarifLocation{where}, Parts: sarifParts{Printable(d.Label), Printable(d.Consequence()), Printable(d.Help)},
	}
	for _, rel := range d.Related {
		position := newSARIFLocation(rel.File, rel.Span)
		position.Message = &sarifText{Printable(rel.Message)}
		out.Related = append(out.Related, position)
	}
	if d.Fix != nil && len(d.Fix.Edits) > 0 {
		change := sarifChange{Artifact: where.Physical.Artifact}
		for _, e := range d.Fix.Edits {
			change.Replacements = append(change.Replacements, sarifReplacement{newSARIFRegion(d.File, e.Span), sarifText{e.New}})
		}
		out.Fixes = []sarifFix{{sarifText{Printable(d.Fix.Title)}, []sarifChange{change}}}
	}
	return out
}

func newSARIFLocation(f *manifest.File, s manifest.Span) (l sarifLocation) {
	l.Physical.Artifact = sarifArtifact{fileURI(f.Name)}
	l.Physical.Region = newSARIFRegion(f, s)
	return l
}

// newSARIFRegion leaves the bytes out where the file holds others than the text: a byte order mark, another encoding.
func newSARIFRegion(f *manifest.File, s manifest.Span) sarifRegion {
	start, end := place(f, s)
	region := sarifRegion{StartLine: start.Line, StartColumn: start.Column, EndLine: end.Line, EndColumn: end.Column}
	if len(f.Src) == len(f.Text()) {
		offset, length := s.Start, max(0, s.End-s.Start)
		region.ByteOffset, region.ByteLength = &offset, &length
	}
	return region
}

// A charCounter counts the characters before an offset. It continues where it was, since findings come in order: counting
// from the beginning for each of many would be too slow.
type charCounter struct {
	file          *manifest.File
	offset, chars int
}

func (c *charCounter) at(f *manifest.File, offset int) int {
	if f != c.file || offset < c.offset {
		*c = charCounter{file: f}
	}
	c.chars += utf8.RuneCount(f.Text()[c.offset:offset])
	c.offset = offset
	return c.chars
}
