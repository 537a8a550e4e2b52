package main

import (
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestTheModulesBesideTheProgramPass lets "go test ./..." test these modules too. One of them proves the OpenAPI bundle with kubectl's reader.
func TestTheModulesBesideTheProgramPass(t *testing.T) {
	if testing.Short() {
		t.Skip("it compiles kubectl's reader of OpenAPI")
	}
	beside := regexp.MustCompile(`(?m)^BESIDE = (.+)$`).FindStringSubmatch(mustRead(t, "../../Makefile"))
	if beside == nil {
		t.Fatal("the Makefile lists no modules")
	}
	for _, folder := range strings.Fields(beside[1]) {
		out, err := exec.Command("go", "-C", filepath.Join("../..", folder), "test", "./...").CombinedOutput()
		if err != nil {
			t.Errorf("%s: %v\n%s", folder, err, out)
		}
	}
}

func TestTheMakefileListsAllModules(t *testing.T) {
	makefile := mustRead(t, "../../Makefile")
	listed := map[string]bool{"": true}
	for _, match := range regexp.MustCompile(`(?m)^(?:BESIDE|TOOLS) = (.+)$`).FindAllStringSubmatch(makefile, -1) {
		for _, folder := range strings.Fields(match[1]) {
			listed["/"+folder] = true
		}
	}
	own := strings.TrimSuffix(module, "/")
	for _, folder := range moduleFolders(t) {
		path := regexp.MustCompile(`(?m)^module (\S+)$`).FindStringSubmatch(mustRead(t, filepath.Join(folder, "go.mod")))
		if path == nil || !strings.HasPrefix(path[1], own) || !listed[strings.TrimPrefix(path[1], own)] {
			t.Errorf("the Makefile does not list the module in %s, or it is not called after its folder: %q", folder, path)
		}
	}
}

// moduleFolders lists the folders of the repository that hold a module.
func moduleFolders(t *testing.T) (folders []string) {
	t.Helper()
	for _, pattern := range []string{"go.mod", "*/*/go.mod", "*/*/*/go.mod"} {
		found, err := filepath.Glob(filepath.Join("../..", pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range found {
			folders = append(folders, filepath.Dir(name))
		}
	}
	if len(folders) < 4 {
		t.Fatalf("there are only the modules in %q", folders)
	}
	return folders
}
