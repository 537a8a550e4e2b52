package lsp

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/config"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/diagnose"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/project"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/protocol"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/text"
	"github.com/toolforge/tfk8s/lint/manifest"
)

// lintSoon lints without a delay. If files on disk may have changed, all folders are read again. The caller holds the mutex.
func (s *server) lintSoon(filesChanged bool) {
	s.mustReread = s.mustReread || filesChanged
	s.stopTimer()
	s.wakeUp()
}

// wakeUp wakes the goroutine that lints.
func (s *server) wakeUp() {
	select {
	case s.wake <- struct{}{}:
	default: // it is about to wake up
	}
}

// lintInTurn lints each time that it is woken up.
func (s *server) lintInTurn(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-s.wake:
			s.lintFolders(ctx)
		}
	}
}

// A job is to lint a folder.
type job struct {
	*root
	open    []*document
	buffers []*project.Buffer // of these documents, now
}

// jobs returns what is to be done, and a context that is canceled when a document changes.
func (s *server) jobs(ctx context.Context) (context.Context, []job) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	ctx, s.stopLint = context.WithCancel(ctx)
	var jobs []job
	for _, f := range s.folders {
		if s.mustReread {
			f.mustLint = true
			f.Refresh()
		}
		if !f.mustLint {
			continue
		}
		f.mustLint = false
		j := job{root: f}
		for _, d := range s.open {
			if d.folder == f {
				j.open, j.buffers = append(j.open, d), append(j.buffers, d.buffer)
			}
		}
		jobs = append(jobs, j)
	}
	s.mustReread = false
	return ctx, jobs
}

// lintFolders lints the folders in which something has changed, and publishes the findings.
func (s *server) lintFolders(ctx context.Context) {
	running, jobs := s.jobs(ctx)
	for i := range jobs {
		result, err := s.judge(running, &jobs[i])
		if err != nil {
			s.postpone(jobs[i:])
			return
		}
		s.finish(&jobs[i], result)
	}
	s.publish(ctx)
	s.mutex.Lock()
	defer s.mutex.Unlock()
	close(s.linted)
	s.linted = make(chan struct{})
}

// judge does a job. A panic is a finding of the job, so that the server continues.
func (s *server) judge(ctx context.Context, j *job) (result *project.Result, err error) {
	defer func() {
		if bug := recover(); bug != nil {
			failed := fmt.Errorf("this is a bug of tfk8s, please report it: %s: %v", j.Path, bug)
			s.log.Print(failed)
			result, err = &project.Result{Failed: []error{failed}}, nil
		}
	}()
	return j.Judge(ctx, j.buffers)
}

// postpone leaves jobs to the next run. What canceled this one has set a timer.
func (s *server) postpone(jobs []job) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	for i := range jobs {
		jobs[i].mustLint = true
	}
}

// finish keeps the findings in a folder for requests.
func (s *server) finish(j *job, result *project.Result) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	j.result = result
	found := map[*project.Buffer]project.Findings{}
	for i := range result.Files {
		found[result.Files[i].Buffer] = result.Files[i]
	}
	for i, d := range j.open {
		d.judged, d.found = j.buffers[i], found[j.buffers[i]]
	}
}

// A publication collects what to publish.
type publication struct {
	*server
	client protocol.ClientCapabilities
	uris   map[string]protocol.URI // of the open documents, by path
	params map[protocol.URI]*protocol.PublishDiagnosticsParams
	texts  []string // messages about what is not a place in a file
}

// publish sends the findings that the client does not have.
func (s *server) publish(ctx context.Context) {
	p := publication{server: s, uris: map[string]protocol.URI{}, params: map[protocol.URI]*protocol.PublishDiagnosticsParams{}}
	s.mutex.Lock()
	p.client = s.client
	for uri, d := range s.open {
		p.uris[d.buffer.Path] = uri
	}
	for _, f := range s.folders {
		if f.result != nil {
			p.addFolder(f)
		}
	}
	for uri, d := range s.open {
		if filepath.Base(d.buffer.Path) == config.Name {
			p.addConfig(uri, d.buffer)
		}
	}
	s.mutex.Unlock()
	for uri := range s.published {
		if p.params[uri] == nil {
			p.params[uri] = &protocol.PublishDiagnosticsParams{URI: uri, Diagnostics: []protocol.Diagnostic{}}
		}
	}
	for uri, params := range p.params {
		s.send(uri, params)
	}
	for _, message := range p.texts {
		if !s.shown[message] {
			s.shown[message] = true
			s.notify(ctx, "window/showMessage", protocol.ShowMessageParams{Type: protocol.MessageWarning, Message: "tfk8s: " + message})
		}
	}
}

// send publishes the findings in a file, unless the client has them.
func (s *server) send(uri protocol.URI, params *protocol.PublishDiagnosticsParams) {
	body, err := json.Marshal(params)
	if err != nil || bytes.Equal(body, s.published[uri]) || s.published[uri] == nil && len(params.Diagnostics) == 0 && params.Version == nil {
		return
	}
	if s.published[uri] = body; len(params.Diagnostics) == 0 && params.Version == nil {
		delete(s.published, uri)
	}
	s.report(s.messages.notify("textDocument/publishDiagnostics", body))
}

// addFolder adds the findings in a folder.
func (p *publication) addFolder(f *root) {
	w := diagnose.Writer{
		Client: &p.client, Encoding: p.encoding, Folder: f.Path,
		URI: func(m *manifest.File) protocol.URI { return p.uri(m.Name) },
	}
	for i := range f.result.Files {
		found := &f.result.Files[i]
		if owner := p.nearest(found.File.Name); found.Buffer == nil && owner != f && owner != nil {
			continue // one folder of the workspace is in another
		}
		params := p.of(p.uri(found.File.Name))
		if found.Buffer != nil {
			params.Version = &found.Buffer.Version
		}
		params.Diagnostics = append(params.Diagnostics, w.All(found.Diagnostics)...)
	}
	for _, err := range f.result.Failed {
		for _, one := range each(err) {
			p.addFailure(one)
		}
	}
}

// addConfig adds what is wrong with an open configuration, in the place of what is wrong with the file on disk.
func (p *publication) addConfig(uri protocol.URI, b *project.Buffer) {
	params := p.of(uri)
	params.Version, params.Diagnostics = &b.Version, []protocol.Diagnostic{}
	if err := p.CheckConfig(config.Name, b.Text); err != nil {
		for _, one := range each(err) {
			if _, d, ok := diagnose.Failure(one); ok {
				params.Diagnostics = append(params.Diagnostics, d)
			}
		}
	}
}

// addFailure adds an error: at its place, if it names one.
func (p *publication) addFailure(err error) {
	name, d, ok := diagnose.Failure(err)
	if path, bad := filepath.Abs(name); ok && bad == nil {
		params := p.of(p.uri(path))
		params.Diagnostics = append(params.Diagnostics, d)
		return
	}
	p.texts = append(p.texts, err.Error())
}

// of returns the publication about a file.
func (p *publication) of(uri protocol.URI) *protocol.PublishDiagnosticsParams {
	if p.params[uri] == nil {
		p.params[uri] = &protocol.PublishDiagnosticsParams{URI: uri, Diagnostics: []protocol.Diagnostic{}}
	}
	return p.params[uri]
}

// uri returns the URI of a file, as the client writes it if the file is open.
func (p *publication) uri(path string) protocol.URI {
	if uri, isOpen := p.uris[path]; isOpen {
		return uri
	}
	return text.URI(path)
}

// each returns the errors that errors.Join joined.
func each(err error) []error {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		return joined.Unwrap()
	}
	return []error{err}
}
