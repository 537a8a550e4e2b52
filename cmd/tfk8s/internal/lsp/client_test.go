package lsp_test

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
	"time"

	"github.com/sourcegraph/jsonrpc2"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/files"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/project"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/protocol"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/text"
	"github.com/toolforge/tfk8s/rules"
	"github.com/toolforge/tfk8s/rules/workload"
)

// A client is an editor that speaks to a server in the same process.
type client struct {
	t       *testing.T
	conn    *jsonrpc2.Conn
	folder  string
	done    chan bool // whether Serve ended clean
	log     *safeBuffer
	timer   timer
	watches chan protocol.RegistrationParams

	mutex     sync.Mutex
	changed   *sync.Cond
	published map[protocol.URI]protocol.PublishDiagnosticsParams
	count     map[protocol.URI]int // how often it was published
	shown     []string
}

// A safeBuffer is a buffer for several goroutines.
type safeBuffer struct {
	mutex sync.Mutex
	bytes.Buffer
}

func (b *safeBuffer) Write(p []byte) (int, error) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	return b.Buffer.Write(p)
}

func (b *safeBuffer) String() string {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	return b.Buffer.String()
}

// A timer fires when the test says so.
type timer struct {
	mutex   sync.Mutex
	pending func()
	set     int
}

func (t *timer) after(_ time.Duration, do func()) (stop func()) {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	t.set++
	number := t.set
	t.pending = do
	return func() {
		t.mutex.Lock()
		defer t.mutex.Unlock()
		if t.set == number {
			t.pending = nil
		}
	}
}

// fire ends the delay, and reports whether a delay was running.
func (t *timer) fire() bool {
	t.mutex.Lock()
	do := t.pending
	t.pending = nil
	t.mutex.Unlock()
	if do != nil {
		do()
	}
	return do != nil
}

type duplex struct {
	io.Reader
	io.WriteCloser
}

// connect starts a server for a folder with files, and does the first half of the greeting. The capabilities are JSON.
func connect(t *testing.T, given map[string]string, capabilities string) *client {
	t.Helper()
	c := newClient(t, given)
	var result protocol.InitializeResult
	c.call("initialize", map[string]any{"processId": nil, "rootUri": text.URI(c.folder), "capabilities": json.RawMessage(capabilities)}, &result)
	c.notify("initialized", map[string]any{})
	return c
}

func newClient(t *testing.T, given map[string]string) *client {
	t.Helper()
	c := &client{
		t: t, folder: t.TempDir(), done: make(chan bool, 1), log: new(safeBuffer), watches: make(chan protocol.RegistrationParams, 1),
		published: map[protocol.URI]protocol.PublishDiagnosticsParams{}, count: map[protocol.URI]int{},
	}
	c.changed = sync.NewCond(&c.mutex)
	for name, src := range given {
		c.write(name, src)
	}
	fromClient, toServer := io.Pipe()
	fromServer, toClient := io.Pipe()
	go func() {
		c.done <- lsp.Serve(context.Background(), fromClient, toClient, func() error { return nil },
			lsp.Options{Load: load, After: c.timer.after, Version: "test", Log: c.log})
		_ = toClient.Close()
		_ = fromClient.Close()
	}()
	stream := jsonrpc2.NewBufferedStream(duplex{fromServer, toServer}, jsonrpc2.VSCodeObjectCodec{})
	c.conn = jsonrpc2.NewConn(context.Background(), stream, jsonrpc2.HandlerWithError(c.handle))
	t.Cleanup(func() { _ = c.conn.Close() })
	return c
}

// load returns settings with all rules.
func load(folder string) (*project.Settings, error) {
	s := workload.NewSettings()
	s.Origin = files.NewSurroundings()
	return &project.Settings{
		Rules: s, Run: rules.All,
		List: func() ([]string, []error) {
			found := files.Find([]string{folder}, files.Options{Also: s.Policy.ServiceManifest.FileNames()})
			return found.Names, found.Failed
		},
		Excludes: func(name string) bool { return strings.Contains(name, "excluded") },
	}, nil
}

func (c *client) write(name, src string) {
	c.t.Helper()
	name = filepath.Join(c.folder, name)
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		c.t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(src), 0o600); err != nil {
		c.t.Fatal(err)
	}
}

func (c *client) uri(name string) protocol.URI { return text.URI(filepath.Join(c.folder, name)) }

// handle handles what the server sends.
func (c *client) handle(_ context.Context, _ *jsonrpc2.Conn, r *jsonrpc2.Request) (any, error) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	switch r.Method {
	case "textDocument/publishDiagnostics":
		var p protocol.PublishDiagnosticsParams
		if err := json.Unmarshal(*r.Params, &p); err != nil {
			c.t.Error(err)
		}
		c.published[p.URI] = p
		c.count[p.URI]++
	case "window/showMessage":
		var p protocol.ShowMessageParams
		if err := json.Unmarshal(*r.Params, &p); err != nil {
			c.t.Error(err)
		}
		c.shown = append(c.shown, p.Message)
	case "client/registerCapability":
		var p protocol.RegistrationParams
		if err := json.Unmarshal(*r.Params, &p); err != nil {
			c.t.Error(err)
		}
		c.watches <- p
	default:
		c.t.Errorf("the server sends %s", r.Method)
	}
	c.changed.Broadcast()
	return nil, nil
}

func (c *client) call(method string, params, result any) {
	c.t.Helper()
	if err := c.conn.Call(context.Background(), method, params, result); err != nil {
		c.t.Fatalf("%s: %v", method, err)
	}
}

// code returns the code of the error that answers a request, 0 if there is none.
func (c *client) code(method string, params any) int64 {
	c.t.Helper()
	return c.codeOf("", method, params)
}

// codeOf is code for a request with an id.
func (c *client) codeOf(id, method string, params any) int64 {
	var options []jsonrpc2.CallOption
	if id != "" {
		options = append(options, jsonrpc2.PickID(jsonrpc2.ID{Str: id, IsString: true}))
	}
	err := c.conn.Call(context.Background(), method, params, nil, options...)
	if failed, ok := err.(*jsonrpc2.Error); ok {
		return failed.Code
	}
	if err != nil {
		c.t.Errorf("%s: %v", method, err)
	}
	return 0
}

func (c *client) notify(method string, params any) {
	c.t.Helper()
	if err := c.conn.Notify(context.Background(), method, params); err != nil {
		c.t.Fatalf("%s: %v", method, err)
	}
}

func (c *client) didOpen(name, src string) {
	c.t.Helper()
	c.notify("textDocument/didOpen", map[string]any{"textDocument": map[string]any{"uri": c.uri(name), "languageId": "yaml", "version": 1, "text": src}})
}

// sync returns when the server has read all messages.
func (c *client) sync() {
	c.t.Helper()
	c.code("textDocument/formatting", map[string]any{})
}

// change replaces a range of a document.
func (c *client) change(name string, version int, r *protocol.Range, src string) {
	c.t.Helper()
	c.notify("textDocument/didChange", map[string]any{
		"textDocument":   map[string]any{"uri": c.uri(name), "version": version},
		"contentChanges": []protocol.ContentChange{{Range: r, Text: src}},
	})
}

// waitFor waits until what the server has published about a file satisfies a condition.
func (c *client) waitFor(name string, such func(protocol.PublishDiagnosticsParams) bool) protocol.PublishDiagnosticsParams {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	for {
		if p, ok := c.published[c.uri(name)]; ok && such(p) {
			return p
		}
		c.changed.Wait()
	}
}

// codes lists the rules of what was published.
func codes(p protocol.PublishDiagnosticsParams) (all []string) {
	for _, d := range p.Diagnostics {
		all = append(all, d.Code)
	}
	return all
}

func has(code string) func(protocol.PublishDiagnosticsParams) bool {
	return func(p protocol.PublishDiagnosticsParams) bool { return slices.Contains(codes(p), code) }
}

func lacks(code string) func(protocol.PublishDiagnosticsParams) bool {
	return func(p protocol.PublishDiagnosticsParams) bool { return !slices.Contains(codes(p), code) }
}

func isVersion(n int) func(protocol.PublishDiagnosticsParams) bool {
	return func(p protocol.PublishDiagnosticsParams) bool { return p.Version != nil && *p.Version == n }
}
