package lsp

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/sourcegraph/jsonrpc2"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/actions"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/complete"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/hover"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/project"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/protocol"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/symbols"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/text"
	"github.com/toolforge/tfk8s/lint/manifest"
)

// A question is a request about a document.
type question struct {
	needsFindings bool // it waits until the document is linted
	answer        func(v *project.View, params json.RawMessage) (any, error)
}

// questions are the requests that the server answers, by method.
func questions() map[string]question {
	return map[string]question{
		"textDocument/codeAction":     {needsFindings: true, answer: actions.Of},
		"codeAction/resolve":          {answer: actions.Resolve},
		"textDocument/hover":          {needsFindings: true, answer: hover.Of},
		"textDocument/completion":     {answer: complete.Of},
		"textDocument/documentSymbol": {answer: func(v *project.View, _ json.RawMessage) (any, error) { return symbols.Of(v), nil }},
	}
}

// request answers a request in a goroutine of its own.
func (s *server) request(ctx context.Context, r *jsonrpc2.Request) {
	q, known := questions()[r.Method]
	if !known {
		s.fail(ctx, r, jsonrpc2.CodeMethodNotFound, fmt.Sprintf("there is no method %q", r.Method))
		return
	}
	var p struct {
		TextDocument protocol.TextDocumentIdentifier `json:"textDocument"`
		Data         protocol.CodeActionData         `json:"data"` // of a code action to resolve
	}
	if err := json.Unmarshal(paramsOf(r), &p); err != nil {
		s.fail(ctx, r, jsonrpc2.CodeInvalidParams, err.Error())
		return
	}
	uri := p.TextDocument.URI
	if uri == "" {
		uri = p.Data.URI
	}
	view := s.view(uri) // the version that the client means
	ctx, cancel := context.WithCancel(ctx)
	s.mutex.Lock()
	s.canceled[r.ID] = cancel
	s.mutex.Unlock()
	go func() {
		defer s.forget(r.ID)
		defer s.contain(ctx, r)
		result, err := s.answer(ctx, q, uri, view, paramsOf(r))
		s.settle(ctx, r, result, err)
	}()
}

// answer waits for the findings if it must, and answers a question.
func (s *server) answer(ctx context.Context, q question, uri protocol.URI, view func() *project.View, params json.RawMessage) (any, error) {
	if q.needsFindings {
		s.waitForFindings(ctx, uri)
		view = s.view(uri)
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	v := view()
	if v == nil {
		return nil, project.ErrModified
	}
	return q.answer(v, params)
}

// settle sends the answer to a request.
func (s *server) settle(ctx context.Context, r *jsonrpc2.Request, result any, err error) {
	switch {
	case ctx.Err() != nil:
		s.fail(context.WithoutCancel(ctx), r, codeCanceled, "canceled")
	case errors.Is(err, project.ErrModified):
		s.fail(ctx, r, codeContentModified, err.Error())
	case err != nil:
		s.fail(ctx, r, jsonrpc2.CodeInvalidParams, err.Error())
	default:
		s.reply(ctx, r, result)
	}
}

func (s *server) cancelRequest(params json.RawMessage) error {
	var p struct {
		ID jsonrpc2.ID `json:"id"`
	}
	if err := json.Unmarshal(params, &p); err != nil {
		return err
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if cancel := s.canceled[p.ID]; cancel != nil {
		cancel()
	}
	return nil
}

// forget frees what is kept of a request until it is answered.
func (s *server) forget(id jsonrpc2.ID) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if cancel := s.canceled[id]; cancel != nil {
		cancel()
		delete(s.canceled, id)
	}
}

// view returns a function that makes the view of a document as it is now; nil if it is not open. Making it is too slow for the
// goroutine that reads messages.
func (s *server) view(uri protocol.URI) func() *project.View {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	d := s.open[uri]
	if d == nil {
		return func() *project.View { return nil }
	}
	client, encoding, buffer := s.client, s.encoding, d.buffer
	v := &project.View{URI: uri, Version: buffer.Version, Client: &client, Encoding: encoding, Folder: d.folder.Path}
	var settings *project.Settings
	if r := d.folder.result; r != nil {
		settings, v.Usages = r.Settings, r.Usages
	}
	if d.symbols == nil || d.symbolsFor != settings {
		d.symbols, d.symbolsFor = new(project.Memory[[]project.Symbol]), settings
	}
	v.Symbols = d.symbols
	if d.judged == buffer {
		v.Found, v.IsByDocument = d.found.Diagnostics, d.found.IsByDocument
	}
	return func() *project.View {
		if settings == nil {
			settings = project.Defaults()
		}
		v.Settings, v.Config, v.Along = settings.Rules, settings.Config, settings.Along
		v.File = manifest.Parse(buffer.Path, buffer.Text)
		v.Lines = text.NewLines(v.File.Text(), encoding)
		return v
	}
}

// waitForFindings waits until the text of a document was linted, without the delay for typing.
func (s *server) waitForFindings(ctx context.Context, uri protocol.URI) {
	for {
		s.mutex.Lock()
		d, linted := s.open[uri], s.linted
		if d == nil || d.judged == d.buffer {
			s.mutex.Unlock()
			return
		}
		s.lintSoon(false)
		s.mutex.Unlock()
		select {
		case <-ctx.Done():
			return
		case <-linted:
		}
	}
}
