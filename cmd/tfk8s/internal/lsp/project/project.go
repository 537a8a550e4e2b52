// Package project lints the manifests of a folder, and the documents that an editor has open in the place of files.
//
// It remembers what was found in each file by itself, so that only a changed file is linted again. Rules about all manifests are run
// each time.
package project

import (
	"bytes"
	"context"
	"path/filepath"
	"slices"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/input"
	"github.com/toolforge/tfk8s/convert"
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules"
	"github.com/toolforge/tfk8s/rules/quota"
	"github.com/toolforge/tfk8s/rules/workload"
)

// Settings are what the configuration of a folder and the command line ask for.
type Settings struct {
	Rules *workload.Settings
	Run   []*lint.Rule
	// Config is made of Rules and Run when a Folder reads the settings. It is the one of convert.
	Config *lint.Config
	// Along is convert.Options.Along.
	Along *lint.Config
	// List lists the manifests of the folder by their absolute paths.
	List func() (names []string, failed []error)
	// Excludes reports whether the configuration leaves out a file, even if it is open.
	Excludes func(name string) bool
}

// Defaults returns settings without files, for a document whose folder was not read yet or has an invalid configuration.
func Defaults() *Settings {
	s := &Settings{Rules: workload.NewSettings(), Run: rules.All}
	s.Config = rules.Config(s.Rules, s.Run)
	return s
}

// A Buffer is a document that is open.
type Buffer struct {
	Path    string // or another name, if it is no file
	Version int
	Text    []byte
	NoFile  bool
}

// Findings are those in one file.
type Findings struct {
	File        *manifest.File
	Buffer      *Buffer // nil if it is not open
	Diagnostics []lint.Diagnostic
	// IsByDocument is that of a View.
	IsByDocument bool
}

// A Result is what was found in a folder.
type Result struct {
	Files    []Findings
	Usages   []*quota.Usage // of the quota, by all files of the folder
	Settings *Settings      // nil if there never were valid ones
	Failed   []error        // why the settings are invalid, or files could not be read
}

// A Folder is a folder with manifests. It must not be used by several goroutines at once.
type Folder struct {
	Path string

	load     func(folder string) (*Settings, error)
	isStale  bool
	settings *Settings
	config   *lint.Config
	invalid  error // why the settings are not those that the configuration asks for
	names    []string
	failed   []error
	files    map[string]*linted
	alone    map[string]bool // files that the folder does not list although they exist
	usages   []*quota.Usage  // of the last merge
}

// A linted is a file with its result.
type linted struct {
	file    *manifest.File
	result  lint.FileResult
	isSaved bool // it was read from disk
	// isByDocument is that of a View.
	isByDocument bool
}

// NewFolder makes a folder, whose settings load returns.
func NewFolder(path string, load func(folder string) (*Settings, error)) *Folder {
	return &Folder{Path: path, load: load, isStale: true}
}

// Refresh makes the next Judge read the settings and the files again.
func (f *Folder) Refresh() { f.isStale = true }

// Judge lints the files of the folder, with the open documents in the place of files. It gives up, with the error of the context, when
// the context is done.
func (f *Folder) Judge(ctx context.Context, open []*Buffer) (*Result, error) {
	if f.isStale {
		f.read()
		f.isStale = false
	}
	r := &Result{Settings: f.settings, Failed: slices.Clone(f.failed)}
	if f.invalid != nil {
		r.Failed = append(r.Failed, f.invalid)
	}
	if f.settings == nil {
		return r, nil
	}
	together, single, err := f.lintAll(ctx, open, r)
	if err != nil {
		return nil, err
	}
	f.usages = nil
	r.Files = f.merge(together)
	r.Usages = f.usages
	for _, one := range single {
		r.Files = append(r.Files, f.merge([]judged{one})...)
	}
	return r, ctx.Err()
}

// read reads the settings and lists the files. Invalid settings leave the last ones in force.
func (f *Folder) read() {
	f.files, f.alone = map[string]*linted{}, map[string]bool{}
	settings, err := f.load(f.Path)
	if f.invalid = err; err == nil {
		f.settings = settings
		settings.Config = rules.Config(settings.Rules, settings.Run)
		keep := quota.SumQuota(func(u *quota.Usage) { f.usages = append(f.usages, u) })
		f.config = rules.Config(settings.Rules, append(slices.Clone(settings.Run), keep))
	}
	f.names, f.failed = nil, nil
	if f.settings != nil {
		f.names, f.failed = f.settings.List()
	}
}

// A judged is a linted file, and the document if it is open.
type judged struct {
	*linted
	buffer *Buffer
}

// lintAll lints each file by itself. The files of the folder are returned together, in order; each of the others is single.
func (f *Folder) lintAll(ctx context.Context, open []*Buffer, r *Result) (together, single []judged, err error) {
	buffers := map[string]*Buffer{}
	names := slices.Clone(f.names)
	for _, b := range open {
		if f.settings.Excludes(b.Path) && !b.NoFile {
			continue
		}
		if buffers[b.Path] = b; !slices.Contains(f.names, b.Path) {
			names = append(names, b.Path)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		b := buffers[name]
		file, err := f.lint(name, b)
		if ctx.Err() != nil {
			return nil, nil, ctx.Err()
		}
		switch {
		case err != nil:
			r.Failed = append(r.Failed, err)
		case b != nil && (b.NoFile || f.isAlone(name)):
			single = append(single, judged{file, b})
		default:
			together = append(together, judged{file, b})
		}
	}
	return together, single, nil
}

// isAlone reports whether an open file is not one of the folder: git ignores it, or it is elsewhere. A document that was not saved yet
// belongs to the folder in which it will be.
func (f *Folder) isAlone(name string) bool {
	if slices.Contains(f.names, name) {
		return false
	}
	alone, known := f.alone[name]
	if !known {
		below, err := filepath.Rel(f.Path, name)
		alone = err != nil || !filepath.IsLocal(below)
		if !alone {
			_, err := input.File{Name: name}.Load(nil)
			alone = err == nil
		}
		f.alone[name] = alone
	}
	return alone
}

// lint lints a file by itself, unless its text is that of the last time.
func (f *Folder) lint(name string, b *Buffer) (*linted, error) {
	known := f.files[name]
	if known != nil && (b == nil && known.isSaved || b != nil && bytes.Equal(known.file.Src, b.Text)) {
		return known, nil
	}
	l := &linted{isSaved: b == nil}
	err := input.Contain(name, func() (err error) {
		if b != nil {
			l.file = manifest.Parse(name, b.Text)
		} else if l.file, err = (input.File{Name: name}).Load(nil); err != nil {
			return err
		}
		var last *lint.FileResult
		if known != nil {
			last = &known.result
		}
		l.result = lint.Update(f.config, last, l.file)
		if b != nil && f.settings.Along == nil {
			o := convert.Options{Config: f.settings.Config}
			l.isByDocument = !o.ReachesOthers(&l.result)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	f.files[name] = l
	return l, nil
}

// merge runs the rules about all of some files.
func (f *Folder) merge(files []judged) []Findings {
	all := make([]Findings, len(files))
	results := make([]lint.FileResult, len(files))
	index := map[*manifest.File]int{}
	for i, j := range files {
		all[i] = Findings{File: j.file, Buffer: j.buffer, IsByDocument: j.isByDocument}
		results[i] = j.result.Clone()
		index[j.file] = i
	}
	err := input.Contain(f.Path, func() error {
		for _, d := range lint.Merge(f.config, results).Diagnostics {
			i := index[d.File]
			all[i].Diagnostics = append(all[i].Diagnostics, d)
		}
		return nil
	})
	if err != nil {
		f.failed = append(f.failed, err)
	}
	return all
}
