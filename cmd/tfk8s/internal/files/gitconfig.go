package files

import (
	"path/filepath"
	"strings"
)

// userIgnore returns the file with the ignore patterns for all repositories of a user: core.excludesFile, or git's default for it.
// It reads the configuration of the repository and of the user, but no files that they include.
func userIgnore(root, git string, getenv func(string) string) string {
	home := getenv("HOME")
	settings := getenv("XDG_CONFIG_HOME")
	if settings == "" && home != "" {
		settings = filepath.Join(home, ".config")
	}
	configs := []string{filepath.Join(git, "config")} // the nearest first
	if home != "" {
		configs = append(configs, filepath.Join(home, ".gitconfig"))
	}
	if settings != "" {
		configs = append(configs, filepath.Join(settings, "git", "config"))
	}
	for _, config := range configs {
		src, err := readSetting(config)
		if err != nil {
			continue
		}
		if named, ok := excludesFile(string(src)); ok {
			if below, ok := strings.CutPrefix(named, "~/"); ok {
				return filepath.Join(home, below)
			}
			if named == "" {
				return ""
			}
			return inFolder(root, named)
		}
	}
	if settings == "" {
		return ""
	}
	return filepath.Join(settings, "git", "ignore")
}

// excludesFile finds core.excludesFile in the text of a configuration of git. The last one counts.
func excludesFile(src string) (value string, found bool) {
	section := ""
	src = strings.ReplaceAll(strings.ReplaceAll(src, "\r\n", "\n"), "\\\n", "")
	for line := range strings.Lines(src) {
		line = strings.TrimSpace(line)
		if header, ok := strings.CutPrefix(line, "["); ok {
			header, line, _ = strings.Cut(header, "]")
			section = strings.ToLower(strings.TrimSpace(header))
			line = strings.TrimSpace(line)
		}
		key, text, ok := strings.Cut(line, "=")
		if ok && section == "core" && strings.EqualFold(strings.TrimSpace(key), "excludesfile") {
			value, found = configValue(text), true
		}
	}
	return value, found
}

// configValue reads a value up to a comment, without its quotes.
func configValue(text string) string {
	var value strings.Builder
	kept := 0 // spaces at the end count only in quotes
	quoted := false
	text = strings.TrimSpace(text)
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case c == '"':
			quoted = !quoted
			continue
		case c == '\\' && i+1 < len(text):
			i++
			c = text[i]
		case (c == '#' || c == ';') && !quoted:
			return value.String()[:kept]
		}
		value.WriteByte(c)
		if quoted || c != ' ' && c != '\t' {
			kept = value.Len()
		}
	}
	return value.String()[:kept]
}
