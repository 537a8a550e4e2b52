package explain

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/toolforge/tfk8s/rules/internal/words"
)

// escapes are the sequences that a terminal obeys: colors, titles and any other.
var escapes = words.Pattern("(?:\x1b\\[|\u009b)[0-?]*[ -/]*[@-~]|\x1b\\][^\x07\x1b\n]*(?:\x07|\x1b\\\\)?|\x1b[ -/]*[0-~]?")

// printable makes text that is safe to print out of any bytes. It keeps lines, and single spaces in them.
func printable(text string) string {
	text = strings.ToValidUTF8(text, "\uFFFD")
	text = escapes().ReplaceAllString(text, "")
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "“", `"`, "”", `"`, "‘", "'", "’", "'").Replace(text)
	var lines []string
	for line := range strings.Lines(text) {
		line = strings.Map(func(r rune) rune {
			switch {
			case unicode.IsSpace(r):
				return ' '
			case !unicode.IsPrint(r):
				return -1
			}
			return r
		}, line)
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

func unquoted(s string) string {
	return strings.NewReplacer(`"`, "", "`", "", "'", "", `\`, "").Replace(s)
}

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

// longestDecode is the most lines of an error that quotes the JSON of an object.
const longestDecode = 8

// errorLines cuts a text into lines that make sense alone: an item that kubectl lists below a heading gets the heading,
// and an error that quotes the JSON of an object, which has line breaks, becomes one line.
func errorLines(text string) []string {
	var found []string
	heading := ""
	lines := strings.Split(text, "\n")
	for i := 0; i < len(lines); i++ {
		line := lines[i]
		if item, ok := strings.CutPrefix(line, "* "); ok && heading != "" {
			found = append(found, heading+" "+item)
			continue
		}
		heading = ""
		if isRequest().MatchString(line) && i+1 < len(lines) {
			continue
		}
		if isHeading().MatchString(line) {
			heading = line
			if i+1 < len(lines) && strings.HasPrefix(lines[i+1], "* ") {
				continue
			}
		}
		if strings.Contains(line, ", error found in #") {
			quoted := quotedObject(lines[i:])
			line = strings.Join(lines[i:i+quoted], " ")
			i += quoted - 1
		}
		if line != "" {
			found = append(found, line)
		}
	}
	return found
}

// quotedObject returns the number of lines, from the first, of an error that quotes the JSON of an object.
func quotedObject(lines []string) int {
	for i, line := range lines {
		if strings.HasSuffix(line, "|...") || i == longestDecode {
			return i + 1
		}
	}
	return len(lines)
}

var isHeading = words.Pattern(`^(?:\w+: )?The \w+ "?\S*"? is invalid:?$`)

// isRequest recognizes the line above what kubectl apply sent. The error is in the last line.
var isRequest = words.Pattern(`: error when (?:retrieving current configuration of|applying patch):$`)

// problemStart is where one of several errors in a line begins.
var problemStart = words.Pattern(`(?:^|[ \[])((?:<nil>|\[\]|[A-Za-z][\w-]*)(?:\.[\w-]+|\[[^\]]*\])*: (?:Invalid value|Required value|Unsupported value|Duplicate value|Not found|Forbidden|Too long|Too many)\b|ValidationError\(|unknown object type |found invalid field |expected type \S+, for field |field \S+ for \S+ is required|(?:apiVersion|kind) not set|(?:maximum|minimum) \S+ usage per )`)

// problemsOf cuts a line into the errors that it lists. Each keeps the text before the first.
func problemsOf(line string) []string {
	line, _, _ = strings.Cut(line, "; if you choose to ignore these errors")
	starts := problemStart().FindAllStringSubmatchIndex(line, -1)
	if len(starts) == 0 {
		return []string{line}
	}
	before, listed := strings.CutSuffix(line[:starts[0][2]], "[")
	if listed {
		line = strings.TrimSuffix(line, "]")
	}
	var found []string
	for i, at := range starts {
		end := len(line)
		if i+1 < len(starts) {
			end = starts[i+1][2]
		}
		found = append(found, before+strings.TrimRight(line[min(at[2], end):end], ", "))
	}
	return found
}

// faults are what the API server says about a field.
var faults = []string{"Invalid value", "Required value", "Unsupported value", "Duplicate value", "Not found", "Forbidden", "Too long", "Too many"}

var (
	// objectOf is how an error names its object.
	objectOf = words.Pattern(`(?:^|[: ])(?:The )?([A-Za-z]\w*)(?:\.[\w.]+)? "?([^"\s]*)"? is (?:invalid|forbidden)`)
	// goValue is how the API server prints a value that is not a string or number.
	goValue = words.Pattern(`^[\w.\[\]*]+\{.*\}: `)
)

// readField adds the parts of an error about a field.
func (q *query) readField() {
	if m := objectOf().FindStringSubmatch(q.text); m != nil {
		q.values["kind"], q.values["name"] = m[1], m[2]
	}
	at := problemStart().FindStringSubmatchIndex(q.text)
	if at == nil {
		return
	}
	path, rest, _ := strings.Cut(q.text[at[2]:], ": ")
	if fault, _, _ := strings.Cut(rest, ":"); !slices.Contains(faults, strings.TrimSpace(fault)) {
		return
	}
	path = strings.Replace(strings.TrimPrefix(path, "pod."), ".hostPath.pathPrefix", ".hostPath.path", 1)
	q.values["field"] = path
	if path == "[]" || path == "<nil>" {
		path = "the whole object"
	}
	if kind := strings.ToLower(q.values["kind"]); kind == "pod" || kind == "pods" {
		path += " of the pod"
	}
	q.values["path"] = path
	fault, rest, _ := strings.Cut(rest, ":")
	fault, rest = strings.TrimSpace(fault), strings.TrimPrefix(rest, " ")
	q.values["fault"], q.values["detail"] = fault, rest
	switch fault {
	case "Required value", "Forbidden", "Too long", "Too many":
		return // these name no value
	}
	value := rest
	if quoted, err := strconv.QuotedPrefix(rest); err == nil {
		value = quoted
	} else if dump := goValue().FindString(rest); dump != "" {
		value = strings.TrimSuffix(dump, ": ")
	} else if first, _, ok := strings.Cut(rest, ": "); ok {
		value = first
	}
	q.values["detail"] = strings.TrimPrefix(strings.TrimPrefix(rest, value), ": ")
	if strings.HasSuffix(value, "}") {
		value = "this value"
	}
	q.values["value"] = value
}
