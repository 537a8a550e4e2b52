// Package flagerror words what is wrong with the flags of a command line.
package flagerror

import (
	"errors"
	"fmt"
	"iter"

	"github.com/spf13/pflag"

	"github.com/toolforge/tfk8s/schemas/spelling"
)

// Explain words an error of pflag about the flags of a command, with the way out.
func Explain(command string, fs *pflag.FlagSet, err error) error {
	seeHelp := fmt.Sprintf("`tfk8s %s --help` lists the flags", command)
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
		case "size":
			return fmt.Errorf("--%s must be a number of bytes or an amount such as 512Mi, not %q", f.Name, invalid.GetValue())
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
