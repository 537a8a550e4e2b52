package schemas

import (
	"slices"
	"strings"
)

// Registry is where images may come from.
type Registry struct {
	Host           string     `yaml:"host"`           // no slash at the end
	Message        string     `yaml:"message"`        // what the webhook says
	InitContainers bool       `yaml:"initContainers"` // the webhook checks them too
	Exempt         []Reserved `yaml:"exempt"`         // namespaces
	// LaterHosts are names that the registry got later. The webhook rejects them.
	LaterHosts []RegistryHost `yaml:"laterHosts"`
	Source     string         `yaml:"source"`
}

// RegistryHost is another name of the registry.
type RegistryHost struct {
	Host   string `yaml:"host" row:"key"`
	Since  string `yaml:"since" is:"date"`
	Source string `yaml:"source"`
}

// Images is the table of images and how their names are made: a stem, then,
// for those of a runtime, a dash and one of the suffixes.
type Images struct {
	LegacyPrefix string       `yaml:"legacyPrefix"`
	Prefix       string       `yaml:"prefix"` // of every image of the current cluster
	Marker       string       `yaml:"marker"` // in the name of every image of the current cluster
	Suffixes     []string     `yaml:"suffixes"`
	Tags         []string     `yaml:"tags"` // that are built; the first is meant when there is none
	Table        []Image      `yaml:"table"`
	Aliases      []ImageAlias `yaml:"aliases"`
	EndOfLife    []EndOfLife  `yaml:"endOfLife"`
	Hungry       []Hungry     `yaml:"hungry"`
	Folders      Folders      `yaml:"folders"`
	Later        []LaterImage `yaml:"later"`
	LaterMarker  string       `yaml:"laterMarker"`           // name ending of a later family
	MarkerSince  string       `yaml:"markerSince" is:"date"` // date of that family
	Source       string       `yaml:"source"`
}

// Image is one row of the table: the same runtime on both clusters.
type Image struct {
	Type       string `yaml:"type"`              // of webservice, empty for images of an operating system
	Legacy     string `yaml:"legacy" row:"key"`  // stem on the legacy cluster
	Current    string `yaml:"current"`           // stem on the current cluster, empty when it has no successor
	LegacyOS   string `yaml:"legacyOS"`          // code name of the distribution
	OS         string `yaml:"os"`                // the same of Current
	Language   string `yaml:"language"`          // php, python, ...; empty without a type
	Version    string `yaml:"version"`           // of the language, as in 3.4
	Suffixed   bool   `yaml:"suffixed"`          // there are only images with a suffix
	Deprecated bool   `yaml:"deprecated"`        // webservice warns of the type
	Successor  string `yaml:"successor"`         // type that runs the same code, mostly
	PortTo     string `yaml:"portTo"`            // type to port the code to, where no type runs it
	Dropped    string `yaml:"dropped" is:"date"` // date when Current was no longer built
	Source     string `yaml:"source"`
}

// ImageAlias is a stem that people write and that the table does not have.
type ImageAlias struct {
	Stem string   `yaml:"stem" row:"key"`
	To   []string `yaml:"to"`   // stems of the current cluster
	Sure bool     `yaml:"sure"` // the image existed and To is its one successor
	// Source is where it was seen.
	Source string `yaml:"source"`
}

// EndOfLife is a distribution that images are built on, and how long it is
// supported.
type EndOfLife struct {
	OS     string `yaml:"os" row:"key"` // as in [Image.OS]
	Date   string `yaml:"date" is:"date"`
	Source string `yaml:"source"`
}

// Hungry is a language whose programs need more memory than the default limit.
type Hungry struct {
	Language string `yaml:"language" row:"key"` // as in [Image.Language]
	Memory   string `yaml:"memory"`             // limit to begin with
	Source   string `yaml:"source"`
}

// Folders are those of the image itself, where nothing is mounted.
type Folders struct {
	Paths  []string `yaml:"paths"` // no slash at the end
	Source string   `yaml:"source"`
}

// LaterImage is a runtime whose images came after the move. Those that came
// after [Policy.AsOf] are not there yet.
type LaterImage struct {
	Name   string `yaml:"name" row:"key"` // the part between prefix and marker
	Since  string `yaml:"since" is:"date"`
	Source string `yaml:"source"`
}

// ImageRef is an image reference, cut into its parts.
type ImageRef struct {
	Registry string // host, with its port; empty when none is written
	Name     string // with the folders of the repository, if any
	Tag      string
	Digest   string // with its algorithm, as in sha256:...
}

// ParseImage cuts an image reference the way Docker does: the part before the
// first slash is a host if it has a dot or a colon or is localhost. It never
// fails; what makes no sense stays in the name.
func ParseImage(ref string) ImageRef {
	var r ImageRef
	ref, r.Digest, _ = strings.Cut(ref, "@")
	if host, rest, found := strings.Cut(ref, "/"); found && (strings.ContainsAny(host, ".:") || host == "localhost") {
		r.Registry, ref = host, rest
	}
	if colon := strings.LastIndexByte(ref, ':'); colon > strings.LastIndexByte(ref, '/') {
		ref, r.Tag = ref[:colon], ref[colon+1:]
	}
	r.Name = ref
	return r
}

// String puts the reference together again.
func (r ImageRef) String() string {
	s := r.Name
	if r.Registry != "" {
		s = r.Registry + "/" + s
	}
	if r.Tag != "" {
		s += ":" + r.Tag
	}
	if r.Digest != "" {
		s += "@" + r.Digest
	}
	return s
}

// ImageKind says what an image name is to the two clusters.
type ImageKind uint8

// The kinds of image names. The first that fits is meant, the unknown one
// coming last.
const (
	UnknownImage ImageKind = iota // in no table; see [ImageMatch.Suggest]
	CurrentImage                  // of the current cluster: keep
	LegacyImage                   // of the legacy cluster: becomes Current
	NoMarker                      // of the legacy cluster, lacks only the marker: becomes Current
	AliasImage                    // not in the table, and yet sure to become Current
	LaterOnly                     // comes after the policy's date
	RetiredImage                  // of the legacy cluster, with no successor
)

// ImageMatch is what the policy knows of an image name.
type ImageMatch struct {
	Kind    ImageKind
	Stem    string
	Suffix  string   // of the table's suffixes, without the dash, or empty
	Row     *Image   // nil for LaterOnly and UnknownImage
	Current string   // name on the current cluster, suffix and all; empty when there is none
	Suggest []string // names on the current cluster that may be meant by an unknown one, or that a later one may be replaced by
	Since   string   // of LaterOnly: when it was first built, empty when the policy does not say
}

// Image looks a name up, that is [ImageRef.Name], without asking where the
// image comes from. Nothing is guessed but the suggestions.
func (p *Policy) Image(name string) ImageMatch {
	stem, suffix := p.splitSuffix(name)
	m := ImageMatch{Stem: stem, Suffix: suffix}
	if row := p.rowOf(stem, suffix, func(i *Image) string { return i.Current }); row != nil {
		m.Kind, m.Row = CurrentImage, row
	} else if row := p.rowOf(stem, suffix, func(i *Image) string { return i.Legacy }); row != nil {
		m.Kind, m.Row = LegacyImage, row
		switch {
		case row.Current == "":
			m.Kind = RetiredImage
		case strings.HasPrefix(stem, p.Images.Prefix):
			m.Kind = NoMarker
		}
	} else if row := p.aliasRow(stem, suffix); row != nil {
		m.Kind, m.Row = AliasImage, row
	} else if later := p.laterImage(stem); later != nil && later.Since > p.AsOf {
		m.Kind, m.Since, m.Suggest = LaterOnly, later.Since, p.beforeLater(later, suffix)
	} else if later != nil && (strings.HasSuffix(stem, p.Images.Marker) || strings.HasSuffix(stem, p.Images.LaterMarker)) {
		m.Kind, m.Row = CurrentImage, &Image{Current: stem, Suffixed: suffix != ""}
	} else {
		m.Suggest = p.suggest(name, stem, suffix)
	}
	if m.Row != nil && m.Row.Current != "" {
		m.Current = join(m.Row.Current, suffix)
	}
	return m
}

// ImageOfType returns the row of a webservice type, nil when there is none.
func (p *Policy) ImageOfType(webserviceType string) *Image {
	for i := range p.Images.Table {
		if row := &p.Images.Table[i]; row.Type == webserviceType && row.Type != "" {
			return row
		}
	}
	return nil
}

// CurrentName is the name on the current cluster of the image with a suffix,
// which is empty for images that have none.
func (i *Image) CurrentName(suffix string) string { return join(i.Current, suffix) }

// LegacyName is the same on the legacy cluster, empty where it is not there.
func (i *Image) LegacyName(suffix string) string { return join(i.Legacy, suffix) }

// Runtime is the language and version for messages, as in "Python 3.4".
func (i *Image) Runtime() string { return RuntimeOf(i.Language, i.Version) }

// RuntimeOf is the same for a version that need not be in the table.
func RuntimeOf(language, version string) string {
	return strings.TrimSpace(languageTitle(language) + " " + version)
}

func languageTitle(language string) string {
	switch language {
	case "golang":
		return "Go"
	case "jdk":
		return "Java"
	case "node":
		return "Node.js"
	case "php":
		return "PHP"
	case "":
		return ""
	}
	return strings.ToUpper(language[:1]) + language[1:]
}

// splitSuffix cuts "-base" or "-web" off, unless the whole name is that of an
// image without suffixes: toollabs-base is one, and so is toollabs-static-web.
func (p *Policy) splitSuffix(name string) (stem, suffix string) {
	for i := range p.Images.Table {
		row := &p.Images.Table[i]
		if !row.Suffixed && (name == row.Legacy || name == row.Current) {
			return name, ""
		}
	}
	for _, s := range p.Images.Suffixes {
		if stem, found := strings.CutSuffix(name, s); found && strings.HasSuffix(stem, "-") {
			return stem[:len(stem)-1], s
		}
	}
	return name, ""
}

// rowOf finds the row whose stem in one column is this. An image that has
// suffixes does not exist without one, nor the other way round.
func (p *Policy) rowOf(stem, suffix string, column func(*Image) string) *Image {
	for i := range p.Images.Table {
		row := &p.Images.Table[i]
		if column(row) == stem && stem != "" && row.Suffixed == (suffix != "") {
			return row
		}
	}
	return nil
}

func (p *Policy) aliasRow(stem, suffix string) *Image {
	for i := range p.Images.Aliases {
		a := &p.Images.Aliases[i]
		if a.Sure && a.Stem == stem {
			return p.rowOf(a.To[0], suffix, func(i *Image) string { return i.Current })
		}
	}
	return nil
}

// laterImage finds the later image with a stem, nil when it is of no later image.
func (p *Policy) laterImage(stem string) *LaterImage {
	word, found := strings.CutPrefix(stem, p.Images.Prefix)
	if !found {
		return nil
	}
	if p.Images.LaterMarker != "" && strings.HasSuffix(word, p.Images.LaterMarker) {
		return &LaterImage{Name: word, Since: p.Images.MarkerSince}
	}
	word = strings.TrimSuffix(word, p.Images.Marker)
	if i := slices.IndexFunc(p.Images.Later, func(l LaterImage) bool { return l.Name == word }); i >= 0 {
		return &p.Images.Later[i]
	}
	return nil
}

func join(stem, suffix string) string {
	if suffix == "" || stem == "" {
		return stem
	}
	return stem + "-" + suffix
}
