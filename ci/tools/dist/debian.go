package main

import (
	"fmt"
	"time"
)

const maintainer = "tfk8s maintainers <maintainers@toolforge.invalid>"

// The texts that only a Debian package has, by the names of files of their own.
const (
	debianCopyright = "debian-copyright"
	debianChangelog = "debian-changelog"
	debianOverrides = "debian-overrides"
)

// debianTexts returns what the Debian Policy Manual asks for in the place of the license and the changelog.
func (r *release) debianTexts() texts {
	return texts{
		debianCopyright: fmt.Appendf(nil, `Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: tfk8s
Source: https://github.com/toolforge/tfk8s

Files: *
Copyright: %d the authors of tfk8s
License: Apache-2.0
 The text of the license is in /usr/share/common-licenses/Apache-2.0.
 .
 The program contains code of other modules. Their licenses are in
 /usr/share/doc/tfk8s/NOTICE.
`, r.date.Year()),
		debianChangelog: fmt.Appendf(nil, `tfk8s (%s) unstable; urgency=medium

  * /usr/share/doc/tfk8s/CHANGELOG.md says what is new.

 -- %s  %s
`, r.version, maintainer, r.date.UTC().Format(time.RFC1123Z)),
		// The program needs no library, so that it runs on any release.
		debianOverrides: []byte("tfk8s: statically-linked-binary [usr/bin/tfk8s]\n"),
	}
}
