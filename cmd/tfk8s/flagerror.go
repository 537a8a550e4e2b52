package main

import (
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/toolforge/tfk8s/schemas/spelling"
)

// flagError words an error of pflag, with the way out.
func (cmd *command) flagError(fs *pflag.FlagSet, err error) error {
	seeHelp := fmt.Sprintf("`tfk8s %s --help` lists the flags", cmd.name)
	if unknown, ok := errors.AsType[*pflag.NotExistError](err); ok {
		if short := unknown.GetSpecifiedShortnames(); short != "" {
			return fmt.Errorf("there is no flag -%s: %s", unknown.GetSpecifiedName(), seeHelp)
		}
		name := unknown.GetSpecifiedName()
		if near := spelling.Meant(name, flagNames(fs)); near != "" {
			return fmt.Errorf("there is no flag --%s: did you mean --%s?", name, near)
		}
		return fmt.Errorf("there is no flag --%s: %s", name, seeHelp)
	}
	if missing, ok := errors.AsType[*pflag.ValueRequiredError](err); ok {
		return fmt.Errorf("--%s needs a value: %s", missing.GetFlag().Name, seeHelp)
	}
	if invalid, ok := errors.AsType[*pflag.InvalidValueError](err); ok {
		switch f := invalid.GetFlag(); f.Value.Type() {
		case "bool":
			return fmt.Errorf("--%s must be true or false, not %q", f.Name, invalid.GetValue())
		case "int":
			return fmt.Errorf("--%s must be a number, not %q", f.Name, invalid.GetValue())
		}
	}
	return fmt.Errorf("%w: %s", err, seeHelp)
}

func flagNames(fs *pflag.FlagSet) iter.Seq[string] {
	return func(yield func(string) bool) {
		more := yield("help")
		fs.VisitAll(func(f *pflag.Flag) { more = more && yield(f.Name) })
	}
}

// checkChoice returns an error unless the value of a flag is one of some words.
func checkChoice(flag, value string, words ...string) error {
	if slices.Contains(words, value) {
		return nil
	}
	last := len(words) - 1
	text := fmt.Sprintf("--%s must be %s or %s, not %q", flag, strings.Join(words[:last], ", "), words[last], value)
	if near := spelling.Meant(value, slices.Values(words)); near != "" {
		text += fmt.Sprintf(": did you mean %q?", near)
	}
	return errors.New(text)
}
