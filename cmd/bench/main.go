// Bench measures tfk8s as whole processes, in turn with the floor and, where it can be installed, with kubeconform. The floor
// reads the same YAML and does nothing else. It prints tables in Markdown.
//
// Inputs are generated, the same for the same seed. It runs in the root of the module and writes below a temporary folder.
package main

import (
	"cmp"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

func main() {
	if len(os.Args) > 2 && os.Args[1] == measureWord {
		runAndTell(os.Args[2:])
		return
	}
	var o options
	flag.IntVar(&o.rounds, "rounds", 5, "how often each program is run; the tables show medians")
	flag.BoolVar(&o.peers, "peers", true, "install and run kubeconform too")
	flag.Uint64Var(&o.seed, "seed", 1, "of the generator")
	flag.StringVar(&o.dir, "dir", "", "folder for inputs and programs, kept (default: a temporary one)")
	flag.Parse()
	if err := o.run(); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

type options struct {
	rounds int
	peers  bool
	seed   uint64
	dir    string
}

func (o *options) run() error {
	if o.dir == "" {
		dir, err := os.MkdirTemp("", "tfk8s-bench-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		o.dir = dir
	}
	dir, err := filepath.Abs(o.dir) // go build runs in another folder
	if err != nil {
		return err
	}
	o.dir = dir
	if err := writeInputs(o.dir, o.seed); err != nil {
		return err
	}
	b := bench{dir: o.dir, rounds: o.rounds}
	if err := b.build(o.peers); err != nil {
		return err
	}
	return b.report(os.Stdout)
}

// A bench has the programs to compare.
type bench struct {
	dir    string
	rounds int

	floor, tfk8s string
	peer         []string // the command line of kubeconform before the inputs; nil if it is not installed
}

func (b *bench) build(peers bool) error {
	b.floor, b.tfk8s = filepath.Join(b.dir, "floor"), filepath.Join(b.dir, "tfk8s")
	for bin, folder := range map[string]string{b.floor: "cmd/bench/floor", b.tfk8s: "cmd/tfk8s"} {
		build := command("go", "-C", folder, "build", "-trimpath", "-ldflags=-s -w", "-o", bin, ".")
		build.Env = append(os.Environ(), "CGO_ENABLED=0") // as a release is built
		if err := build.Run(); err != nil {
			return fmt.Errorf("go build %s: %w", folder, err)
		}
	}
	if !peers {
		return nil
	}
	const kubeconform = "github.com/yannh/kubeconform/cmd/kubeconform@v0.8.0"
	install := command("go", "install", kubeconform)
	install.Env = append(os.Environ(), "GOBIN="+b.dir, "GOFLAGS=")
	if err := install.Run(); err != nil {
		fmt.Fprintf(os.Stderr, "bench: without kubeconform, which cannot be installed: %v\n", err)
		return nil
	}
	schemas := filepath.Join(b.dir, "schemas")
	if err := writeSchemas(schemas); err != nil {
		return err
	}
	b.peer = []string{
		filepath.Join(b.dir, "kubeconform"), "-strict", "-ignore-missing-schemas",
		"-schema-location", filepath.Join(schemas, "{{ .ResourceKind }}{{ .KindSuffix }}.json"),
	}
	return nil
}

// command prepares a program whose errors are shown.
func command(name string, args ...string) *exec.Cmd {
	cmd := exec.Command(cmp.Or(os.Getenv("GO"), name), args...)
	cmd.Stderr = os.Stderr
	return cmd
}
