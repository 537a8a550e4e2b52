package report

import (
	"encoding/json"
	"testing"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

func TestJSONTellsEverythingOfAFinding(t *testing.T) {
	f := manifest.Parse("a.yaml", []byte("\ufeff# é\r\nkind: Jöb # <&>\r\n"))
	d := finding(legacyImage, f, "Jöb", "the kind is <\"Jöb\" & more>")
	d.Path = "kind"
	d.Object = &manifest.ID{Document: 1, Item: 0, APIVersion: "v1", Kind: "Jöb", Namespace: "tool-x", Name: "y"}
	d.Label, d.Help = "the kind", "ask an admin"
	d.Fix = &lint.Fix{Title: "write Job", Safety: lint.Review}
	d.Related = []lint.Related{{File: f, Span: find(f, "# <&>\r\n"), Message: "see"}}
	r := lint.Result{Diagnostics: []lint.Diagnostic{d}, Files: 2, Objects: 3, Skipped: 4, LeftOut: []lint.LeftOut{{File: "b.yaml", Content: lint.Content{Name: "a kustomization"}}}}

	expect(t, printed(t, printJSON, r, Options{Color: true}), `{
  "diagnostics": [
    {
      "id": "TFK201",
      "rule": "legacy-image",
      "stage": "pods",
      "severity": "error",
      "file": "a.yaml",
      "line": 2,
      "column": 7,
      "endLine": 2,
      "endColumn": 10,
      "path": "kind",
      "message": "the kind is <\"Jöb\" & more>",
      "label": "the kind",
      "effect": "the Jöb is created, but its pods are rejected",
      "help": "ask an admin",
      "fix": {
        "title": "write Job",
        "safety": "review"
      },
      "object": {
        "document": 1,
        "item": 0,
        "apiVersion": "v1",
        "kind": "Jöb",
        "namespace": "tool-x",
        "name": "y"
      },
      "related": [
        {
          "file": "a.yaml",
          "line": 2,
          "column": 11,
          "endLine": 3,
          "endColumn": 1,
          "message": "see"
        }
      ]
    }
  ],
  "files": 2,
  "objects": 3,
  "skipped": 4,
  "leftOut": [
    {
      "file": "b.yaml",
      "holds": "a kustomization"
    }
  ],
  "errors": []
}
`)
}

func TestJSONIsNullWhereThereIsNoObjectNoItemAndNoFix(t *testing.T) {
	f := manifest.Parse("a.yaml", []byte("kind: Job"))
	end := len(f.Text())
	none := finding(noLimits, f, "Job", "odd")
	none.Span = manifest.Span{Start: end, End: end}
	single := finding(noLimits, f, "Job", "odd")
	single.Object = &manifest.ID{Item: -1}

	expect(t, printed(t, printJSON, result(none, single), Options{}), `{
  "diagnostics": [
    {
      "id": "TFK402",
      "rule": "no-limits",
      "stage": "advice",
      "severity": "note",
      "file": "a.yaml",
      "line": 1,
      "column": 10,
      "endLine": 1,
      "endColumn": 10,
      "path": "",
      "message": "odd",
      "label": "",
      "effect": "",
      "help": "",
      "fix": null,
      "object": null
    },
    {
      "id": "TFK402",
      "rule": "no-limits",
      "stage": "advice",
      "severity": "note",
      "file": "a.yaml",
      "line": 1,
      "column": 7,
      "endLine": 1,
      "endColumn": 10,
      "path": "",
      "message": "odd",
      "label": "",
      "effect": "",
      "help": "",
      "fix": null,
      "object": {
        "document": 0,
        "item": null,
        "apiVersion": "",
        "kind": "",
        "namespace": "",
        "name": ""
      }
    }
  ],
  "files": 1,
  "objects": 1,
  "skipped": 0,
  "leftOut": [],
  "errors": []
}
`)
}

func TestJSONOfNothingFoundIsAnEmptyList(t *testing.T) {
	expect(t, printed(t, printJSON, lint.Result{Files: 1}, Options{}), `{
  "diagnostics": [],
  "files": 1,
  "objects": 0,
  "skipped": 0,
  "leftOut": [],
  "errors": []
}
`)
}

func TestJSONStaysReadableWhateverAMessageHolds(t *testing.T) {
	f := manifest.Parse("a\xff.yaml", []byte(deployment))
	d := finding(noLimits, f, "web", "\x00\x1b\n\xff\u2028\"")
	var got struct {
		Diagnostics []struct{ File, Message string }
	}
	if err := json.Unmarshal([]byte(printed(t, printJSON, result(d), Options{})), &got); err != nil {
		t.Fatal(err)
	}
	expect(t, got.Diagnostics[0].Message, "\x00\x1b\n\ufffd\u2028\"")
	expect(t, got.Diagnostics[0].File, "a\ufffd.yaml")
}
