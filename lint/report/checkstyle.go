package report

import (
	"encoding/xml"
	"io"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

// The elements of Checkstyle's XML.
type (
	checkstyleReport struct {
		XMLName xml.Name         `xml:"checkstyle"`
		Version string           `xml:"version,attr"` // of the form
		Files   []checkstyleFile `xml:"file"`
	}
	checkstyleFile struct {
		Name   string            `xml:"name,attr"`
		Errors []checkstyleError `xml:"error"`
	}
	checkstyleError struct {
		Line     int    `xml:"line,attr,omitempty"`
		Column   int    `xml:"column,attr,omitempty"`
		Severity string `xml:"severity,attr"`
		Message  string `xml:"message,attr"`
		Source   string `xml:"source,attr"`
	}
)

// printCheckstyle prints the form of Checkstyle, which many build servers read: an element for each file with findings.
func printCheckstyle(w io.Writer, r lint.Result, o Options) error {
	out := checkstyleReport{Version: "5.0"}
	for _, f := range o.Failed {
		out.Files = append(out.Files, checkstyleFile{o.failedIn(f), []checkstyleError{{Severity: "error", Message: Printable(f.Message), Source: "tfk8s"}}})
	}
	var last *manifest.File
	for v := range newViewer(&o).all(r.Diagnostics) {
		if v.File != last {
			last = v.File
			out.Files = append(out.Files, checkstyleFile{Name: Printable(v.file)})
		}
		f := &out.Files[len(out.Files)-1]
		f.Errors = append(f.Errors, checkstyleError{
			Line: v.start.Line, Column: v.start.Column, Severity: infoSeverity(v.Severity), Message: Printable(v.message), Source: "tfk8s." + v.Rule.Name,
		})
	}
	return encodeXML(w, out)
}

// infoSeverity names a severity where a note is called info.
func infoSeverity(s lint.Severity) string {
	if s == lint.Note {
		return "info"
	}
	return s.String()
}

// encodeXML writes a document of XML. Its texts must be printable, since XML has no way to write most control characters.
func encodeXML(w io.Writer, document any) error {
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	enc := xml.NewEncoder(w)
	enc.Indent("", "  ")
	if err := enc.Encode(document); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}
