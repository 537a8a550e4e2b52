package main

import (
	"cmp"
	"fmt"
	"maps"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

const noticeHead = `tfk8s is licensed under the Apache License 2.0, see LICENSE.

The program contains code of the modules below. Modules whose text is not here are under the Apache License 2.0 too. The test
TestTheNoticeHasTheTextsOfWhatIsLinked compares this file with what is linked, and "make generate" rewrites it.
`

// TestTheNoticeHasTheTextsOfWhatIsLinked keeps NOTICE, which is in each archive, equal to the licenses and notices of the modules.
func TestTheNoticeHasTheTextsOfWhatIsLinked(t *testing.T) {
	out := goTool(t, "list", "-deps", "-f", `{{with .Module}}{{if not .Main}}{{.Path}}{{"\t"}}{{.Dir}}{{"\t"}}{{$.Dir}}{{end}}{{end}}`, ".")
	modules := map[string]bool{}
	origins := map[string]map[string]bool{} // of each text: the modules and folders that it is in
	addTexts(t, origins, "the Go standard library", strings.TrimSpace(goTool(t, "env", "GOROOT")), "LICENSE")
	for line := range strings.Lines(out) {
		parts := strings.Split(strings.TrimSpace(line), "\t")
		if len(parts) != 3 {
			continue
		}
		path, root, folder := parts[0], parts[1], parts[2]
		modules[path] = true
		for ; len(folder) >= len(root); folder = filepath.Dir(folder) {
			below := filepath.ToSlash(strings.TrimPrefix(folder, root))
			addTexts(t, origins, path+below, folder, "LICEN[CS]E*", "NOTICE*", "COPYING*")
		}
	}
	keepUpToDate(t, document{"../../NOTICE", mustRead(t, "../../NOTICE")}, notice(modules, origins))
}

func addTexts(t *testing.T, origins map[string]map[string]bool, origin, folder string, patterns ...string) {
	t.Helper()
	for _, text := range textsIn(t, folder, patterns...) {
		if isOnlyApache(text) {
			continue
		}
		key := strings.ReplaceAll(strings.TrimSpace(text), "\r\n", "\n")
		if origins[key] == nil {
			origins[key] = map[string]bool{}
		}
		origins[key][origin] = true
	}
}

// isOnlyApache reports whether a text is that of the Apache License, which LICENSE has.
func isOnlyApache(text string) bool {
	return strings.HasPrefix(strings.Join(strings.Fields(text), " "), "Apache License Version 2.0, January 2004")
}

// notice lists the modules, and each text once.
func notice(modules map[string]bool, origins map[string]map[string]bool) string {
	var b strings.Builder
	b.WriteString(noticeHead + "\n")
	for _, path := range slices.Sorted(maps.Keys(modules)) {
		fmt.Fprintf(&b, "  %s\n", path)
	}
	texts := slices.SortedFunc(maps.Keys(origins), func(x, y string) int {
		first := func(text string) string { return slices.Min(slices.Collect(maps.Keys(origins[text]))) }
		return cmp.Or(strings.Compare(first(x), first(y)), strings.Compare(x, y))
	})
	for _, text := range texts {
		fmt.Fprintf(&b, "\n%s\n\nOf %s:\n\n", strings.Repeat("-", 80), strings.Join(slices.Sorted(maps.Keys(origins[text])), ",\n   "))
		for line := range strings.Lines(text) {
			b.WriteString(strings.TrimRight(line, " \t\n") + "\n")
		}
	}
	return b.String()
}

func TestTheNoticeIsTheSameOnEachSystem(t *testing.T) {
	if testing.Short() || runtime.GOOS == "windows" {
		t.Skip("it lists packages")
	}
	linked := func(system string) string {
		t.Setenv("GOOS", system)
		return goTool(t, "list", "-deps", "-f", `{{with .Module}}{{.Path}}{{end}}`, ".")
	}
	sorted := func(list string) []string { return slices.Compact(slices.Sorted(slices.Values(strings.Fields(list)))) }
	want := sorted(linked("linux"))
	for _, system := range []string{"windows", "darwin"} {
		if got := sorted(linked(system)); !slices.Equal(got, want) {
			t.Errorf("on %s: %q, on linux: %q", system, got, want)
		}
	}
}
