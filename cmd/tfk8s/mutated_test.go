package main

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/toolforge/tfk8s/lint/parallel"
)

// mutatedLines are command lines; FILE is a mutated file.
func mutatedLines() [][]string {
	var all [][]string
	for line := range strings.Lines(`lint FILE
lint --verbose --statistics FILE
lint -f short FILE
lint -f json FILE
lint -f github FILE
lint -f gitlab FILE
lint -f junit FILE
lint -f sarif FILE
lint --to legacy FILE
lint -
convert FILE
convert -d FILE
convert -l FILE
convert -d --to legacy FILE
convert --safe-only -
convert -w FILE
convert -w FILE
quota FILE
quota -f json FILE
plan FILE
plan -f sh FILE
plan --back FILE
explain -
config --config FILE
`) {
		all = append(all, strings.Fields(line))
	}
	return all
}

// TestMutatedFilesHarmNoCommand gives files that are broken in a random way to each command, as if it wrote to a terminal. The files
// are the same ones each time.
func TestMutatedFilesHarmNoCommand(t *testing.T) {
	n := 60
	if testing.Short() {
		n = 6
	}
	seeds := mutationSeeds(t)
	folder := t.TempDir()
	problems := parallel.Map(n, func(i int) (found []string) {
		m := mutator{rand.New(rand.NewPCG(uint64(i), 1066)), seeds}
		name := filepath.Join(folder, fmt.Sprint(i), m.of("bot.yaml", "bot.json", "service.manifest", "b\x1b[7;99m\xff.yaml", "b\u202e\n\u009b7;99m.yaml"))
		text := m.file()
		if err := errors.Join(os.Mkdir(filepath.Dir(name), 0o700), os.WriteFile(name, text, 0o600)); err != nil {
			return []string{err.Error()}
		}
		for _, line := range mutatedLines() {
			if problem := harmOf(line, name, text); problem != "" {
				found = append(found, fmt.Sprintf("%d: %s: %s\n%q", i, strings.Join(line, " "), problem, text))
			}
		}
		return found
	})
	for _, problem := range slices.Concat(problems...) {
		t.Error(problem)
	}
}

// harmOf runs a command line, and says what a person or a program would suffer from it.
func harmOf(line []string, name string, text []byte) (harm string) {
	defer func() {
		if bug := recover(); bug != nil {
			harm = fmt.Sprint("panic: ", bug)
		}
	}()
	args := slices.Clone(line)
	for i := range args {
		if args[i] == "FILE" {
			args[i] = name
		}
	}
	var out, errs bytes.Buffer
	c := &console{
		in: bytes.NewReader(text), out: &out, err: &errs, getenv: func(string) string { return "" }, width: func() int { return 100 },
		terminal: func() bool { return true }, errTerminal: func() bool { return true },
	}
	code := run(args, c)
	switch {
	case code < exitOK || code > exitFailed:
		return fmt.Sprint("exit code ", code)
	case strings.Contains(errs.String(), "this is a bug"):
		return errs.String()
	}
	for _, shown := range []string{out.String(), errs.String()} {
		if at := rawControl(shown); at != "" {
			return fmt.Sprintf("a terminal would obey %q", at)
		}
	}
	if code == exitFailed {
		return ""
	}
	return invalid(slices.Concat(line, []string{""}), out.Bytes())
}

var (
	ownColors  = regexp.MustCompile(`\x1b\[(0|1|1;3[1-7]|3[1-7])?m|\x1b\]8;;(https://[!-~]*)?\x1b\\`)
	controlled = regexp.MustCompile(`.{0,20}([\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x{9f}\x{202a}-\x{202e}\x{2066}-\x{2069}]|\r[^\n]).{0,20}`)
)

// rawControl returns what a terminal would obey in a text, other than colors and links.
func rawControl(text string) string {
	text = ownColors.ReplaceAllString(text, "")
	if !utf8.ValidString(text) {
		return "bytes that are not UTF-8"
	}
	return controlled.FindString(text)
}

// invalid says why a program cannot read a report.
func invalid(line []string, out []byte) string {
	format := line[slices.Index(line, "-f")+1]
	var err error
	switch format {
	case "json", "gitlab", "sarif":
		var v any
		err = json.Unmarshal(out, &v)
	case "junit":
		d := xml.NewDecoder(bytes.NewReader(out))
		for err == nil {
			_, err = d.Token()
		}
		if err == io.EOF {
			err = nil
		}
	}
	if err != nil {
		return err.Error()
	}
	return ""
}

// mutationSeeds returns the inputs of all cases.
func mutationSeeds(t *testing.T) (seeds [][]byte) {
	t.Helper()
	names, err := filepath.Glob("../../rules/*/testdata/*/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatal("there are no cases")
	}
	for _, name := range names {
		a, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range a.Files {
			if strings.HasPrefix(f.Name, "in.") && len(f.Data) < 4000 {
				seeds = append(seeds, f.Data)
			}
		}
	}
	return seeds
}

// A mutator breaks files.
type mutator struct {
	*rand.Rand
	seeds [][]byte
}

func (m mutator) of(all ...string) string { return all[m.IntN(len(all))] }

// insertions are what breaks files.
var insertions = []string{
	"\x00", "\x1b[2J", "\x9b7;99m", "\u009b7;99m", "\x7f\x1f", "\u202eabc\u2066", "\xff\xfe", "\xe9", "\x93x\x94", "\r", "\r\n", "\u0085", "\u2028", "“x”", "\ufeff",
	"\t", "---\n", "...\n", "--- # x\n", "---", "&a ", "*a", "<<: *a\n", "!<!>", "! ", "!!binary ", "? ", ": ", "- ", "|\n", ">-\n", `"`, "'", "{", "}", "[", "]", " #", "\n",
	"%YAML 1.1\n", "~", "null", "0x1F", "1e999", strings.Repeat("9", 400), ".inf", "yes", `\`, `"\e[7;99m\u202e\x9b"`, "{{ x }}", "${A}", strings.Repeat("a", 3000),
	"# tfk8s:ignore ", "# tfk8s:ignore-file\n", "`|*_<b>&", "\xed\xa0\x80", "\xf4\x90\x80\x80", strings.Repeat("[", 300), strings.Repeat("{a: ", 200),
	"apiVersion: v1\nkind: List\nitems:\n", "tool: x\npaths: {a: [b]}\n",
}

// file returns a seed with some mutations.
func (m mutator) file() []byte {
	text := slices.Clone(m.seeds[m.IntN(len(m.seeds))])
	for range 1 + m.IntN(1+m.IntN(10)) {
		at := m.IntN(len(text) + 1)
		until := min(len(text), at+1+m.IntN(100))
		switch m.IntN(8) {
		case 0, 1, 2:
			text = slices.Insert(text, at, []byte(m.of(insertions...))...)
		case 3:
			text = slices.Delete(text, at, until)
		case 4:
			text = slices.Insert(text, at, bytes.Repeat(text[at:until], 1+m.IntN(4))...)
		case 5:
			other := m.seeds[m.IntN(len(m.seeds))]
			text = slices.Insert(text, at, other[m.IntN(len(other)+1):]...)
		case 6:
			lines := bytes.SplitAfter(text, []byte("\n"))
			i, j := m.IntN(len(lines)), m.IntN(len(lines))
			lines[i], lines[j] = lines[j], lines[i]
			text = bytes.Join(lines, nil)
		case 7:
			if at < len(text) {
				text[at] = byte(m.Uint32())
			}
		}
	}
	return text
}
