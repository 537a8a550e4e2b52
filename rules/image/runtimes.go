package image

import (
	"iter"
	"path"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/rules/internal/words"
	"github.com/toolforge/tfk8s/rules/workload"
)

// pathsIn yields the words with a slash of a shell command, a list such as PATH, or a single path.
func pathsIn(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		if !strings.Contains(text, "/") { // the usual case
			return
		}
		for word := range strings.FieldsFuncSeq(text, workload.EndsPath) {
			if strings.Contains(word, "/") && !yield(word) {
				return
			}
		}
	}
}

// belowHome returns the parts of a path below the home of a tool, nil for any other absolute path. It assumes that a relative
// path is below the home.
func belowHome(s *workload.Settings, p string) []string {
	if rest, ok := strings.CutPrefix(p, s.Policy.Tools.HomeRoot+"/"); ok {
		return strings.Split(rest, "/")[1:] // without the tool
	}
	if strings.HasPrefix(p, "/") {
		return nil
	}
	return strings.Split(p, "/")
}

var (
	// Names of environments: venv, .venv, virtualenv, env, venvs, venv-k8s-py35, venv35.
	envName = words.Pattern(`(?i)(?:^|[^a-z])(?:v|virtual)?envs?(?:[^a-z]|$)`)
	// Programs that install interpreters of their own.
	ownInterpreter = words.Pattern(`(?i)conda|pyenv|rbenv|\brvm\b`)

	pythonVersion = words.Pattern(`(?i)(?:^|[^a-z])(?:py|python|venv)-?([23])\.?([0-9]{1,2})(?:[^0-9]|$)`)
	pythonFolder  = words.Pattern(`(?i)^py-?[23]`)
	rubyABI       = words.Pattern(`^([0-9]+)\.([0-9]+)\.[0-9]+$`)
)

// versionInPath returns the version of a language that a path is for, or "" if its parts do not say so clearly.
func versionInPath(language string, parts []string) string {
	if !slices.ContainsFunc(parts, func(part string) bool { return mayNameVersion(language, part) }) || ownInterpreter().MatchString(strings.Join(parts, "/")) {
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

// mayNameVersion is a quick check whether a path or a part of it can contain a version of a language.
func mayNameVersion(language, part string) bool {
	if language == "ruby" {
		return strings.Count(part, ".") >= 2
	}
	if !strings.ContainsAny(part, "23") {
		return false
	}
	part = strings.ToLower(part)
	return strings.Contains(part, "py") || strings.Contains(part, "venv")
}

// isOfPython reports whether a part of a path names a version of Python: it is the name of an environment, its interpreter, or
// a folder of modules. The names of other scripts and folders may contain a version too, but say nothing.
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

// isScript reports whether a name has a file extension, as in setup-env-py35.sh, but not venv-3.5.
func isScript(name string) bool {
	ext := path.Ext(name)
	return len(ext) > 1 && ext[1] >= 'a'
}
