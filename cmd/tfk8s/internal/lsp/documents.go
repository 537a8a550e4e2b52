package lsp

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/project"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/protocol"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/text"
)

// notifications are the functions that handle notifications, by method.
func notifications() map[string]func(*server, json.RawMessage) error {
	return map[string]func(*server, json.RawMessage) error{
		"initialized":                         (*server).initialized,
		"$/cancelRequest":                     (*server).cancelRequest,
		"textDocument/didOpen":                (*server).didOpen,
		"textDocument/didChange":              (*server).didChange,
		"textDocument/didSave":                (*server).filesChanged,
		"textDocument/didClose":               (*server).didClose,
		"workspace/didChangeWatchedFiles":     (*server).filesChanged,
		"workspace/didChangeConfiguration":    (*server).filesChanged,
		"workspace/didChangeWorkspaceFolders": (*server).didChangeWorkspaceFolders,
	}
}

func (s *server) didOpen(params json.RawMessage) error {
	var p protocol.DidOpenTextDocumentParams
	if err := json.Unmarshal(params, &p); err != nil {
		return err
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	item := &p.TextDocument
	path, isFile := text.Path(item.URI)
	buffer := &project.Buffer{Path: path, Version: item.Version, Text: []byte(item.Text), NoFile: !isFile}
	d := &document{uri: item.URI, buffer: buffer, folder: s.folderOf(buffer)}
	s.open[item.URI] = d
	d.folder.mustLint = true
	s.lintSoon(false)
	return nil
}

func (s *server) didChange(params json.RawMessage) error {
	var p protocol.DidChangeTextDocumentParams
	if err := json.Unmarshal(params, &p); err != nil {
		return err
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	d := s.open[p.TextDocument.URI]
	if d == nil {
		return fmt.Errorf("%s is not open", p.TextDocument.URI)
	}
	next := *d.buffer
	next.Version, next.Text = p.TextDocument.Version, text.Change(next.Text, p.ContentChanges, s.encoding)
	d.buffer = &next
	d.folder.mustLint = true
	s.stopLint()
	s.stopTimer()
	s.stopTimer = s.After(delay, s.wakeUp)
	return nil
}

func (s *server) didClose(params json.RawMessage) error {
	var p protocol.DocumentParams
	if err := json.Unmarshal(params, &p); err != nil {
		return err
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if d := s.open[p.TextDocument.URI]; d != nil {
		delete(s.open, p.TextDocument.URI)
		d.folder.mustLint = true
		s.lintSoon(true)
	}
	return nil
}

// filesChanged handles that files on disk have changed, or may have. Which ones does not matter: all are read again, because a
// configuration or a kustomization may change what is found in the others.
func (s *server) filesChanged(json.RawMessage) error {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.lintSoon(true)
	return nil
}

// nearest returns the folder of the workspace in which a file is, nil if there is none. The caller holds the mutex.
func (s *server) nearest(path string) *root {
	var found *root
	for _, f := range s.folders {
		below, err := filepath.Rel(f.Path, path)
		if err == nil && filepath.IsLocal(below) && !f.isLoose && (found == nil || len(f.Path) > len(found.Path)) {
			found = f
		}
	}
	return found
}

// folderOf returns the folder to which a document belongs: the nearest of the workspace, or else the one in which it is. The caller
// holds the mutex.
func (s *server) folderOf(b *project.Buffer) *root {
	if found := s.nearest(b.Path); found != nil && !b.NoFile {
		return found
	}
	path := filepath.Dir(b.Path)
	if b.NoFile {
		if len(s.folders) > 0 {
			return s.folders[0]
		}
		path = "."
	}
	for _, f := range s.folders {
		if f.isLoose && f.Path == path {
			return f
		}
	}
	f := &root{Folder: project.NewFolder(path, s.loadLoose), isLoose: true}
	s.folders = append(s.folders, f)
	return f
}

// loadLoose reads the settings of a folder that the client did not name. If the folder does not exist yet, they are those of the nearest
// folder above it.
func (s *server) loadLoose(path string) (*project.Settings, error) {
	settings, err := s.Load(path)
	for errors.Is(err, fs.ErrNotExist) && filepath.Dir(path) != path {
		path = filepath.Dir(path)
		settings, err = s.Load(path)
	}
	if err != nil {
		return nil, err
	}
	own := *settings
	own.List = func() ([]string, []error) { return nil, nil }
	return &own, nil
}
