package lsp

import (
	"context"
	"encoding/json"
	"slices"

	"github.com/sourcegraph/jsonrpc2"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/config"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/project"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/protocol"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/text"
)

// initialize answers the first request.
func (s *server) initialize(ctx context.Context, r *jsonrpc2.Request) {
	var p protocol.InitializeParams
	if err := json.Unmarshal(paramsOf(r), &p); err != nil {
		s.fail(ctx, r, jsonrpc2.CodeInvalidParams, err.Error())
		return
	}
	s.mutex.Lock()
	s.client = p.Capabilities
	if slices.Contains(p.Capabilities.General.PositionEncodings, protocol.UTF8) {
		s.encoding = protocol.UTF8
	}
	for _, uri := range rootsOf(&p) {
		s.addFolder(uri)
	}
	s.phase = isRunning
	encoding := s.encoding
	s.mutex.Unlock()
	s.reply(ctx, r, protocol.InitializeResult{
		Capabilities: capabilities(encoding),
		ServerInfo:   protocol.ServerInfo{Name: "tfk8s", Version: s.Version},
	})
}

// rootsOf returns the folders of the workspace. Older clients name one in older ways.
func rootsOf(p *protocol.InitializeParams) (roots []protocol.URI) {
	for _, f := range p.WorkspaceFolders {
		roots = append(roots, f.URI)
	}
	switch {
	case len(roots) > 0:
	case p.RootURI != nil && *p.RootURI != "":
		roots = append(roots, *p.RootURI)
	case p.RootPath != "":
		roots = append(roots, text.URI(p.RootPath))
	}
	return roots
}

func capabilities(encoding string) protocol.ServerCapabilities {
	return protocol.ServerCapabilities{
		PositionEncoding: encoding,
		TextDocumentSync: protocol.TextDocumentSyncOptions{OpenClose: true, Change: protocol.SyncIncremental},
		CodeActionProvider: &protocol.CodeActionOptions{
			CodeActionKinds: []string{protocol.QuickFix, protocol.SourceFixAll, protocol.SourceConvert}, ResolveProvider: true,
		},
		HoverProvider:          true,
		CompletionProvider:     &protocol.CompletionOptions{TriggerCharacters: []string{" ", ":", "-"}},
		DocumentSymbolProvider: true,
		Workspace: protocol.WorkspaceCapabilities{
			WorkspaceFolders: protocol.WorkspaceFoldersCapabilities{Supported: true, ChangeNotifications: true},
		},
	}
}

// initialized asks the client to say when files change, and lints the folders.
func (s *server) initialized(json.RawMessage) error {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.client.Workspace.DidChangeWatchedFiles.DynamicRegistration {
		go s.watchFiles()
	}
	s.lintSoon(true)
	return nil
}

// watchFiles asks the client to watch manifests, and the files that decide which rules apply to them.
func (s *server) watchFiles() {
	var watchers []protocol.FileSystemWatcher
	for _, glob := range []string{"**/*.{yaml,yml,json}", "**/" + config.Name, "**/service.{manifest,template}", "**/Kustomization", "**/.gitignore"} {
		watchers = append(watchers, protocol.FileSystemWatcher{GlobPattern: glob})
	}
	params := protocol.RegistrationParams{Registrations: []protocol.Registration{{
		ID: "files", Method: "workspace/didChangeWatchedFiles", RegisterOptions: protocol.WatchedFilesOptions{Watchers: watchers},
	}}}
	if err := s.conn.Call(context.Background(), "client/registerCapability", params, nil); err != nil {
		s.report(err)
	}
}

// addFolder adds a folder of the workspace. The caller holds the mutex.
func (s *server) addFolder(uri protocol.URI) {
	path, ok := text.Path(uri)
	if !ok || slices.ContainsFunc(s.folders, func(f *root) bool { return f.Path == path && !f.isLoose }) {
		return
	}
	s.folders = append(s.folders, &root{Folder: project.NewFolder(path, s.Load), mustLint: true})
}

func (s *server) didChangeWorkspaceFolders(params json.RawMessage) error {
	var p protocol.DidChangeWorkspaceFoldersParams
	if err := json.Unmarshal(params, &p); err != nil {
		return err
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	for _, removed := range p.Event.Removed {
		path, _ := text.Path(removed.URI)
		s.folders = slices.DeleteFunc(s.folders, func(f *root) bool { return f.Path == path && !f.isLoose })
	}
	for _, added := range p.Event.Added {
		s.addFolder(added.URI)
	}
	for _, d := range s.open {
		d.folder = s.folderOf(d.buffer)
	}
	s.lintSoon(true)
	return nil
}
