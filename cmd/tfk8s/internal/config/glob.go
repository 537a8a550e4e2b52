package config

import (
	"fmt"
	"strings"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/files"
)

// CheckGlob returns an error for a glob that matches nothing.
func CheckGlob(glob string) error {
	_, err := parseGlob(glob)
	return err
}

// parseGlob reads a glob, written as in a .gitignore in the folder of the configuration.
func parseGlob(glob string) (files.Glob, error) {
	switch {
	case strings.Trim(glob, "/.") == "":
		return files.Glob{}, fmt.Errorf("%q matches no file: write a glob such as old/**, or ** for all files", glob)
	case glob[0] == '!':
		return files.Glob{}, fmt.Errorf("%q begins with !, but globs cannot be negated: write globs for the files to match", glob)
	case strings.Contains(glob, `\`):
		return files.Glob{}, fmt.Errorf("a glob separates folders by /, not by \\: write %q", strings.ReplaceAll(glob, `\`, "/"))
	case strings.HasPrefix(glob, "../"):
		return files.Glob{}, fmt.Errorf("%q is outside of the folder of this file: put a %s there", glob, Name)
	}
	return files.ParseGlob(glob)
}
