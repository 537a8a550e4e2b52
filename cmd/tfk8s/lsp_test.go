package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/sourcegraph/jsonrpc2"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/protocol"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/text"
)

// An editor speaks to the command lsp in the same process.
type editor struct {
	*jsonrpc2.Conn
	mutex     sync.Mutex
	changed   *sync.Cond
	published map[protocol.URI][]protocol.Diagnostic
	code      chan int
}

type stdio struct {
	io.Reader
	io.WriteCloser
}

// edit starts the command lsp in a folder.
func edit(t *testing.T, folder string, args ...string) *editor {
	t.Helper()
	e := &editor{published: map[protocol.URI][]protocol.Diagnostic{}, code: make(chan int, 1)}
	e.changed = sync.NewCond(&e.mutex)
	in, toServer := io.Pipe()
	fromServer, out := io.Pipe()
	c := &console{in: in, out: out, err: io.Discard, getenv: func(string) string { return "" }, terminal: func() bool { return false }}
	go func() {
		e.code <- run(append([]string{"lsp"}, args...), c)
		_ = out.Close()
	}()
	e.Conn = jsonrpc2.NewConn(context.Background(), jsonrpc2.NewBufferedStream(stdio{fromServer, toServer}, jsonrpc2.VSCodeObjectCodec{}), e)
	e.call(t, "initialize", map[string]any{"rootUri": text.URI(folder), "capabilities": map[string]any{}})
	if err := e.Notify(context.Background(), "initialized", map[string]any{}); err != nil {
		t.Fatal(err)
	}
	return e
}

func (e *editor) call(t *testing.T, method string, params any) {
	t.Helper()
	if err := e.Call(context.Background(), method, params, nil); err != nil {
		t.Fatal(method, err)
	}
}

// Handle keeps the diagnostics that the server sends.
func (e *editor) Handle(_ context.Context, _ *jsonrpc2.Conn, r *jsonrpc2.Request) {
	var p protocol.PublishDiagnosticsParams
	if r.Method != "textDocument/publishDiagnostics" || json.Unmarshal(*r.Params, &p) != nil {
		return
	}
	e.mutex.Lock()
	defer e.mutex.Unlock()
	e.published[p.URI] = p.Diagnostics
	e.changed.Broadcast()
}

// waitFor waits until there is a finding with a text about a file, or until there is none.
func (e *editor) waitFor(name, message string, isThere bool) {
	has := func(d protocol.Diagnostic) bool { return strings.Contains(d.Code+": "+d.Message, message) }
	e.mutex.Lock()
	defer e.mutex.Unlock()
	for slices.ContainsFunc(e.published[text.URI(name)], has) != isThere {
		e.changed.Wait()
	}
}

func TestLSPFollowsTheConfiguration(t *testing.T) {
	folder, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	file := func(name string) string { return filepath.Join(folder, name) }
	write := func(name, src string) {
		if err := os.WriteFile(file(name), []byte(src), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{".git/objects", ".git/refs"} {
		if err := os.MkdirAll(file(name), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	write(".git/HEAD", "ref: refs/heads/main\n")
	pod := "apiVersion: v1\nkind: Pod\nmetadata:\n  name: bot\n  namespace: tool-other\n  labels: {toolforge: tool}\nspec:\n  containers:\n  - name: main\n    image: example.org/x\n"
	write("bot.yaml", pod)
	write("ignored.yaml", pod)
	write(".gitignore", "/ignored.yaml\n")
	e := edit(t, folder, "--skip", "foreign-registry")
	changed := func() {
		if err := e.Notify(context.Background(), "workspace/didChangeWatchedFiles", map[string]any{"changes": []any{}}); err != nil {
			t.Fatal(err)
		}
	}
	write(".tfk8s.yaml", "tool: greeter\nskip: [foreign-namespace]\n") // the flag replaces skip
	changed()
	e.waitFor(file("bot.yaml"), "foreign-namespace: ", true)
	write(".tfk8s.yaml", "tool: greeter\nskp: []\n")
	changed()
	e.waitFor(file(".tfk8s.yaml"), `there is no key "skp"`, true)
	e.waitFor(file("bot.yaml"), "foreign-namespace: ", true)
	document := map[string]any{"uri": text.URI(file(".tfk8s.yaml")), "languageId": "yaml", "version": 1, "text": "exclude: bot.yaml\n"}
	if err := e.Notify(context.Background(), "textDocument/didOpen", map[string]any{"textDocument": document}); err != nil {
		t.Fatal(err)
	}
	e.waitFor(file(".tfk8s.yaml"), "skp", false)
	e.waitFor(file(".tfk8s.yaml"), "exclude must be a list", true)
	if err := e.Notify(context.Background(), "textDocument/didClose", map[string]any{"textDocument": document}); err != nil {
		t.Fatal(err)
	}
	e.waitFor(file(".tfk8s.yaml"), "skp", true)
	write(".tfk8s.yaml", "exclude: [bot.yaml]\n")
	changed()
	e.waitFor(file(".tfk8s.yaml"), "skp", false)
	e.waitFor(file("bot.yaml"), "", false)
	e.mutex.Lock()
	if found := e.published[text.URI(file("ignored.yaml"))]; found != nil {
		t.Errorf("a file that git ignores is linted: %+v", found)
	}
	e.mutex.Unlock()
	e.call(t, "shutdown", nil)
	if err := e.Notify(context.Background(), "exit", nil); err != nil {
		t.Fatal(err)
	}
	if code := <-e.code; code != exitOK {
		t.Errorf("exit code %d", code)
	}
}

func TestLSPLintsADocumentInAFolderThatDoesNotExistYet(t *testing.T) {
	e := edit(t, t.TempDir())
	name := filepath.Join(t.TempDir(), "new", "folder", "bot.yaml")
	params := map[string]any{"textDocument": map[string]any{"uri": text.URI(name), "languageId": "yaml", "version": 1, "text": "apiVersion: v1\nkind: Pod\n"}}
	if err := e.Notify(context.Background(), "textDocument/didOpen", params); err != nil {
		t.Fatal(err)
	}
	e.waitFor(name, "", true)
}

func TestLSPSaysOnlyMessages(t *testing.T) {
	var out, complaints bytes.Buffer
	c := &console{in: strings.NewReader(""), out: &out, err: &complaints, getenv: func(string) string { return "" }, terminal: func() bool { return false }}
	if code := run([]string{"lsp"}, c); code != exitFindings || out.Len()+complaints.Len() > 0 {
		t.Errorf("exit code %d, %s%s", code, &out, &complaints)
	}
}
