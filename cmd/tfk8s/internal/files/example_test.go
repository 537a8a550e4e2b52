package files_test

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/files"
)

func Example() {
	root, err := os.MkdirTemp("", "example")
	if err != nil {
		panic(err)
	}
	defer func() { _ = os.RemoveAll(root) }()
	for name, text := range map[string]string{
		".git/HEAD":       "ref: refs/heads/main\n",
		".gitignore":      "/build/\n",
		"k8s/bot.yaml":    "",
		"k8s/README.md":   "",
		"k8s/old/a.yaml":  "",
		"build/made.yaml": "",
	} {
		name = filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			panic(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			panic(err)
		}
	}
	old, err := files.ParseGlob("k8s/old/**")
	if err != nil {
		panic(err)
	}
	found := files.Find([]string{root}, files.Options{Exclude: []files.Glob{old}})
	for _, name := range found.Names {
		below, _ := filepath.Rel(root, name)
		fmt.Println(filepath.ToSlash(below))
	}
	// Output: k8s/bot.yaml
}
