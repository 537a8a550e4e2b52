package main

import (
	"fmt"
	"os"
	"path/filepath"
)

// texts are the files that go with the program, by their names in an archive.
type texts map[string][]byte

const (
	manualPage     = "tfk8s.1"
	bashCompletion = "completions/tfk8s.bash"
	zshCompletion  = "completions/_tfk8s"
	fishCompletion = "completions/tfk8s.fish"
)

// texts reads the documents, and lets the program write its manual page and completions.
func (r *release) texts() (texts, error) {
	all := texts{}
	for _, name := range []string{"README.md", "CHANGELOG.md", "LICENSE", "NOTICE"} {
		text, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		all[name] = text
	}
	program := filepath.Join(r.work, "host", "tfk8s")
	flags := "-X github.com/toolforge/tfk8s/cmd/tfk8s/internal/version.stamp=" + r.stamp
	build := goCommand("build", "-trimpath", "-buildvcs=false", "-ldflags", flags, "-o", program, "./cmd/tfk8s")
	build.Env = append(build.Env, "CGO_ENABLED=0")
	if err := build.Run(); err != nil {
		return nil, fmt.Errorf("go build: %w", err)
	}
	for name, args := range map[string][]string{
		manualPage: {"man"}, bashCompletion: {"completion", "bash"}, zshCompletion: {"completion", "zsh"}, fishCompletion: {"completion", "fish"},
	} {
		cmd := goCommand()
		cmd.Path, cmd.Args = program, append([]string{program}, args...)
		out, err := cmd.Output()
		if err != nil {
			return nil, fmt.Errorf("tfk8s %v: %w", args, err)
		}
		all[name] = out
	}
	return all, nil
}
