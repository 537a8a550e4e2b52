package webservice

import (
	_ "embed"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/internal/javaheap"
	"github.com/toolforge/tfk8s/rules/quota"
	"github.com/toolforge/tfk8s/schemas"
)

//go:embed manifest-defaults.md
var manifestDefaultsDoc string

var manifestDefaults = &lint.Rule{
	ID: "TFK918", Name: "manifest-defaults",
	Stage: lint.Runs, Severity: lint.Warning,
	Doc:     manifestDefaultsDoc,
	Foreign: checkManifestDefaults,
}

func checkManifestDefaults(p *lint.Pass, d *manifest.Document) {
	s, root := inServiceFile(p), d.Root()
	if !root.IsMap() || !s.runsOnKubernetes(root) {
		return
	}
	if s.checkHeap(p, root) {
		return
	}
	switch memory := s.MoreMemory(root); {
	case memory != "":
		s.warnOfDefault(p, root, memory)
	case s.CouldMigrate(root):
		at := s.Value(root, schemas.ManifestWebType)
		if at != nil && s.runtime(root) == nil { // service-manifest reports it
			return
		}
		if at == nil {
			at = s.Value(root, schemas.ManifestBackends)
		}
		if lower := s.LowerDefaults(root); lower.Now != "" {
			p.Report(lint.Report{Span: at.ValueMark(), Path: at.Path(), Stage: new(lint.Advice), Severity: new(lint.Note)},
				"the webservice gets %s (%s on the %s)", lower.Now, lower.Before, s.Policy.Legacy.Title).
				Help("if that is too little, move it with `%s`", lower.Command)
		}
	}
}

// MoreMemory returns the memory to begin with for a webservice that sets none and whose language needs more than the default. It
// returns "" for all others.
func (s *ServiceFile) MoreMemory(root *manifest.Node) string {
	row := s.hungry(root)
	if row == nil || s.Value(root, schemas.ManifestMemory) != nil || javaheap.IsSet(s.extraArguments(root)) {
		return ""
	}
	return row.Memory
}

// hungry returns the row of the language of a webservice, nil if its programs need no more memory than others.
func (s *ServiceFile) hungry(root *manifest.Node) *schemas.Hungry {
	row := s.runtime(root)
	for i := range s.Policy.Images.Hungry {
		if h := &s.Policy.Images.Hungry[i]; row != nil && h.Language == row.Language {
			return h
		}
	}
	return nil
}

// MigrateWith returns the command that moves a webservice and gives it an amount of memory.
func (s *ServiceFile) MigrateWith(memory string) string {
	return withOptions(s.Policy.Migration.Webservice, "--mem "+memory)
}

// withOptions returns a command of webservice with more options.
func withOptions(command string, options ...string) string {
	program, rest, _ := strings.Cut(command, " ")
	return program + " " + strings.Join(options, " ") + " " + rest
}

// moreMemory says how to get an amount of memory, in a file or on the command line.
func (s *ServiceFile) moreMemory(root *manifest.Node, memory string) string {
	switch {
	case s.form.KeyOf(schemas.ManifestVersions) == "":
		return "add " + s.form.KeyOf(schemas.ManifestMemory) + ": " + memory
	case s.CouldMigrate(root):
		return "move it with `" + s.MigrateWith(memory) + "`"
	}
	start := strings.ReplaceAll(s.Policy.Webservice.Commands.Start, "{type}", s.Value(root, schemas.ManifestWebType).String())
	return "stop it, and start it with `" + withOptions(start, "--mem "+memory) + "`"
}

func (s *ServiceFile) warnOfDefault(p *lint.Pass, root *manifest.Node, memory string) {
	n := s.Value(root, schemas.ManifestWebType)
	p.At(n, nil, "webservice type %s usually needs more memory than %s, the default limit", n.String(), s.Policy.LimitRange.Default.Memory).
		Effect("the cluster kills a webservice that exceeds its limit; the %s gave it %s", s.Policy.Legacy.Title, s.Policy.Webservice.LegacyJVM.Memory).
		Help("%s", s.moreMemory(root, memory))
}

// A Lower says which limits of a webservice are lower after it moves. webservice does not keep the limits of the legacy cluster.
type Lower struct {
	Now, Before string // amounts; "" if the file sets both
	Command     string // moves it with higher limits than the defaults
}

// LowerDefaults compares what a webservice gets on both clusters if its file does not set it.
func (s *ServiceFile) LowerDefaults(root *manifest.Node) Lower {
	w := &s.Policy.Webservice
	legacy, limits := w.LegacyLimits, s.Policy.LimitRange.Default
	if s.hungry(root) != nil {
		legacy = w.LegacyJVM
	}
	var now, before, options []string
	if s.Value(root, schemas.ManifestCPU) == nil {
		now, before = append(now, limits.CPU+" cpu"), append(before, legacy.CPU+" cpu")
		options = append(options, "--cpu "+s.Policy.LimitRange.Max.CPU)
	}
	if s.Value(root, schemas.ManifestMemory) == nil {
		now, before = append(now, limits.Memory+" memory"), append(before, legacy.Memory+" memory")
		options = append(options, "--mem "+legacy.Memory)
	}
	if len(now) == 0 {
		return Lower{}
	}
	return Lower{strings.Join(now, " and "), strings.Join(before, " and "), withOptions(s.Policy.Migration.Webservice, options...)}
}

// checkHeap compares the heap of the extra arguments, which start the program, with the memory.
func (s *ServiceFile) checkHeap(p *lint.Pass, root *manifest.Node) bool {
	limit, name := quota.Bound(s.Policy.LimitRange.Default.Memory), "the default memory limit"
	if n := s.Value(root, schemas.ManifestMemory); n != nil {
		amount, ok := s.amount(n)
		if !ok || s.slip(root, n) != nil {
			return false
		}
		limit, name = amount, "the memory"
	}
	x := javaheap.Over(s.extraArguments(root), &limit, s.Bounds.Most.Of("memory"), name)
	if x == nil {
		return false
	}
	found := p.At(x.Node, nil, "%s", x.Message).Effect("the cluster kills the webservice when the heap grows")
	if x.Effect != "" {
		found.Effect("%s", x.Effect)
	}
	if x.Memory != "" && s.Value(root, schemas.ManifestMemory) == nil {
		found.Help("%s", s.moreMemory(root, x.Memory))
	} else {
		found.Help("%s", x.Help(s.form.KeyOf(schemas.ManifestMemory)))
	}
	return true
}

// extraArguments returns the texts that a file adds to the command line of the program.
func (s *ServiceFile) extraArguments(root *manifest.Node) (texts []*manifest.Node) {
	for i := range s.form.Keys {
		if t := s.form.Keys[i].Type; t != schemas.ManifestWords && t != schemas.ManifestList {
			continue
		}
		n := root.Field(s.form.Keys[i].Name)
		items := n.Items()
		for j := range items {
			texts = append(texts, &items[j])
		}
		if n.Exists() && len(items) == 0 {
			texts = append(texts, n)
		}
	}
	return texts
}
