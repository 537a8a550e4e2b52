package webservice

import (
	_ "embed"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/api/resource"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/internal/words"
	"github.com/toolforge/tfk8s/rules/quota"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/rules/yaml"
	"github.com/toolforge/tfk8s/schemas"
)

//go:embed service-manifest.md
var serviceManifestDoc string

var serviceManifest = &lint.Rule{
	ID: "TFK910", Name: "service-manifest",
	Stage: lint.Runs, Severity: lint.Error, Fix: lint.Review,
	Doc:     serviceManifestDoc,
	Foreign: checkServiceManifest,
}

// oneDocument is the effect of more than one document in a file.
const oneDocument = "webservice reads one document, and fails"

func checkServiceManifest(p *lint.Pass, d *manifest.Document) {
	s, root := inServiceFile(p), d.Root()
	if rest, ok := d.Rest(); ok {
		p.Report(lint.Report{Span: rest}, "text follows the first document").Effect(oneDocument)
	}
	switch {
	case !root.Exists():
	case d.Index > d.File.Contents(yaml.HoldsObject).First:
		p.Report(lint.Report{Span: root.Mark()}, "the file has a second document").Effect(oneDocument)
	case !root.IsMap():
		p.At(root, nil, "the file must be a map of keys and values, not %s", workload.InWords(root)).Effect("webservice cannot read the file")
	default:
		entries := root.Fields()
		for i := range entries {
			s.checkEntry(p, root, &entries[i])
		}
		s.checkNoBackend(p, root)
	}
}

// checkNoBackend reports a type of Kubernetes in a file without a backend, if webservice then uses the grid.
func (s *ServiceFile) checkNoBackend(p *lint.Pass, root *manifest.Node) {
	key, n := s.form.KeyOf(schemas.ManifestBackends), s.Value(root, schemas.ManifestWebType)
	unnamed := s.backendOrDefault(root)
	isMeant := func(o manifest.Node) bool { return s.form.Key(o.Key()) == nil && s.meant(o.Key()) == key }
	if s.Value(root, schemas.ManifestBackends) != nil || unnamed == nil || unnamed.Kubernetes || slices.ContainsFunc(root.Fields(), isMeant) {
		return
	}
	i := slices.IndexFunc(s.Policy.ServiceManifest.Backends, func(b schemas.ManifestBackend) bool { return b.Kubernetes })
	if i < 0 || s.Policy.ImageOfType(n.String()) == nil || slices.Contains(s.webTypes(unnamed), n.String()) {
		return
	}
	name := s.Policy.ServiceManifest.Backends[i].Name
	var edits []manifest.Edit
	ok := false
	if !root.Field(key).Exists() {
		edits, ok = root.Insert(nil, manifest.Pair{Key: key, Value: name})
	}
	fix := lint.NewFix(lint.Review, edits, ok, "add "+key+": "+name)
	p.At(n, fix, "no backend, so webservice uses %s, which has no type %s", unnamed.Name, n.String()).Effect("webservice does not start").
		HelpUnlessFixed("add %s: %s", key, name)
}

func (s *ServiceFile) checkEntry(p *lint.Pass, root, n *manifest.Node) {
	key := s.form.Key(n.Key())
	if key == nil {
		s.reportUnknownKey(p, root, n)
		return
	}
	if n.IsNull() { // webservice treats it like a missing one
		return
	}
	if wanted, ok := s.accepts(key.Type, n); !ok {
		p.At(n, nil, "%s must be %s, not %s", n.Key(), wanted, workload.InWords(n)).Effect("webservice fails")
		return
	}
	s.checkKeyDate(p, key, n)
	switch key.Type {
	case schemas.ManifestVersions:
		s.checkVersion(p, n)
	case schemas.ManifestBackends:
		s.checkBackend(p, n)
	case schemas.ManifestWebType:
		s.checkWebType(p, root, n)
	case schemas.ManifestCPU, schemas.ManifestMemory:
		s.checkAmount(p, root, n)
	}
}

// checkKeyDate reports a key that webservice did not read yet. If webservice did not read any key of the file yet, the file is for a
// later webservice, and nothing is reported.
func (s *ServiceFile) checkKeyDate(p *lint.Pass, key *schemas.ManifestKey, n *manifest.Node) {
	isRead := func(k schemas.ManifestKey) bool { return k.Since != "" && k.Since <= s.Policy.AsOf }
	if key.Since <= s.Policy.AsOf || !slices.ContainsFunc(s.form.Keys, isRead) {
		return
	}
	p.Report(lint.Report{Span: n.Mark(), Path: n.Path(), Stage: new(lint.Advice), Severity: new(lint.Note)},
		"webservice ignores the key %q before %s", n.Key(), key.Since)
}

// reportUnknownKey reports a key that webservice ignores. The fix renames it to the key that was probably meant, unless the file has
// that key already, or another unknown key probably means it too.
func (s *ServiceFile) reportUnknownKey(p *lint.Pass, root, n *manifest.Node) {
	report := lint.Report{Span: n.Mark(), Path: n.Path(), Severity: new(lint.Warning)}
	if s.isVersion(n.Key()) {
		report.Stage, report.Severity = new(lint.Advice), new(lint.Note)
		p.Report(report, "webservice ignores the key %q in %s", n.Key(), s.form.Name)
		return
	}
	name := s.meant(n.Key())
	if name == "" {
		p.Report(report, "webservice ignores the key %q in %s", n.Key(), s.form.Name).Effect("the setting has no effect")
		return
	}
	rival := func(o manifest.Node) bool {
		return o.Key() != n.Key() && s.form.Key(o.Key()) == nil && s.meant(o.Key()) == name
	}
	if !root.Field(name).Exists() && !slices.ContainsFunc(root.Fields(), rival) {
		edits, ok := n.RenameKey(name)
		report.Fix = lint.NewFix(lint.Review, edits, ok, "rename it to "+name)
	}
	p.Report(report, "webservice ignores the key %q in %s", n.Key(), s.form.Name).Effect("the setting has no effect").
		HelpUnlessFixed("use %s", name)
}

// isVersion reports whether a key is the version of another file of webservice. It has no effect in that file either.
func (s *ServiceFile) isVersion(key string) bool {
	return key != "" && slices.ContainsFunc(s.Policy.ServiceManifest.Files, func(f schemas.ManifestFile) bool { return f.KeyOf(schemas.ManifestVersions) == key })
}

// meant returns the key that an unknown one probably means, "" if there is none.
func (s *ServiceFile) meant(key string) string {
	var names []string
	for _, k := range s.form.Keys {
		if k.Typo == key && key != "" {
			return k.Name
		}
		names = append(names, k.Name)
	}
	return words.Nearest(key, names)
}

// accepts reports whether a value has the type, and returns the type in words.
func (s *ServiceFile) accepts(t schemas.ManifestType, n *manifest.Node) (wanted string, ok bool) {
	kind := n.Kind()
	number := kind == manifest.Int || kind == manifest.Float
	switch t {
	case schemas.ManifestInteger:
		i, whole := n.Int()
		return "a whole number", number && whole && i >= 0
	case schemas.ManifestBoolean:
		return "true or false", kind == manifest.Bool
	case schemas.ManifestList:
		return "a list", kind == manifest.List
	case schemas.ManifestWords:
		return "a list or a text", kind == manifest.List || kind == manifest.String
	case schemas.ManifestVersions:
		return "a version", kind == manifest.String || number
	case schemas.ManifestCPU, schemas.ManifestMemory:
		return "an amount", kind == manifest.String || number
	}
	return "a text", kind == manifest.String
}

// checkVersion only advises, because webservice writes the version but does not read it.
func (s *ServiceFile) checkVersion(p *lint.Pass, n *manifest.Node) {
	var known []string
	for _, v := range s.Policy.ServiceManifest.Versions {
		known = append(known, v.Version)
	}
	if !slices.Contains(known, n.Text()) {
		p.Report(lint.Report{Span: n.ValueMark(), Path: n.Path(), Severity: new(lint.Warning)},
			"webservice writes no version %q", n.Text()).Help("use %s", suggested(n.Text(), known))
	}
}

func (s *ServiceFile) checkBackend(p *lint.Pass, n *manifest.Node) {
	var known []string
	for _, b := range s.Policy.ServiceManifest.Backends {
		known = append(known, b.Name)
	}
	if !slices.Contains(known, n.String()) {
		p.At(n, nil, "webservice has no backend %q", n.String()).Effect("webservice does not start").Help("use %s", suggested(n.String(), known))
	}
}

func (s *ServiceFile) checkWebType(p *lint.Pass, root, n *manifest.Node) {
	backend := s.Backend(root)
	known := s.webTypes(backend)
	switch name := n.String(); {
	case slices.Contains(known, name):
	case s.laterType(name) != nil:
		found := p.At(n, nil, "webservice type %s did not exist yet (%s)", name, s.laterType(name).Since).Effect("webservice does not start")
		if next := s.newestLike(name); next != "" {
			found.Help("use %s", next)
		}
	case backend == nil:
		p.At(n, nil, "webservice has no type %q", name).Effect("webservice does not start").Help("use %s", suggested(name, known))
	default:
		p.At(n, nil, "webservice has no type %q on %s", name, backend.Name).Effect("webservice does not start").Help("use %s", suggested(name, known))
	}
}

// checkAmount fixes an amount that webservice cannot read: one with decimals on its command line, or with another unit.
func (s *ServiceFile) checkAmount(p *lint.Pass, root, n *manifest.Node) {
	if s.isAmount(n.Text()) {
		return
	}
	if slip := s.slip(root, n); slip != nil {
		p.At(n, slip.Fix, "%s", slip.Message).Effect("webservice fails").Help("%s", slip.Help)
		return
	}
	const message = "webservice cannot read %s %q as an amount"
	var fix *lint.Fix
	if q, ok := quota.Quantity(n); ok && s.isAmount(q.String()) {
		edits, ok := quota.SetQuantity(n, q.String())
		fix = lint.NewFix(lint.Safe, edits, ok, "write it as "+q.String())
		p.At(n, fix, message, n.Key(), n.Text())
		return
	}
	p.At(n, nil, message, n.Key(), n.Text()).Help("use digits and a unit: %s", strings.Join(s.Policy.Webservice.QuantityUnits, ", "))
}

// decimal matches numbers that both Python and Kubernetes can read.
var decimal = words.Pattern(`^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?$`)

// isAmount reports whether webservice reads a text as an amount of cpu or memory. A file has a decimal number and perhaps a
// unit, the command line digits and perhaps a unit.
func (s *ServiceFile) isAmount(text string) bool {
	number := strings.TrimRight(text, "numkKMGTPEi")
	if unit := text[len(number):]; unit != "" && !slices.Contains(s.Policy.Webservice.QuantityUnits, unit) {
		return false
	}
	if !s.form.Decimals {
		return number != "" && strings.Trim(number, "0123456789") == ""
	}
	_, err := resource.ParseQuantity(text)
	return err == nil && decimal().MatchString(number)
}

// amount reads an amount that webservice can read too.
func (s *ServiceFile) amount(n *manifest.Node) (q resource.Quantity, ok bool) {
	if !s.isAmount(n.Text()) {
		return q, false
	}
	return quota.Quantity(n)
}
