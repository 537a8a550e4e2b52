package schemas_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/schemas"
)

func TestEveryCurrentImageIsMarked(t *testing.T) {
	images := schemas.Toolforge().Images
	for _, row := range images.Table {
		if row.Current == "" {
			continue
		}
		if !strings.HasPrefix(row.Current, images.Prefix) || !strings.Contains(row.Current, images.Marker) {
			t.Errorf("%s has not both %s and %s", row.Current, images.Prefix, images.Marker)
		}
		if row.Suffixed != (row.Type != "") {
			t.Errorf("%s: an image has suffixes if and only if webservice has a type for it", row.Current)
		}
	}
}

func TestEveryLegacyImageBecomesItsSuccessor(t *testing.T) {
	p := schemas.Toolforge()
	for _, row := range p.Images.Table {
		suffixes := []string{""}
		if row.Suffixed {
			suffixes = []string{"-base", "-web"}
		}
		for _, suffix := range suffixes {
			m := p.Image(row.Legacy + suffix)
			switch {
			case row.Current == "":
				if m.Kind != schemas.RetiredImage || m.Current != "" {
					t.Errorf("%s has a successor: %+v", row.Legacy, m)
				}
			case m.Kind != schemas.LegacyImage && m.Kind != schemas.NoMarker || m.Current != row.Current+suffix:
				t.Errorf("%s%s becomes %+v", row.Legacy, suffix, m)
			}
			if again := p.Image(m.Current); m.Current != "" && again.Kind != schemas.CurrentImage {
				t.Errorf("%s is not kept: %+v", m.Current, again)
			}
		}
		if row.Type != "" && p.ImageOfType(row.Type).Current != row.Current {
			t.Errorf("type %s has another row", row.Type)
		}
	}
}

func TestAnImageNameIsResolved(t *testing.T) {
	for _, c := range []struct {
		name    string
		kind    schemas.ImageKind
		current string
	}{
		{"toollabs-python-base", schemas.LegacyImage, "toolforge-python34-sssd-base"},
		{"toollabs-base", schemas.LegacyImage, "toolforge-jessie-sssd"},
		{"toollabs-static-web", schemas.LegacyImage, "toolforge-static-web-sssd"},
		{"toolforge-python37-web", schemas.NoMarker, "toolforge-python37-sssd-web"},
		{"toolforge-buster", schemas.NoMarker, "toolforge-buster-sssd"},
		{"toollabs-python37-base", schemas.AliasImage, "toolforge-python37-sssd-base"},
		{"toollabs-buster", schemas.AliasImage, "toolforge-buster-sssd"},
		{"toolforge-python37-sssd-base", schemas.CurrentImage, "toolforge-python37-sssd-base"},
		{"toolforge-python39-sssd-base", schemas.LaterOnly, ""},
		{"toolforge-bullseye-standalone", schemas.LaterOnly, ""},
		{"toolforge-trixie-web-sssd", schemas.LaterOnly, ""},
		{"toolforge-mariadb-sssd-base", schemas.LaterOnly, ""},
		{"toolforge-mono612-sssd-base", schemas.LaterOnly, ""},
		{"toollabs-trusty-legacy", schemas.RetiredImage, ""},
		{"python", schemas.UnknownImage, ""},
		{"", schemas.UnknownImage, ""},
	} {
		if m := schemas.Toolforge().Image(c.name); m.Kind != c.kind || m.Current != c.current {
			t.Errorf("%q is %+v, want kind %d and %q", c.name, m, c.kind, c.current)
		}
	}
}

func TestALaterImageIsReplacedByTheNewestOfItsLanguage(t *testing.T) {
	for name, want := range map[string]string{
		"toolforge-python39-sssd-base":     "2021-07 toolforge-python37-sssd-base",
		"toolforge-node18-sssd-web":        "2023 toolforge-node10-sssd-web",
		"toolforge-php82-sssd-web":         "2023 toolforge-php73-sssd-web",
		"toolforge-jdk17-sssd-base":        "2021-07 toolforge-jdk11-sssd-base",
		"toolforge-perl532-sssd-base":      "2022-04 ", // no image of the language is older
		"toolforge-bullseye-sssd":          "2021-07 ", // of no language
		"toolforge-python39-sssd":          "2021-07 ", // no name without a suffix
		"toolforge-bullseye-standalone":    "2021 ",
		"toolforge-python311-standalone-x": " ", // of no later image
	} {
		m := schemas.Toolforge().Image(name)
		if got := m.Since + " " + strings.Join(m.Suggest, " "); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

func TestARuntimeIsNamedAsPeopleWriteIt(t *testing.T) {
	for webserviceType, want := range map[string]string{
		"python3.5": "Python 3.5", "php7.3": "PHP 7.3", "nodejs": "Node.js 6", "jdk8": "Java 8", "golang": "Go", "golang111": "Go 1.11", "ruby25": "Ruby 2.5", "tcl": "Tcl 8.6",
	} {
		if got := schemas.Toolforge().ImageOfType(webserviceType).Runtime(); got != want {
			t.Errorf("%s: %q, want %q", webserviceType, got, want)
		}
	}
}

func TestAnUnknownImageNameHasASuggestionOnlyWhenItIsClear(t *testing.T) {
	for name, want := range map[string]string{
		"toollabs-python3-base":        "toolforge-python34-sssd-base toolforge-python37-sssd-base",
		"toolforge-buster-sssd-base":   "toolforge-buster-sssd",
		"toolforge-python37-sssd":      "toolforge-python37-sssd-base toolforge-python37-sssd-web",
		"toollabs-nodejs":              "toolforge-node6-sssd-base toolforge-node6-sssd-web",
		"toolforge-pyhton37-sssd-base": "toolforge-python37-sssd-base",
		"toolabs-php-web":              "toolforge-php5-sssd-web",
		"toolforge-python37_sssd-base": "toolforge-python37-sssd-base",
		"toolforge-python35-base":      "toolforge-python35-sssd-base", // as if it were one of buster
		"toollabs-php5-web":            "toolforge-php5-sssd-web",      // halfway between two names
		"toollabs-tcl86-sssd-web":      "toolforge-tcl86-sssd-web",
		"toolforge-static-web":         "toolforge-static-web-sssd",
		"toolforge-stretch":            "toolforge-stretch-sssd",
		"toolforge-jessie":             "toolforge-jessie-sssd",
		"python37":                     "toolforge-python37-sssd-base toolforge-python37-sssd-web",
		"toolforge-python36-sssd-base": "", // a digit is no typo
		"toolforge-node14-sssd-web":    "", // never built
		"nginx":                        "",
	} {
		m := schemas.Toolforge().Image(name)
		if got := strings.Join(m.Suggest, " "); m.Kind != schemas.UnknownImage || got != want {
			t.Errorf("%s: kind %d, suggests %q, want %q", name, m.Kind, got, want)
		}
	}
}

func TestAnImageReferenceIsCutAndJoined(t *testing.T) {
	for _, c := range []struct {
		ref  string
		want schemas.ImageRef
	}{
		{"docker-registry.tools.wmflabs.org/toollabs-php-web:latest", schemas.ImageRef{Registry: "docker-registry.tools.wmflabs.org", Name: "toollabs-php-web", Tag: "latest"}},
		{"toollabs-php-web", schemas.ImageRef{Name: "toollabs-php-web"}},
		{"library/nginx:1.17", schemas.ImageRef{Name: "library/nginx", Tag: "1.17"}},
		{"localhost:5000/a/b", schemas.ImageRef{Registry: "localhost:5000", Name: "a/b"}},
		{"a.b/c:t@sha256:00", schemas.ImageRef{Registry: "a.b", Name: "c", Tag: "t", Digest: "sha256:00"}},
		{"", schemas.ImageRef{}},
	} {
		if got := schemas.ParseImage(c.ref); got != c.want || got.String() != c.ref {
			t.Errorf("%q is cut into %+v and joined to %q", c.ref, got, got.String())
		}
	}
}

func TestTheSuccessorOfADeprecatedTypeIsNotDeprecated(t *testing.T) {
	p := schemas.Toolforge()
	var deprecated []string
	for _, row := range p.Images.Table {
		if !row.Deprecated {
			continue
		}
		deprecated = append(deprecated, row.Type)
		if next := p.ImageOfType(row.Successor + row.PortTo); next == nil || next.Deprecated || next.Language != row.Language {
			t.Errorf("%s is followed by %+v", row.Type, next)
		}
	}
	if want := []string{"php5.6", "python", "python2", "ruby2", "golang", "jdk8", "nodejs"}; !slices.Equal(deprecated, want) {
		t.Errorf("deprecated are %q", deprecated)
	}
}
