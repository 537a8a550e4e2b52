package main

import (
	"bytes"
	"compress/gzip"
	"maps"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/goreleaser/nfpm/v2"
	"github.com/goreleaser/nfpm/v2/deb"
	"github.com/goreleaser/nfpm/v2/files"
	"github.com/goreleaser/nfpm/v2/rpm"
)

// packages writes the Debian and the RPM package of a target.
func (r *release) packages(t target, binary string, docs texts) error {
	for kind, packager := range map[string]nfpm.Packager{"deb": deb.Default, "rpm": rpm.DefaultRPM} {
		all, places := maps.Clone(docs), map[string]string{
			bashCompletion: "/usr/share/bash-completion/completions/tfk8s",
			fishCompletion: "/usr/share/fish/vendor_completions.d/tfk8s.fish",
			"README.md":    "/usr/share/doc/tfk8s/README.md",
			"CHANGELOG.md": "/usr/share/doc/tfk8s/CHANGELOG.md",
			"NOTICE":       "/usr/share/doc/tfk8s/NOTICE",
			manualPage:     "/usr/share/man/man1/tfk8s.1.gz",
		}
		if kind == "deb" {
			maps.Copy(all, r.debianTexts())
			maps.Copy(places, map[string]string{
				zshCompletion:   "/usr/share/zsh/vendor-completions/_tfk8s",
				debianCopyright: "/usr/share/doc/tfk8s/copyright",
				debianChangelog: "/usr/share/doc/tfk8s/changelog.gz",
				debianOverrides: "/usr/share/lintian/overrides/tfk8s",
			})
		} else {
			maps.Copy(places, map[string]string{
				zshCompletion: "/usr/share/zsh/site-functions/_tfk8s",
				"LICENSE":     "/usr/share/licenses/tfk8s/LICENSE",
			})
		}
		contents, err := r.contents(binary, all, places)
		if err != nil {
			return err
		}
		info := r.info(t, contents)
		if kind == "deb" {
			info.License = "" // the copyright file says it; Debian has no such field
		}
		if err := r.writePackage(info, packager, r.name("_"+t.os+"_"+t.arch+"."+kind)); err != nil {
			return err
		}
	}
	return nil
}

// contents writes the texts to files, and says where a package puts them.
func (r *release) contents(binary string, docs texts, places map[string]string) (all files.Contents, err error) {
	add := func(source, destination string, mode os.FileMode) {
		all = append(all, &files.Content{
			Source: source, Destination: destination,
			FileInfo: &files.ContentFileInfo{Owner: "root", Group: "root", Mode: mode, MTime: r.date},
		})
	}
	add(binary, "/usr/bin/tfk8s", 0o755)
	for name, destination := range places {
		text := docs[name]
		if strings.HasSuffix(destination, ".gz") {
			if text, err = compressed(text); err != nil {
				return nil, err
			}
		}
		source := filepath.Join(r.work, path.Base(name))
		if err := os.WriteFile(source, text, 0o644); err != nil {
			return nil, err
		}
		add(source, destination, 0o644)
	}
	return all, nil
}

func compressed(text []byte) ([]byte, error) {
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(text); err != nil {
		return nil, err
	}
	err = w.Close()
	return out.Bytes(), err
}

func (r *release) info(t target, contents files.Contents) *nfpm.Info {
	info := &nfpm.Info{
		Name: "tfk8s", Arch: t.arch, Platform: "linux", Version: r.version, VersionSchema: "semver", Section: "devel", Priority: "optional",
		Maintainer: maintainer, Homepage: "https://github.com/toolforge/tfk8s", License: "Apache-2.0",
		Description: "Lint and convert the Kubernetes manifests of Toolforge tools\n" +
			"It says what the 2020 Kubernetes cluster of Wikimedia Toolforge rejects or\nruns differently, and fixes what it can. It works offline.",
		MTime: r.date, DisableGlobbing: true,
	}
	info.Contents = contents
	info.RPM.BuildHost = "localhost"
	info.RPM.Summary = "Lint and convert the Kubernetes manifests of Toolforge tools"
	return info
}

func (r *release) writePackage(info *nfpm.Info, packager nfpm.Packager, name string) error {
	info = nfpm.WithDefaults(info)
	if err := nfpm.PrepareForPackager(info, strings.TrimPrefix(filepath.Ext(name), ".")); err != nil {
		return err
	}
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	if err := packager.Package(info, f); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}
