package main

import (
	"encoding/binary"
	"fmt"
	"strings"
	"unicode/utf16"
)

// growthOfNotation repeats one thing in the ways in which YAML and JSON can write it.
func growthOfNotation() map[string]growthInput {
	const keys = "  k<n>: 1\n"
	const jsonData = `{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "x", "namespace": "tool-x"}, "data": {"a": "b`
	lines := func(end string) growthInput {
		return growthInput{manifestFile, func(n int) string { return strings.ReplaceAll(growthData+numbered(keys, n), "\n", end) }}
	}
	return map[string]growthInput{
		"lines that end with CRLF":     lines("\r\n"),
		"lines that end with CR":       lines("\r"),
		"UTF-16":                       {manifestFile, func(n int) string { return asUTF16(growthData + numbered(keys, n)) }},
		"byte order marks":             repeated("", "---\n\ufeffapiVersion: v1\nkind: Pod\nmetadata: {name: p<n>}\n"),
		"letters of two bytes":         between(strings.TrimSuffix(growthData, "\n")+" {", "ü<n>: 1, ", "}\n"),
		"escapes":                      between(growthData+"  k: \"", `\u00e9\x41\n`, "\"\n"),
		"escaped ends of lines":        between(growthData+"  k: \"", "word \\\n    ", "\"\n"),
		"words of a scalar":            between(growthData+"  k: ", "word ", "\n"),
		"words of a key":               between(growthData+"  ", "word", ": 1\n"),
		"maps in brackets":             between(growthData+"  k: [", "{a: [1, <n>]}, ", "]\n"),
		"literals":                     repeated(growthData, "  k<n>: |\n    a: b\n  l<n>: 1\n"),
		"merge keys":                   repeated(growthData+"  a: &a {x: 1}\n", "  k<n>: {<<: *a}\n"),
		"merged maps":                  between("a: &a {x: 1}\n"+growthData+"  <<: [", "*a, ", "]\n"),
		"tags":                         repeated(growthData, "  k<n>: !!int 1\n"),
		"keys with a question mark":    repeated(growthData, "  ? k<n>\n  : 1\n"),
		"comments over keys":           repeated(growthData, "  # a\n  k<n>: 1 # b\n"),
		"keys in JSON":                 between(jsonData+`"`, "\n,\"k<n>\": 1", "}}\n"),
		"escapes in JSON":              between(jsonData, `\u00e9`, "\"}}\n"),
		"objects on lines":             repeated("", `{"apiVersion": "extensions/v1beta1", "kind": "Deployment", "metadata": {"name": "x<n>", "namespace": "x"}}`+"\n"),
		"lists in a List":              repeated("apiVersion: v1\nkind: List\nitems:\n", "- {apiVersion: v1, kind: List, items: [{apiVersion: v1, kind: Pod, metadata: {name: x<n>}}]}\n"),
		"objects of other programs":    repeated("", "---\napiVersion: serving.knative.dev/v1\nkind: Service\nmetadata: {name: s<n>}\n"),
		"changes far from each other":  repeated(growthData, "  k<n>: 1\n  l<n>: a\n  m<n>: a\n  n<n>: a\n  o<n>: a\n  p<n>: a\n  q<n>: a\n  r<n>: a\n"),
		"nested maps without brackets": {manifestFile, nestedMaps},
		"merge keys of each other":     {manifestFile, mergeChain},
	}
}

// nestedMaps is as long as the number of maps says, in maps of fifty levels.
func nestedMaps(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "%sk%d:\n", strings.Repeat(" ", i%50), i)
	}
	return b.String()
}

// mergeChain has maps. Each gets the keys of the one above it.
func mergeChain(n int) string {
	var b strings.Builder
	b.WriteString(growthData + "  k0: &a0 {x: 1}\n")
	for i := range n {
		fmt.Fprintf(&b, "  k%d: &a%d {<<: *a%d}\n", i+1, i+1, i)
	}
	return b.String()
}

func asUTF16(text string) string {
	b := []byte{0xff, 0xfe}
	for _, c := range utf16.Encode([]rune(text)) {
		b = binary.LittleEndian.AppendUint16(b, c)
	}
	return string(b)
}
