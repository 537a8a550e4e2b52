package content

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/toolforge/tfk8s/lint/manifest"
)

// marked matches what Python, Go with other delimiters, Azure, OpenShift and scripts fill in. In a command or a setting
// each of these may be ordinary text.
const marked = `[@!$]?\{[A-Za-z_][\w.-]*(?:![rsa])?(?::[^{}\s]*)?\}|\{[0-9]+\}|[\w./-]+\{\}|\{\}[\w./-]+` +
	`|\$?\[\[-? *[A-Za-z_.$][^\[\],\n]*\]\]|%\([A-Za-z_][\w.-]*\)[-+0-9.]*[a-z]|%[sdv]\b|\$\([A-Za-z_][\w.-]*\)` +
	`|#[A-Z][A-Z0-9_]*#|~[A-Z][A-Z0-9_]*~`

// wanting matches the words that people write for "your tool". No name in Kubernetes has capitals or underscores.
const wanting = `\bYOUR[_-]?[A-Z][A-Z0-9_]*|\bYour[A-Z]\w*|\byour_\w+|\b(?:CHANGE|REPLACE|FIX)[_-]?(?:ME|THIS)\b` +
	`|\b(?:MY|THE)?[_-]?TOOL[_-]?(?:NAME|ID)\b|\bMY_?TOOL\b`

var (
	// loose matches a placeholder of a form that counts only in place of a name, an image, a number or a host.
	loose = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(marked + `|` + wanting) })

	// inText matches those that can make a document unreadable.
	inText = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(marked) })

	// flow matches a value that YAML reads as a map or a list: {tool}, [[tool]].
	flow = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(?:\{[A-Za-z0-9_][\w.-]*(?:![rsa])?(?::[^{}\s]*)?\}|\[\[-? *[A-Za-z_.$][^\[\],\n]*\]\])$`)
	})

	// commented matches a placeholder after a key that YAML reads as a comment: #TOOL# or #{tool}.
	commented = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^["']?[ \t]*:[ \t]+(#[A-Z][A-Z0-9_]*#|#\{[^}\s]+\}#?)`)
	})

	// freeKey matches the beginning of a line up to the colon of a key of free text.
	freeKey = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^[ \t]*(?:- +)*(["']?(?:` + strings.Join(freeText, "|") + `)["']?[ \t]*:)`)
	})

	// freeBefore matches what makes the rest of a line free text: a comment, or one of these keys in braces.
	freeBefore = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`\s#.|\b(?:` + strings.Join(freeText, "|") + `)["']?[ \t]*:`)
	})

	// behindName matches one of the named keys, and a placeholder in its value.
	behindName = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?:^|[\s{,"'])(?:` + strings.Join(named, "|") + `)["']?[ \t]*:[^,\n]*?(?:` + marked + `)`)
	})
)

// named are the keys of names, images, numbers and hosts.
var named = []string{
	"name", "generateName", "namespace", "serviceName", "serviceAccountName", "serviceAccount", "secretName", "claimName",
	"volumeName", "storageClassName", "ingressClassName", "nodeName", "priorityClassName", "image", "host", "hosts",
	"hostname", "subdomain", "externalName", "replicas", "minReplicas", "maxReplicas", "parallelism", "completions",
	"backoffLimit", "activeDeadlineSeconds", "port", "containerPort", "hostPort", "targetPort", "servicePort", "nodePort",
	"number", "cpu", "memory", "storage", "ephemeral-storage", "runAsUser", "runAsGroup", "fsGroup",
}

// labeling are the keys below which a key is the name of a label, where any word may be meant.
var labeling = []string{"labels", "matchLabels", "nodeSelector", "selector"}

// mayBeLoose is a quick look for what every loose placeholder has.
func mayBeLoose(text []byte) bool {
	for _, part := range [...]string{"[[", "%", "$(", "YOUR", "Your", "your_", "TOOL", "CHANGE", "REPLACE", "FIX"} {
		if bytes.Contains(text, []byte(part)) {
			return true
		}
	}
	return closes(text, '{', '}') || closes(text, '#', '#') || closes(text, '~', '~')
}

// closes reports whether a word, not a blank and more, lies between two signs.
func closes(text []byte, from, to byte) bool {
	for at := 0; ; {
		i := bytes.IndexByte(text[at:], from)
		if i < 0 {
			return false
		}
		start := at + i
		for at = start + 1; at < len(text) && text[at] != from && text[at] > ' ' && text[at] != to; at++ {
		}
		if at < len(text) && text[at] == to && (at > start+1 || from == '{' && isBesideName(text, start, at+1)) {
			return true
		}
	}
}

// isBesideName reports whether a pair of braces touches a word, unlike in "emptyDir: {}".
func isBesideName(text []byte, start, end int) bool {
	is := func(at int) bool {
		return at >= 0 && at < len(text) && (text[at] >= '-' && text[at] <= '9' || text[at] >= 'A' && text[at] <= 'z')
	}
	return is(start-1) || is(end)
}

// looseIn finds a loose placeholder in place of a name, an image, a number or a host.
func looseIn(d *manifest.Document, n *manifest.Node, isNamed bool) (at manifest.Span, ok bool) {
	if isNamed {
		if at, ok = looseAt(d, n); ok {
			return at, true
		}
	}
	kids, isMap := n.Children(), n.IsMap()
	for i := range kids {
		key := kids[i].Key()
		if isMap && (slices.Contains(freeText, key) || slices.Contains(labeling, key)) {
			continue
		}
		if at, ok = looseIn(d, &kids[i], isMap && slices.Contains(named, key) || !isMap && isNamed); ok {
			return at, true
		}
	}
	return manifest.Span{}, false
}

// looseAt finds a loose placeholder in one value.
func looseAt(d *manifest.Document, n *manifest.Node) (at manifest.Span, ok bool) {
	mark := n.ValueMark()
	text := d.File.Text()[mark.Start:mark.End]
	switch {
	case n.IsNull():
		key := n.Mark()
		line := lineAround(d.File.Text(), key.End)
		if m := commented().FindSubmatchIndex(d.File.Text()[key.End:max(key.End, line[1])]); m != nil {
			return manifest.Span{Start: key.End + m[2], End: key.End + m[3]}, true
		}
	case n.Kind() == manifest.String && loose().MatchString(n.String()):
		if m := loose().FindIndex(text); m != nil {
			return manifest.Span{Start: mark.Start + m[0], End: mark.Start + m[1]}, true
		}
		return mark, true
	case n.Kind() != manifest.String && flow().Match(text):
		return mark, true
	}
	return manifest.Span{}, false
}

// looseInReadable finds a loose placeholder in a document that can be read.
func looseInReadable(d *manifest.Document, text []byte) (at manifest.Span, ok bool) {
	if !mayBeLoose(text) || !utf8.Valid(d.File.Src) {
		return manifest.Span{}, false
	}
	return looseIn(d, d.Root(), false)
}

// placesIn finds the placeholders in a text that cannot be read. Loose ones count, wherever they are, if one of them is
// outside of free text.
func placesIn(text []byte) [][]int {
	places := placeholder().FindAllIndex(text, -1)
	if !mayBeLoose(text) || !hasLooseLine(text) {
		return places
	}
	end, strict := 0, places
	for _, m := range inText().FindAllIndex(text, -1) {
		for len(strict) > 0 && strict[0][0] < m[1] {
			end, strict = strict[0][1], strict[1:]
		}
		if end <= m[0] {
			places = append(places, m)
		}
	}
	slices.SortFunc(places, func(a, b []int) int { return a[0] - b[0] })
	return places
}

// hasLooseLine reports whether a line of a text has a loose placeholder after the key of a name, an image, a number or a
// host, and is not below a key of free text.
func hasLooseLine(text []byte) bool {
	free := -1 // the column of the key of free text that the line may be below
	for line := range bytes.Lines(text) {
		content := bytes.TrimLeft(line, " \t")
		indent := len(line) - len(content)
		if len(bytes.TrimSpace(content)) == 0 || content[0] == '#' || free >= 0 && (indent > free || indent == free && content[0] == '-') {
			continue
		}
		free = -1
		if m := freeKey().FindSubmatchIndex(line); m != nil {
			free = m[2]
			continue
		}
		value := line
		if m := freeBefore().FindIndex(line); m != nil {
			value = line[:m[0]]
		}
		if behindName().Match(value) {
			return true
		}
	}
	return false
}
