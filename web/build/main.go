// Command build writes the page in the browser: one file, index.html, that holds the program, the script and the style.
package main

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/web/pack"
)

// chunk is how many characters of the program one element of the page holds. The progress bar counts elements.
const chunk = 128 << 10

// scripts lists the files of the page's script, in the order in which they run.
func scripts() []string {
	return []string{"elements.js", "text.js", "files.js", "link.js", "engine.js", "editor.js", "findings.js", "changes.js", "quota.js", "plan.js", "explain.js", "main.js"}
}

func main() {
	if err := build("."); err != nil {
		fmt.Fprintln(os.Stderr, "build:", err)
		os.Exit(1)
	}
}

// build writes dist/index.html from the sources in a folder.
func build(folder string) error {
	read := func(names ...string) (string, error) {
		var all strings.Builder
		for _, name := range names {
			src, err := os.ReadFile(filepath.Join(folder, name))
			if err != nil {
				return "", err
			}
			all.Write(src)
		}
		return all.String(), nil
	}
	template, err := read("index.html")
	if err != nil {
		return err
	}
	style, err := read("style.css")
	if err != nil {
		return err
	}
	code, err := read(scripts()...)
	if err != nil {
		return err
	}
	worker, err := read("unpack.js", "worker.js")
	if err != nil {
		return err
	}
	start, err := goOutput(folder, nil, "env", "GOROOT")
	if err != nil {
		return err
	}
	support, err := os.ReadFile(filepath.Join(strings.TrimSpace(start), "lib", "wasm", "wasm_exec.js"))
	if err != nil {
		return err
	}
	notice, err := read("../NOTICE")
	if err != nil {
		return err
	}
	program, err := compile(folder)
	if err != nil {
		return err
	}
	out := assemble(template, style, "(() => {\n\"use strict\";\n"+code+"})();\n", string(support)+worker, notice, program)
	if err := os.MkdirAll(filepath.Join(folder, "dist"), 0o777); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, "dist", "index.html"), out, 0o666)
}

// compile builds the program. Without inlining it is a quarter smaller when compressed.
func compile(folder string) ([]byte, error) {
	name := filepath.Join(folder, "dist", "tfk8s.wasm")
	defer os.Remove(name)
	_, err := goOutput(folder, []string{"GOOS=js", "GOARCH=wasm"}, "build", "-trimpath", "-buildvcs=false", "-gcflags=all=-l", "-ldflags=-s -w -buildid=", "-o", filepath.Join("dist", "tfk8s.wasm"), "./wasm")
	if err != nil {
		return nil, err
	}
	return os.ReadFile(name)
}

func goOutput(folder string, environment []string, args ...string) (string, error) {
	cmd := exec.Command("go", args...)
	cmd.Dir, cmd.Env, cmd.Stderr = folder, append(os.Environ(), environment...), os.Stderr
	out, err := cmd.Output()
	return string(out), err
}

// assemble puts the parts into the template. The policy of the page allows its own script and style, by their hashes, and no connection.
func assemble(template, style, script, worker, notice string, program []byte) []byte {
	policy := "default-src 'none'; script-src " + hashOf(script) + " 'wasm-unsafe-eval'; style-src " + hashOf(style) +
		"; worker-src blob:; connect-src 'none'; base-uri 'none'; form-action 'none'"
	return []byte(strings.NewReplacer(
		"{{policy}}", policy, "{{style}}", style, "{{script}}", script, "{{worker}}", worker, "{{notice}}", notice, "{{program}}", blocks(program),
	).Replace(template))
}

// hashOf names a text in a content security policy.
func hashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// blocks writes the compressed program as elements that the browser does not run.
func blocks(program []byte) string {
	text := base64.StdEncoding.EncodeToString(pack.Pack(program))
	pieces := slices.Collect(slices.Chunk([]byte(text), chunk))
	var out strings.Builder
	for _, piece := range pieces {
		fmt.Fprintf(&out, "<script type=\"text/plain\" class=\"program\" data-of=\"%d\">%s</script>\n", len(pieces), piece)
	}
	return out.String()
}
