// Dist writes the files of a release: archives, Debian and RPM packages, a list of what is linked, and checksums. The same commit and
// the same version of Go give the same bytes. It runs in the root of the repository: make dist.
package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

func main() {
	stamp := flag.String("stamp", "", "version, commit and date with commas, as ci/stamp prints them")
	out := flag.String("out", "dist", "the folder to write to, which is emptied first")
	flag.Parse()
	r, err := newRelease(*stamp, *out)
	if err == nil {
		err = r.write()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "dist:", err)
		os.Exit(1)
	}
}

// A target is a system that a program is built for.
type target struct{ os, arch string }

func targets() []target {
	return []target{{"linux", "amd64"}, {"linux", "arm64"}, {"darwin", "amd64"}, {"darwin", "arm64"}, {"windows", "amd64"}}
}

// A release has what all of its files are made from.
type release struct {
	stamp   string
	version string // without v
	date    time.Time
	out     string
	work    string // a temporary folder
}

func newRelease(stamp, out string) (*release, error) {
	parts := strings.Split(stamp, ",")
	if len(parts) != 3 {
		return nil, fmt.Errorf("-stamp must have a version, a commit and a date, not %q: build in a clone", stamp)
	}
	date, err := time.Parse(time.RFC3339, parts[2])
	if err != nil {
		return nil, err
	}
	return &release{stamp: stamp, version: strings.TrimPrefix(parts[0], "v"), date: date, out: out}, nil
}

func (r *release) write() (err error) {
	if r.work, err = os.MkdirTemp("", "tfk8s-dist-"); err != nil {
		return err
	}
	defer os.RemoveAll(r.work)
	if err := os.RemoveAll(r.out); err != nil {
		return err
	}
	if err := os.MkdirAll(r.out, 0o755); err != nil {
		return err
	}
	docs, err := r.texts()
	if err != nil {
		return err
	}
	for _, t := range targets() {
		binary, err := r.build(t)
		if err != nil {
			return err
		}
		if err := r.archive(t, binary, docs); err != nil {
			return err
		}
		if t.os != "linux" {
			continue
		}
		if err := r.packages(t, binary, docs); err != nil {
			return err
		}
	}
	if err := r.components(filepath.Join(r.work, "linux-amd64", "tfk8s")); err != nil {
		return err
	}
	return writeSums(r.out)
}

// name returns the path of a file of the release.
func (r *release) name(rest string) string { return filepath.Join(r.out, "tfk8s_"+r.version+rest) }

// build builds the program for a target, without anything that differs from machine to machine.
func (r *release) build(t target) (string, error) {
	binary := filepath.Join(r.work, t.os+"-"+t.arch, "tfk8s")
	if t.os == "windows" {
		binary += ".exe"
	}
	flags := "-s -w -buildid= -X github.com/toolforge/tfk8s/cmd/tfk8s/internal/version.stamp=" + r.stamp
	cmd := goCommand("build", "-trimpath", "-buildvcs=false", "-ldflags", flags, "-o", binary, "./cmd/tfk8s")
	cmd.Env = append(cmd.Env, "CGO_ENABLED=0", "GOOS="+t.os, "GOARCH="+t.arch, "GOAMD64=v1", "GOARM64=v8.0", "GOFLAGS=", "GOEXPERIMENT=")
	if err := cmd.Run(); err != nil {
		return "", fmt.Errorf("go build for %s/%s: %w", t.os, t.arch, err)
	}
	return binary, nil
}

func goCommand(args ...string) *exec.Cmd {
	name := os.Getenv("GO")
	if name == "" {
		name = "go"
	}
	cmd := exec.Command(name, args...)
	cmd.Env, cmd.Stderr = os.Environ(), os.Stderr
	return cmd
}
