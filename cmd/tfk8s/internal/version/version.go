// Package version says from which source the program was built.
package version

import (
	"cmp"
	_ "embed"
	"runtime/debug"
	"strings"
	"time"
)

// released is the version of the newest section of CHANGELOG.md.
const released = "v0.1.0"

// stamp is what the linker is told of the source, as version, commit and date with commas:
//
//	go build -ldflags "-X github.com/toolforge/tfk8s/cmd/tfk8s/internal/version.stamp=v1.2.3,$COMMIT,$DATE"
//
// Commit and date may be left out.
var stamp string

// archive is what git archive knows of the source. Elsewhere it is the form that git fills in.
//
//go:embed archive.txt
var archive string

// A Build names the source of a program. Commit and Date are empty where the build does not know them.
type Build struct {
	Version string
	Commit  string
	Date    string // of the commit, in RFC 3339
	Changed bool   // whether files differed from the commit
}

// Current returns the build of the running program.
func Current() Build {
	info, _ := debug.ReadBuildInfo()
	return of(stamp, info, archive)
}

// of prefers what the linker was told to what the go command found, and that to what git archive wrote.
func of(stamped string, info *debug.BuildInfo, archived string) Build {
	if stamped != "" {
		parts := append(strings.Split(stamped, ","), "", "")
		return Build{Version: parts[0], Commit: parts[1], Date: parts[2]}
	}
	b := ofGo(info)
	if b.Version == "" {
		b = ofArchive(archived)
	}
	b.Version = cmp.Or(b.Version, released+"+devel")
	return b
}

// ofGo returns what the go command found in the module and its repository.
func ofGo(info *debug.BuildInfo) (b Build) {
	if info == nil || info.Main.Version == "(devel)" {
		return b
	}
	b.Version = info.Main.Version
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			b.Commit = s.Value
		case "vcs.time":
			b.Date = s.Value
		case "vcs.modified":
			b.Changed = s.Value == "true"
		}
	}
	if b.Commit == "" {
		b.Date, b.Commit = ofPseudoVersion(b.Version)
	}
	return b
}

// ofPseudoVersion reads the version of a commit without a tag, such as v0.0.0-20200315083000-0123456789ab.
func ofPseudoVersion(version string) (date, commit string) {
	parts := strings.FieldsFunc(version, func(r rune) bool { return r == '-' || r == '.' || r == '+' })
	for i, part := range parts {
		if at, err := time.Parse("20060102150405", part); err == nil && i+1 < len(parts) {
			return at.Format(time.RFC3339), parts[i+1]
		}
	}
	return "", ""
}

// ofArchive returns what git archive wrote: commit, date and, behind a tag, its description.
func ofArchive(text string) (b Build) {
	words := append(strings.Fields(text), "", "", "")
	if strings.HasPrefix(words[0], "$") {
		return b
	}
	b = Build{Commit: words[0], Date: words[1], Version: words[2]}
	if strings.HasPrefix(b.Version, "%") { // a git that cannot describe
		b.Version = ""
	}
	return b
}

// Day returns the date without the time.
func (b Build) Day() string {
	day, _, _ := strings.Cut(b.Date, "T")
	return day
}

// String returns the version, and in brackets the commit and its day.
func (b Build) String() string {
	var from string
	switch {
	case b.Commit != "":
		from = "commit " + b.Commit[:min(len(b.Commit), 12)]
	case strings.HasSuffix(b.Version, "+devel"):
		from = "commit unknown: go run and -buildvcs=false leave it out"
	default:
		from = "commit of that tag"
	}
	if b.Changed {
		from += " with changes"
	}
	if day := b.Day(); day != "" {
		from += ", " + day
	}
	return b.Version + " (" + from + ")"
}
