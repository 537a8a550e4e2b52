// Package changes finds what a change touched in files of a git repository, and the findings there. It runs git, which is the only other
// program that tfk8s starts.
package changes

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
)

// Changes are the lines of files that differ between a commit and the working tree.
type Changes struct {
	top     string // the folder of the repository
	touched map[string][]lines
	tracked map[string]bool
}

// lines are the first and the last of some lines, counted from 1.
type lines struct{ first, last int }

// Since finds what changed since a commit. With "..." behind it, it is what changed since the history left that commit.
func Since(base string) (*Changes, error) {
	ref, isFork := strings.CutSuffix(base, "...")
	if ref == "" || strings.HasPrefix(ref, "-") || strings.Contains(ref, "..") {
		return nil, fmt.Errorf("--diff-base must be a commit, such as main, or main... for where the history left main, not %q", base)
	}
	top, err := git(".", "rev-parse", "--show-toplevel")
	if err != nil {
		return nil, notRepository(err)
	}
	c := Changes{top: strings.TrimSuffix(top, "\n"), touched: map[string][]lines{}, tracked: map[string]bool{}}
	commit, err := git(c.top, "rev-parse", "--verify", "--quiet", ref+"^{commit}")
	if err != nil {
		return nil, fmt.Errorf("--diff-base: git does not know the commit %q: fetch it first, such as with `%s`", ref, fetchOf(c.top))
	}
	commit = strings.TrimSpace(commit)
	if isFork {
		fork, err := git(c.top, "merge-base", commit, "HEAD")
		if err != nil {
			return nil, fmt.Errorf("--diff-base: git finds no common commit of %s and HEAD: if the clone is shallow, run `git fetch --unshallow`", ref)
		}
		commit = strings.TrimSpace(fork)
	}
	diff, err := git(c.top, "diff", "--no-ext-diff", "--no-textconv", "--no-color", "--no-relative", "--src-prefix=a/", "--dst-prefix=b/",
		"--unified=0", "--inter-hunk-context=0", "--find-renames", "--submodule=diff", "--text", commit, "--")
	if err != nil {
		return nil, fmt.Errorf("--diff-base: %w", err)
	}
	if err := c.read(diff); err != nil {
		return nil, err
	}
	names, err := git(c.top, "ls-files", "-z", "--recurse-submodules")
	if err != nil {
		return nil, fmt.Errorf("--diff-base: %w", err)
	}
	for name := range strings.SplitSeq(names, "\x00") {
		c.tracked[name] = true
	}
	return &c, nil
}

// fetchOf returns the command that fetches the commits which a clone lacks.
func fetchOf(top string) string {
	if shallow, err := git(top, "rev-parse", "--is-shallow-repository"); err == nil && strings.TrimSpace(shallow) == "true" {
		return "git fetch --unshallow"
	}
	return "git fetch origin"
}

func notRepository(err error) error {
	switch {
	case strings.Contains(err.Error(), "not a git repository"):
		return errors.New("--diff-base needs a git repository, and the working folder is in none: leave it out")
	case strings.Contains(err.Error(), "dubious ownership"): // in a container, mostly
		return errors.New("--diff-base: the repository belongs to another user: run `git config --global --add safe.directory \"$PWD\"` in it")
	}
	return fmt.Errorf("--diff-base: %w", err)
}

// in returns the lines of a file that changed, given its name from the working folder. isAll means that all of it is new.
func (c *Changes) in(name string) (touched []lines, isAll bool, err error) {
	path, err := filepath.Abs(name)
	if err == nil {
		path, err = filepath.EvalSymlinks(path)
	}
	if err != nil {
		return nil, false, err
	}
	path, err = filepath.Rel(c.top, path)
	path = filepath.ToSlash(path)
	if err != nil || path == ".." || strings.HasPrefix(path, "../") {
		return nil, false, fmt.Errorf("--diff-base compares files of %s, and %s is outside of it: leave it out", c.top, name)
	}
	return c.touched[path], !c.tracked[path], nil
}
