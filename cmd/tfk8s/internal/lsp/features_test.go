package lsp_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/protocol"
)

// TestFixesAreForTheTextThatWasJudged asks for fixes right after a change, which waits for the delay.
func TestFixesAreForTheTextThatWasJudged(t *testing.T) {
	c := connect(t, nil, everything)
	c.didOpen("bot.yaml", podWith("bot", goodImage))
	c.waitFor("bot.yaml", isVersion(1))
	line := protocol.Range{Start: protocol.Position{Line: 10, Character: 11}, End: protocol.Position{Line: 10, Character: 999}}
	c.change("bot.yaml", 2, &line, legacyImage)
	params := map[string]any{"textDocument": map[string]any{"uri": c.uri("bot.yaml")}, "range": line, "context": map[string]any{"diagnostics": []any{}}}
	var all []protocol.CodeAction
	c.call("textDocument/codeAction", params, &all)
	i := slices.IndexFunc(all, func(a protocol.CodeAction) bool { return a.IsPreferred })
	if i < 0 || *all[i].Edit.DocumentChanges[0].TextDocument.Version != 2 {
		t.Fatalf("%+v", all)
	}
	k := slices.IndexFunc(all, func(a protocol.CodeAction) bool { return a.Kind == protocol.SourceFixAll })
	if k < 0 || all[k].Data == nil {
		t.Fatalf("%+v", all)
	}
	var resolved protocol.CodeAction
	c.call("codeAction/resolve", all[k], &resolved)
	if resolved.Edit == nil || !strings.Contains(resolved.Edit.DocumentChanges[0].Edits[0].NewText, "toolforge-python35-sssd-base") {
		t.Errorf("%+v", resolved)
	}
	c.change("bot.yaml", 3, &protocol.Range{}, "# x\n")
	if code := c.code("codeAction/resolve", all[k]); code != -32801 {
		t.Errorf("an action for an older text is resolved: code %d", code)
	}
	c.notify("textDocument/didClose", map[string]any{"textDocument": map[string]any{"uri": c.uri("bot.yaml")}})
	if code := c.code("textDocument/codeAction", params); code != -32801 {
		t.Errorf("a document that is closed has actions: code %d", code)
	}
}

// TestRequestsAboutAnyPlaceAreAnswered asks everything about each place of a document that is broken in many ways.
func TestRequestsAboutAnyPlaceAreAnswered(t *testing.T) {
	c := connect(t, nil, everything)
	src := "# x\napiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n  spec: {containers: [{name: \"😀, image: }\n  metadata: &a\n    labels: *a\n" +
		"---\nkind: Job\nspec: |\n  x\n\t- y: [\n---\n{\"kind\": \"Pod\", \"spec\": {\"containers\": [{\"resources\": {\"limits\": {}}}, 1]}}\n---\n" + podWith("bot", legacyImage)
	c.didOpen("bot.yaml", src)
	for number, line := range strings.Split(src, "\n") {
		for character := 0; character <= len(line); character += 3 {
			at := protocol.Position{Line: number, Character: character}
			params := map[string]any{"textDocument": map[string]any{"uri": c.uri("bot.yaml")}, "position": at, "range": protocol.Range{Start: at, End: at}}
			methods := []string{"textDocument/hover", "textDocument/completion"}
			if character == 0 {
				methods = append(methods, "textDocument/codeAction", "textDocument/documentSymbol")
			}
			for _, method := range methods {
				var answer json.RawMessage
				c.call(method, params, &answer)
			}
		}
	}
	for _, method := range []string{"textDocument/hover", "textDocument/completion", "textDocument/codeAction", "textDocument/documentSymbol", "codeAction/resolve"} {
		for _, params := range []any{nil, []int{}, map[string]any{}, map[string]any{"textDocument": map[string]any{"uri": c.uri("bot.yaml")}, "position": "x", "range": 1}} {
			if code := c.code(method, params); code == -32603 {
				t.Errorf("%s: %v is a bug", method, params)
			}
		}
	}
	if log := c.log.String(); strings.Contains(log, "bug") {
		t.Error(log)
	}
}

// TestACanceledRequestIsAnswered cancels requests that wait for findings.
func TestACanceledRequestIsAnswered(t *testing.T) {
	c := connect(t, nil, everything)
	c.didOpen("bot.yaml", podWith("bot", legacyImage))
	answers := make(chan int64)
	for n := range 20 {
		id := fmt.Sprint("request-", n)
		go func() {
			params := map[string]any{"textDocument": map[string]any{"uri": c.uri("bot.yaml")}, "range": protocol.Range{}}
			answers <- c.codeOf(id, "textDocument/codeAction", params)
		}()
		c.notify("$/cancelRequest", map[string]any{"id": id})
	}
	for range 20 {
		if code := <-answers; code != 0 && code != -32800 {
			t.Errorf("code %d", code)
		}
	}
}

// TestAHoverWaitsForFindings asks for one right after the document was opened.
func TestAHoverWaitsForFindings(t *testing.T) {
	c := connect(t, nil, everything)
	c.didOpen("bot.yaml", podWith("bot", legacyImage))
	var h protocol.Hover
	c.call("textDocument/hover", map[string]any{"textDocument": map[string]any{"uri": c.uri("bot.yaml")}, "position": protocol.Position{Line: 10, Character: 20}}, &h)
	if !strings.Contains(h.Contents.Value, "## Why it matters") {
		t.Errorf("%+v", h)
	}
}
