// Package lsp serves the Language Server Protocol to an editor: what lint finds while a person types, the fixes, and what is known
// about the place at the cursor.
//
// Messages are read one after the other, and notifications are done at once. Requests are answered by goroutines of their own, each about the
// version of the document that was there when the request came. One goroutine lints, and gives up when a document has changed
// meanwhile.
package lsp

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"sync"
	"time"

	"github.com/sourcegraph/jsonrpc2"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/project"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/protocol"
)

// delay is how long a person must not type before a document is linted.
const delay = 150 * time.Millisecond

// Options say how to serve.
type Options struct {
	// Load reads the settings of a folder. It is called again when files have changed.
	Load func(folder string) (*project.Settings, error)
	// CheckConfig says what is wrong with the text of a configuration file, which messages call name.
	CheckConfig func(name string, src []byte) error
	// After calls a function later, unless stop is called before. If it is nil, it is a timer.
	After   func(d time.Duration, do func()) (stop func())
	Version string
	Log     io.Writer
}

// A server serves one client.
type server struct {
	Options
	conn     *jsonrpc2.Conn
	messages *stream // of the connection
	log      *log.Logger
	wake     chan struct{} // of the goroutine that lints

	mutex      sync.Mutex // guards what follows
	phase      phase
	client     protocol.ClientCapabilities
	encoding   string
	folders    []*root
	open       map[protocol.URI]*document
	canceled   map[jsonrpc2.ID]context.CancelFunc // of the requests that are being answered
	stopTimer  func()
	stopLint   context.CancelFunc
	mustReread bool          // files on disk have changed
	linted     chan struct{} // is closed after each run of lint

	published map[protocol.URI][]byte // the diagnostics that the client has; only the goroutine that lints uses it
	shown     map[string]bool         // the messages that were shown; ditto
}

// A phase is a part of the life of a server.
type phase uint8

const (
	isNew phase = iota
	isRunning
	isShutDown
)

// A document is one that the client has open.
type document struct {
	uri    protocol.URI
	buffer *project.Buffer // replaced when the text changes
	folder *root
	judged *project.Buffer // the version that was linted last
	found  project.Findings

	symbols    *project.Memory[[]project.Symbol]
	symbolsFor *project.Settings // with which they were found
}

// A root is a folder of the workspace, or the folder of a document outside of these.
type root struct {
	*project.Folder
	isLoose  bool // the client did not name it, so only open documents in it are linted
	mustLint bool
	result   *project.Result // of the last run
}

// Serve talks to a client until it says exit or disconnects. It reports whether the client shut the server down before.
func Serve(ctx context.Context, in io.Reader, out io.Writer, flush func() error, o Options) (isClean bool) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	if o.After == nil {
		o.After = func(d time.Duration, do func()) func() {
			timer := time.AfterFunc(d, do)
			return func() { timer.Stop() }
		}
	}
	s := &server{
		Options: o, log: log.New(o.Log, "tfk8s lsp: ", 0), wake: make(chan struct{}, 1),
		encoding: protocol.UTF16, open: map[protocol.URI]*document{}, canceled: map[jsonrpc2.ID]context.CancelFunc{},
		stopTimer: func() {}, stopLint: func() {}, linted: make(chan struct{}),
		published: map[protocol.URI][]byte{}, shown: map[string]bool{},
	}
	ready := make(chan struct{})
	messages := &stream{in: bufio.NewReader(in), out: newOutbox(func(message []byte) error {
		if _, err := out.Write(message); err != nil {
			return err
		}
		return flush()
	})}
	handler := handlerFunc(func(ctx context.Context, r *jsonrpc2.Request) {
		<-ready
		s.handle(ctx, r)
	})
	s.messages, s.conn = messages, jsonrpc2.NewConn(ctx, messages, handler, jsonrpc2.SetLogger(s.log))
	close(ready)
	var linting sync.WaitGroup
	linting.Go(func() { s.lintInTurn(ctx) })
	<-s.conn.DisconnectNotify()
	cancel()
	linting.Wait()
	messages.out.close()
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.stopTimer()
	return s.phase == isShutDown
}

type handlerFunc func(context.Context, *jsonrpc2.Request)

func (h handlerFunc) Handle(ctx context.Context, _ *jsonrpc2.Conn, r *jsonrpc2.Request) { h(ctx, r) }

// codeNotInitialized is the error of a request that comes before initialize, codeCanceled of one that the client has canceled, and
// codeContentModified of one about a document that has changed.
const (
	codeNotInitialized  = -32002
	codeCanceled        = -32800
	codeContentModified = -32801
)

// handle handles a message. The next one is read when it returns.
func (s *server) handle(ctx context.Context, r *jsonrpc2.Request) {
	defer s.contain(ctx, r)
	if r.Notif {
		s.notified(r)
		return
	}
	switch p := s.phaseNow(); {
	case r.Method == "initialize" && p == isNew:
		s.initialize(ctx, r)
	case p == isNew:
		s.fail(ctx, r, codeNotInitialized, "the first request must be initialize")
	case p != isRunning || r.Method == "initialize":
		s.fail(ctx, r, jsonrpc2.CodeInvalidRequest, r.Method+" comes too late")
	case r.Method == "shutdown":
		s.setPhase(isShutDown)
		s.reply(ctx, r, nil)
	default:
		s.request(ctx, r)
	}
}

// notified handles a notification. Unknown ones have no effect.
func (s *server) notified(r *jsonrpc2.Request) {
	if r.Method == "exit" {
		_ = s.conn.Close()
		return
	}
	handle, known := notifications()[r.Method]
	if !known || s.phaseNow() != isRunning {
		return
	}
	if err := handle(s, paramsOf(r)); err != nil {
		s.log.Printf("%s: %v", r.Method, err)
	}
}

func (s *server) phaseNow() phase {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.phase
}

func (s *server) setPhase(p phase) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.phase = p
}

func paramsOf(r *jsonrpc2.Request) json.RawMessage {
	if r.Params == nil {
		return json.RawMessage("null")
	}
	return *r.Params
}

// contain keeps a panic from ending the server. It is deferred.
func (s *server) contain(ctx context.Context, r *jsonrpc2.Request) {
	bug := recover()
	if bug == nil {
		return
	}
	text := fmt.Sprintf("this is a bug of tfk8s, please report it: %s: %v", r.Method, bug)
	s.log.Print(text)
	if !r.Notif {
		s.fail(ctx, r, jsonrpc2.CodeInternalError, text)
	}
}

func (s *server) fail(ctx context.Context, r *jsonrpc2.Request, code int64, message string) {
	s.report(s.conn.ReplyWithError(ctx, r.ID, &jsonrpc2.Error{Code: code, Message: message}))
}

func (s *server) reply(ctx context.Context, r *jsonrpc2.Request, result any) {
	s.report(s.conn.Reply(ctx, r.ID, result))
}

func (s *server) notify(ctx context.Context, method string, params any) {
	s.report(s.conn.Notify(ctx, method, params))
}

// report logs why a message could not be sent, unless the client is gone.
func (s *server) report(err error) {
	if err != nil && err != jsonrpc2.ErrClosed {
		s.log.Print(err)
	}
}
