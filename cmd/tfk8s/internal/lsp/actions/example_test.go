package actions_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/actions"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/project"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/protocol"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/text"
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

// view is a linted document of a client that knows code actions.
func view(src string) *project.View {
	s := project.Defaults()
	f := manifest.Parse("/bot.yaml", []byte(src))
	v := &project.View{
		URI: "file:///bot.yaml", Version: 3, File: f, Lines: text.NewLines(f.Text(), protocol.UTF16), Encoding: protocol.UTF16,
		Client: new(protocol.ClientCapabilities), Settings: s.Rules, Config: s.Config,
		Found: lint.Run(s.Config, []*manifest.File{manifest.Parse("/bot.yaml", []byte(src))}).Diagnostics,
	}
	v.Client.TextDocument.CodeAction.CodeActionLiteralSupport = &struct{}{}
	v.Client.Workspace.WorkspaceEdit.DocumentChanges = true
	return v
}

// at returns the actions for the line that has a text.
func at(v *project.View, line, only string) []protocol.CodeAction {
	number := strings.Count(string(v.File.Text()[:strings.Index(string(v.File.Text()), line)]), "\n")
	params := fmt.Sprintf(`{"range": {"start": {"line": %d, "character": 0}, "end": {"line": %d, "character": 99}}, "context": {"only": [%q]}}`, number, number, only)
	all, err := actions.Of(v, json.RawMessage(params))
	if err != nil {
		panic(err)
	}
	return all.([]protocol.CodeAction)
}

// apply makes the edit of an action.
func apply(v *project.View, a protocol.CodeAction) string {
	var changes []protocol.ContentChange
	edits := a.Edit.DocumentChanges[0].Edits
	for i := len(edits) - 1; i >= 0; i-- {
		changes = append(changes, protocol.ContentChange{Range: &edits[i].Range, Text: edits[i].NewText})
	}
	return string(text.Change(v.File.Text(), changes, protocol.UTF16))
}

func jsonOf(v any) string {
	body, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(body)
}

const bot = `apiVersion: v1
kind: Pod
metadata: {name: bot, namespace: tool-greeter, labels: {toolforge: tool}}
spec:
  containers:
  - name: main
    image: docker-registry.tools.wmflabs.org/toollabs-python35-base:latest
    tty: "yes"
`

func Example() {
	v := view(bot)
	for _, a := range at(v, "image:", "quickfix") {
		fmt.Println(a.IsPreferred, a.Title)
	}
	for _, a := range at(v, "kind:", "source") {
		fmt.Println(a.Kind, a.Title)
	}
	// Output:
	// true Use toolforge-python35-sssd-base, and write the default limits and requests into the manifest
	// false Ignore legacy-image here (write the reason)
	// false Ignore legacy-image in this file (write the reason)
	// source.fixAll.tfk8s Apply all safe fixes of tfk8s
	// source.convert.tfk8s Apply all fixes of tfk8s, also those to review
}

func TestEachActionRemovesItsFinding(t *testing.T) {
	v := view(bot)
	for _, line := range []string{"image:", "tty:"} {
		for _, a := range at(v, line, "") {
			if n := len(view(apply(v, a)).Found); n >= len(v.Found) {
				t.Errorf("%s: %d findings of %d are left:\n%s", a.Title, n, len(v.Found), apply(v, a))
			}
			if a.Edit.DocumentChanges[0].TextDocument.Version == nil || *a.Edit.DocumentChanges[0].TextDocument.Version != 3 {
				t.Errorf("%s: the edit has no version", a.Title)
			}
		}
	}
}

func TestACommentNeverGoesIntoAText(t *testing.T) {
	v := view(strings.Replace(bot, "image: docker", "image: >-\n      docker", 1))
	all := at(v, "image: >-", "quickfix")
	if len(all) == 0 {
		t.Fatal("there are no actions")
	}
	for _, a := range all {
		if strings.Contains(apply(v, a), ">-\n      #") || strings.Contains(apply(v, a), "latest #") {
			t.Errorf("%s:\n%s", a.Title, apply(v, a))
		}
	}
}

func TestClientsGetOnlyWhatTheyUnderstand(t *testing.T) {
	v := view(bot)
	v.Client.Workspace.WorkspaceEdit.DocumentChanges = false
	for _, a := range at(v, "image:", "") {
		if len(a.Edit.Changes[v.URI]) == 0 || a.Edit.DocumentChanges != nil {
			t.Errorf("%s: %+v", a.Title, a.Edit)
		}
	}
	v.Client.TextDocument.CodeAction.CodeActionLiteralSupport = nil
	if all := at(v, "image:", ""); len(all) > 0 {
		t.Errorf("%+v", all)
	}
}

func TestAnActionIsResolvedForItsVersionOnly(t *testing.T) {
	v := view(bot)
	v.Client.TextDocument.CodeAction.DataSupport = true
	v.Client.TextDocument.CodeAction.ResolveSupport.Properties = []string{"edit"}
	a := at(v, "kind:", "source.fixAll")
	if len(a) != 1 || a[0].Edit != nil {
		t.Fatalf("%+v", a)
	}
	params, err := json.Marshal(a[0])
	if err != nil {
		t.Fatal(err)
	}
	resolved, err := actions.Resolve(v, params)
	if err != nil {
		t.Fatal(err)
	}
	if got := apply(v, resolved.(protocol.CodeAction)); !strings.Contains(got, "toolforge-python35-sssd-base") {
		t.Errorf("%s", got)
	}
	v.Version++
	if _, err := actions.Resolve(v, params); err != project.ErrModified {
		t.Error(err)
	}
}
