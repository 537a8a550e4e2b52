// Package usage describes a command line as data, for completion scripts and the manual page.
package usage

import (
	"strings"

	"github.com/spf13/pflag"
)

// A Program is a command line.
type Program struct {
	Name     string
	Summary  string // paragraphs
	Examples string // lines
	Commands []Command
	Rules    []Rule
}

// A Command is the first word of a command line, with what may follow it.
type Command struct {
	Name, Args, Summary, Details string
	Flags                        []Flag
	Operands                     Words
}

// A Flag is an option of a command.
type Flag struct {
	Name, Short string
	Value       string // what the value is called; "" for a switch
	Text        string // what the flag does
	Default     string // "" if there is none, or the text says it
	Repeatable  bool
	Words       Words // which values it may have
}

// Words says which words a shell offers.
type Words struct {
	Kind    Kind
	Choices []string // of kind Choice and ChoiceList
}

// A Kind says where the words come from.
type Kind uint8

const (
	Anything   Kind = iota // the shell knows no words
	Choice                 // one of Choices
	ChoiceList             // some of Choices, with commas between them
	OneRule                // the name of a rule
	RuleList               // names of rules, with commas between them
	File                   // the name of a file or a folder
	Folder                 // the name of a folder
)

// A Rule is a check that has a page.
type Rule struct{ Name, ID, Severity, Summary string }

// Flags describes flags, sorted by their names. words says which values one may have.
func Flags(fs *pflag.FlagSet, words func(flag string) Words) (all []Flag) {
	fs.VisitAll(func(f *pflag.Flag) {
		if f.Hidden {
			return
		}
		value, text := pflag.UnquoteUsage(f)
		flag := Flag{Name: f.Name, Short: f.Shorthand, Value: value, Text: text, Words: words(f.Name)}
		if f.Value.Type() == "bool" {
			flag.Value = ""
		} else if f.DefValue != "" && f.DefValue != "[]" && f.DefValue != "0" {
			flag.Default = f.DefValue
		}
		_, isList := f.Value.(pflag.SliceValue)
		flag.Repeatable = isList || strings.Contains(text, "repeatable")
		all = append(all, flag)
	})
	return all
}
