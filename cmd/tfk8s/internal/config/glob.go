package config

import (
	"fmt"
	"strings"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/files"
)

// CheckGlob says why a glob matches nothing.
func CheckGlob(glob string) error {
	_, err := parseGlob(glob)
	return err
}

// parseGlob reads a glob, which is written as in a .gitignore in the folder of the configuration.
func parseGlob(glob string) (files.Glob, error) {
	switch {
	case strings.Trim(glob, "/.") == "":
		return files.Glob{}, fmt.Errorf("%q matches no file: write a glob such as old/**, or ** for all files", glob)
	case glob[0] == '!':
		return files.Glob{}, fmt.Errorf("%q cannot be negated: write globs for the files to match", glob)
	case strings.Contains(glob, `\`):
		return files.Glob{}, fmt.Errorf("folders in a glob are separated by /, not by \\: write %q", strings.ReplaceAll(glob, `\`, "/"))
	case strings.HasPrefix(glob, "../"):
		return files.Glob{}, fmt.Errorf("%q leads out of the folder of this file: put a %s there", glob, Name)
	}
	return files.ParseGlob(glob)
}
