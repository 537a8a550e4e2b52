package lsp_test

import (
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/protocol"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/text"
)

const everything = `{
	"general": {"positionEncodings": ["utf-16"]},
	"workspace": {"workspaceEdit": {"documentChanges": true}, "didChangeWatchedFiles": {"dynamicRegistration": true}},
	"textDocument": {
		"publishDiagnostics": {"relatedInformation": true, "codeDescriptionSupport": true, "tagSupport": {"valueSet": [1, 2]}},
		"codeAction": {"codeActionLiteralSupport": {}, "dataSupport": true, "resolveSupport": {"properties": ["edit"]}},
		"documentSymbol": {"hierarchicalDocumentSymbolSupport": true}
	}
}`

// podWith is a Pod with a name and a host in its image.
func podWith(name, image string) string {
	return "apiVersion: v1\nkind: Pod\nmetadata:\n  name: " + name + "\n  namespace: tool-greeter\n  labels:\n    toolforge: tool\nspec:\n  containers:\n  - name: main\n    image: " + image + "\n"
}

const (
	goodImage   = "docker-registry.tools.wmflabs.org/toolforge-python37-sssd-base:latest"
	legacyImage = "docker-registry.tools.wmflabs.org/toollabs-python35-base:latest"
)

func TestAServerLivesFromInitializeToExit(t *testing.T) {
	c := newClient(t, nil)
	if code := c.code("textDocument/hover", map[string]any{}); code != -32002 {
		t.Errorf("a request before initialize: code %d", code)
	}
	c.notify("textDocument/didOpen", map[string]any{})
	var result protocol.InitializeResult
	c.call("initialize", map[string]any{"capabilities": map[string]any{}}, &result)
	if result.Capabilities.PositionEncoding != "utf-16" || result.Capabilities.TextDocumentSync.Change != 2 || result.ServerInfo.Version != "test" {
		t.Errorf("%+v", result)
	}
	c.notify("initialized", map[string]any{})
	for method, want := range map[string]int64{
		"initialize": -32600, "textDocument/formatting": -32601, "$/unknown": -32601, "workspace/symbol": -32601,
	} {
		if code := c.code(method, map[string]any{}); code != want {
			t.Errorf("%s: code %d, want %d", method, code, want)
		}
	}
	c.notify("$/unknown", nil)
	c.notify("textDocument/didOpen", []int{1})
	c.notify("textDocument/didChange", map[string]any{"textDocument": map[string]any{"uri": "file:///unknown"}})
	c.notify("$/cancelRequest", map[string]any{"id": 1000})
	c.call("shutdown", nil, nil)
	if code := c.code("textDocument/hover", map[string]any{}); code != -32600 {
		t.Errorf("a request after shutdown: code %d", code)
	}
	c.notify("exit", nil)
	if !<-c.done {
		t.Error("the end is not clean")
	}
	if log := c.log.String(); !strings.Contains(log, "didOpen") || !strings.Contains(log, "is not open") {
		t.Errorf("the log: %s", log)
	}
}

func TestAnEndWithoutShutdownIsNotClean(t *testing.T) {
	for _, end := range []func(*client){
		func(c *client) { c.notify("exit", nil) },
		func(c *client) { _ = c.conn.Close() },
	} {
		c := connect(t, nil, "{}")
		if end(c); <-c.done {
			t.Error("the end is clean")
		}
	}
}

// TestMessagesThatAreNoneAreAnswered sends bytes to a server.
func TestMessagesThatAreNoneAreAnswered(t *testing.T) {
	frame := func(body string) string {
		return "Content-Length: " + string(rune('0'+len(body)/10)) + string(rune('0'+len(body)%10)) + "\r\n\r\n" + body
	}
	for _, c := range []struct{ in, want string }{
		{frame(`{"jsonrpc": "2.0", `), `"code":-32700`},
		{frame(`[]`), `"code":-32600`},
		{frame(`"text"`), `"code":-32600`},
		{frame(`{"jsonrpc":"2.0","id":{},"method":"x"}`), `"code":-32600`},
		{frame(`{"jsonrpc":"2.0","id":7,"method":"initialize","params":3}`), `"code":-32602`},
		{"content-length: 02\r\nContent-Type: x\r\n\r\n{}", `"code":-32600`},
	} {
		out, shutdown := new(safeBuffer), frame(`{"jsonrpc":"2.0","id":9,"method":"shutdown"}`)
		lsp.Serve(context.Background(), strings.NewReader(c.in+shutdown), out, func() error { return nil }, lsp.Options{Load: load, Log: io.Discard})
		if !strings.Contains(out.String(), c.want) || !strings.Contains(out.String(), `"id":9`) {
			t.Errorf("%q is answered by %s", c.in, out)
		}
	}
	for _, in := range []string{"Content-Length: x\r\n\r\n", "Content-Length: -1\r\n\r\n{}", "X: y\r\n\r\n{}", "Content-Length: 99999999999\r\n\r\n", "Content-Length: 5\r\n\r\n{}"} {
		if lsp.Serve(context.Background(), strings.NewReader(in), io.Discard, func() error { return nil }, lsp.Options{Load: load, Log: io.Discard}) {
			t.Errorf("%q: the end is clean", in)
		}
	}
}

func TestFindingsArePublishedWhileAPersonTypes(t *testing.T) {
	c := connect(t, nil, everything)
	c.didOpen("bot.yaml", podWith("bot", legacyImage))
	p := c.waitFor("bot.yaml", has("legacy-image"))
	d := p.Diagnostics[slices.Index(codes(p), "legacy-image")]
	if *p.Version != 1 || d.Range.Start.Line != 10 || d.Severity != protocol.SeverityError || d.Source != "tfk8s" ||
		!strings.HasSuffix(d.CodeDescription.Href, "/rules/image/legacy-image.md") || !strings.Contains(d.Message, "\neffect: ") || !strings.Contains(d.Message, "\nfix: ") {
		t.Errorf("%+v", d)
	}
	c.change("bot.yaml", 2, &protocol.Range{Start: protocol.Position{Line: 10, Character: 11}, End: protocol.Position{Line: 11}}, goodImage+"\n")
	c.sync()
	if c.mutex.Lock(); c.count[c.uri("bot.yaml")] != 1 {
		t.Error("the findings do not wait for the delay")
	}
	c.mutex.Unlock()
	c.change("bot.yaml", 3, &protocol.Range{}, "# more\n")
	c.sync()
	if !c.timer.fire() {
		t.Fatal("there is no delay")
	}
	if p := c.waitFor("bot.yaml", isVersion(3)); slices.Contains(codes(p), "legacy-image") {
		t.Errorf("%v", codes(p))
	}
	if c.timer.fire() {
		t.Error("the first change has a delay of its own")
	}
}

func TestPositionsCountWhatBothSidesAgreedOn(t *testing.T) {
	src := strings.Replace(podWith("bot", legacyImage), "    image: ", "    \"\\U0001F600\": 1\n    image: ", 1)
	src = strings.Replace(src, "  - name: main", "  - {name: \"😀é\", image: "+legacyImage+"}\n  - name: main", 1)
	for _, x := range []struct {
		capabilities, encoding string
		character              int
	}{
		{`{"general": {"positionEncodings": ["utf-8", "utf-16"]}}`, "utf-8", len(`  - {name: "😀é", image: `)},
		{`{"general": {"positionEncodings": ["utf-32", "utf-16"]}}`, "utf-16", len(`  - {name: "xxx", image: `)},
		{`{}`, "utf-16", len(`  - {name: "xxx", image: `)},
	} {
		c := newClient(t, nil)
		var result protocol.InitializeResult
		c.call("initialize", map[string]any{"rootUri": text.URI(c.folder), "capabilities": json.RawMessage(x.capabilities)}, &result)
		c.notify("initialized", map[string]any{})
		c.didOpen("bot.yaml", src)
		p := c.waitFor("bot.yaml", has("legacy-image"))
		first := p.Diagnostics[slices.Index(codes(p), "legacy-image")].Range.Start
		if want := (protocol.Position{Line: 9, Character: x.character}); result.Capabilities.PositionEncoding != x.encoding || first != want {
			t.Errorf("%s: %s, %v, want %v", x.capabilities, result.Capabilities.PositionEncoding, first, want)
		}
	}
}

// TestFilesOnDiskAreLintedTogetherWithOpenOnes follows two files with the same object through all that can happen to them.
func TestFilesOnDiskAreLintedTogetherWithOpenOnes(t *testing.T) {
	const twice = "name-used-twice"
	c := connect(t, map[string]string{"a.yaml": podWith("bot", goodImage), "b.yaml": podWith("bot", goodImage)}, everything)
	p := c.waitFor("b.yaml", has(twice))
	d := p.Diagnostics[slices.Index(codes(p), twice)]
	if p.Version != nil || len(d.RelatedInformation) == 0 || d.RelatedInformation[0].Location.URI != c.uri("a.yaml") {
		t.Errorf("%+v", p)
	}
	if strings.Contains(d.Message, c.folder) {
		t.Errorf("the message has the whole path: %s", d.Message)
	}
	c.didOpen("a.yaml", podWith("other", goodImage)) // not saved
	c.waitFor("b.yaml", lacks(twice))
	c.notify("textDocument/didClose", map[string]any{"textDocument": map[string]any{"uri": c.uri("a.yaml")}})
	c.waitFor("b.yaml", has(twice))
	c.write("a.yaml", podWith("other", legacyImage))
	c.notify("workspace/didChangeWatchedFiles", map[string]any{"changes": []any{map[string]any{"uri": c.uri("a.yaml"), "type": 2}}})
	c.waitFor("b.yaml", lacks(twice))
	c.waitFor("a.yaml", has("legacy-image"))
	if err := os.Remove(filepath.Join(c.folder, "a.yaml")); err != nil {
		t.Fatal(err)
	}
	c.notify("workspace/didChangeWatchedFiles", map[string]any{"changes": []any{map[string]any{"uri": c.uri("a.yaml"), "type": 3}}})
	c.waitFor("a.yaml", func(p protocol.PublishDiagnosticsParams) bool { return len(p.Diagnostics) == 0 })
	w := <-c.watches
	if body, _ := json.Marshal(w); !strings.Contains(string(body), ".tfk8s.yaml") || w.Registrations[0].Method != "workspace/didChangeWatchedFiles" {
		t.Errorf("%s", body)
	}
}

func TestSettingsOfAWebserviceAreKnownByTheirName(t *testing.T) {
	c := connect(t, map[string]string{"excluded.yaml": podWith("bot", goodImage)}, everything)
	c.didOpen("service.manifest", "backend: kubernetes\ntype: python9\nversion: 2\n")
	c.waitFor("service.manifest", func(p protocol.PublishDiagnosticsParams) bool { return len(p.Diagnostics) > 0 })
	c.didOpen("excluded.yaml", podWith("bot", legacyImage))
	c.didOpen("bot.yaml", podWith("bot", legacyImage))
	c.waitFor("bot.yaml", has("legacy-image"))
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if p := c.published[c.uri("excluded.yaml")]; slices.Contains(codes(p), "legacy-image") {
		t.Error("an excluded file is linted")
	}
}

func TestADocumentOutsideOfTheWorkspaceIsLintedAlone(t *testing.T) {
	c := newClient(t, map[string]string{"a.yaml": podWith("bot", goodImage)})
	c.call("initialize", map[string]any{"rootUri": nil, "capabilities": json.RawMessage(everything)}, nil)
	c.notify("initialized", map[string]any{})
	c.didOpen("b.yaml", podWith("bot", legacyImage))
	if p := c.waitFor("b.yaml", has("legacy-image")); slices.Contains(codes(p), "name-used-twice") {
		t.Errorf("%v", codes(p))
	}
	c.notify("workspace/didChangeWorkspaceFolders", map[string]any{"event": map[string]any{"added": []any{map[string]any{"uri": text.URI(c.folder)}}, "removed": []any{}}})
	c.waitFor("b.yaml", has("name-used-twice"))
}

func TestAFileInTwoFoldersOfTheWorkspaceIsReportedOnce(t *testing.T) {
	c := newClient(t, map[string]string{"inner/a.yaml": podWith("bot", legacyImage), "b.yaml": podWith("other", legacyImage)})
	folders := []any{map[string]any{"uri": c.uri("inner"), "name": "inner"}, map[string]any{"uri": c.uri("."), "name": "outer"}}
	c.call("initialize", map[string]any{"workspaceFolders": folders, "capabilities": json.RawMessage(everything)}, nil)
	c.notify("initialized", map[string]any{})
	c.waitFor("b.yaml", has("legacy-image"))
	once := func(p protocol.PublishDiagnosticsParams) bool {
		return len(slices.DeleteFunc(codes(p), func(code string) bool { return code != "legacy-image" })) == 1
	}
	c.waitFor("inner/a.yaml", once)
	c.didOpen("inner/a.yaml", podWith("bot", legacyImage))
	c.waitFor("inner/a.yaml", func(p protocol.PublishDiagnosticsParams) bool { return p.Version != nil && once(p) })
}
