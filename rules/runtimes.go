package rules

import (
	"iter"
	"path"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest"
)

// startTexts are the working directory, the command and the arguments of a container.
func startTexts(container *manifest.Node) iter.Seq[*manifest.Node] {
	return func(yield func(*manifest.Node) bool) {
		if !yield(container.Field("workingDir")) {
			return
		}
		for _, field := range [...]string{"command", "args"} {
			items := container.Field(field).Items()
			for i := range items {
				if !yield(&items[i]) {
					return
				}
			}
		}
	}
}

// runTexts are the texts of a container that may name what it runs: those that start it, and its environment.
func runTexts(container *manifest.Node) iter.Seq[*manifest.Node] {
	return func(yield func(*manifest.Node) bool) {
		for text := range startTexts(container) {
			if !yield(text) {
				return
			}
		}
		env := container.Field("env").Items()
		for i := range env {
			if !yield(env[i].Field("value")) {
				return
			}
		}
	}
}

// pathsIn are the words of a shell line, a list such as PATH, or a single path, that have a slash.
func pathsIn(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		if !strings.Contains(text, "/") { // as most
			return
		}
		for word := range strings.FieldsFuncSeq(text, endsPath) {
			if strings.Contains(word, "/") && !yield(word) {
				return
			}
		}
	}
}

func endsPath(r rune) bool {
	switch r {
	case ' ', '\t', '\n', '\'', '"', ':', ';', ',', '=', '&', '|', '(', ')', '<', '>':
		return true
	}
	return false
}

// belowHome returns the parts of a path below the home of a tool, nil for a path that leads elsewhere. A relative path is
// taken to be below it.
func (s *Settings) belowHome(p string) []string {
	if rest, ok := strings.CutPrefix(p, s.Policy.Tools.HomeRoot+"/"); ok {
		return strings.Split(rest, "/")[1:] // without the tool
	}
	if strings.HasPrefix(p, "/") {
		return nil
	}
	return strings.Split(p, "/")
}

var (
	// An environment is called venv, .venv, virtualenv, env, venvs; venv-k8s-py35, venv35.
	envName = pattern(`(?i)(?:^|[^a-z])(?:v|virtual)?envs?(?:[^a-z]|$)`)
	// What brings its own interpreter does not care for that of the image.
	ownInterpreter = pattern(`(?i)conda|pyenv|rbenv|\brvm\b`)

	pythonVersion = pattern(`(?i)(?:^|[^a-z])(?:py|python|venv)-?([23])\.?([0-9]{1,2})(?:[^0-9]|$)`)
	pythonFolder  = pattern(`(?i)^py-?[23]`)
	rubyABI       = pattern(`^([0-9]+)\.([0-9]+)\.[0-9]+$`)
)

// versionInPath is the version of a language that the parts of a path say something was installed with, "" where they do
// not say it clearly.
func versionInPath(language string, parts []string) string {
	if !slices.ContainsFunc(parts, func(part string) bool { return mayName(language, part) }) || ownInterpreter().MatchString(strings.Join(parts, "/")) {
		return ""
	}
	inEnv := false
	for i, part := range parts {
		inEnv = inEnv || envName().MatchString(part)
		var m []string
		switch {
		case language == "python" && isOfPython(parts, i, inEnv):
			m = pythonVersion().FindStringSubmatch(part)
		case language == "ruby" && i >= 2 && parts[i-1] == "ruby" && (parts[i-2] == ".gem" || parts[i-2] == "bundle"):
			m = rubyABI().FindStringSubmatch(part)
		}
		if m != nil {
			return m[1] + "." + m[2]
		}
	}
	return ""
}

// mayName is a quick look at a path or a part of it: whether it can hold a version of a language at all.
func mayName(language, part string) bool {
	if language == "ruby" {
		return strings.Count(part, ".") >= 2
	}
	if !strings.ContainsAny(part, "23") {
		return false
	}
	part = strings.ToLower(part)
	return strings.Contains(part, "py") || strings.Contains(part, "venv")
}

// isOfPython reports whether a version in a part of a path is that of the Python beside it: the name of an environment,
// its interpreter, or a folder of modules. A script or a folder of the tool may be called after a version as well.
func isOfPython(parts []string, i int, inEnv bool) bool {
	before, after := "", ""
	if i > 0 {
		before = parts[i-1]
	}
	if i+1 < len(parts) {
		after = parts[i+1]
	}
	switch {
	case envName().MatchString(parts[i]):
		return after != "" || !isScript(parts[i])
	case before == "bin":
		return inEnv
	case before == "lib":
		return inEnv || after == "site-packages" || after == "dist-packages"
	}
	return (after == "bin" || after == "lib") && pythonFolder().MatchString(parts[i])
}

// isScript reports whether a name has the ending of a file, as setup-env-py35.sh has, but not venv-3.5.
func isScript(name string) bool {
	ext := path.Ext(name)
	return len(ext) > 1 && ext[1] >= 'a'
}
