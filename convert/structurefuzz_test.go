package convert_test

import (
	"encoding/binary"
	"fmt"
	"io"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/toolforge/tfk8s/convert"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/lint/parallel"
	"github.com/toolforge/tfk8s/rules"
)

// TestConvertHoldsItsPromisesOnGeneratedFiles checks files that the fuzz target would try first, the same ones each time.
func TestConvertHoldsItsPromisesOnGeneratedFiles(t *testing.T) {
	n := 600
	if testing.Short() {
		n = 60
	}
	problems := parallel.Map(n, func(i int) []string { return brokenBy(structured(choose(uint64(i)))) })
	for _, problem := range slices.Concat(problems...) {
		t.Error(problem)
	}
}

// TestNoFixLeavesAnErrorInGeneratedFiles checks files whose faults hide no others: nothing is misspelled or of another type.
func TestNoFixLeavesAnErrorInGeneratedFiles(t *testing.T) {
	n := 200
	if testing.Short() {
		n = 40
	}
	var checked atomic.Int64
	problems := parallel.Map(n, func(i int) (found []string) {
		c := choose(uint64(i))
		c.spells = true
		text := structured(c)
		for direction, cfg := range directions() {
			if r, err := convert.File(&convert.Options{Config: cfg, Pin: rules.Pin}, manifest.Parse("job.yaml", []byte(text))); err == nil &&
				slices.ContainsFunc(namesOf(r.Applied), func(name string) bool { return slices.Contains(remaking, name) }) {
				continue
			}
			checked.Add(1)
			for _, problem := range newErrors(cfg, "job.yaml", text) {
				found = append(found, direction+": "+problem+"\n"+clip(text))
			}
		}
		return found
	})
	for _, problem := range slices.Concat(problems...) {
		t.Error(problem)
	}
	if checked.Load() < int64(n)/2 {
		t.Errorf("only %d of %d conversions were compared", checked.Load(), 2*n)
	}
}

// choose makes the choices of a seed.
func choose(seed uint64) *choices {
	random := rand.New(rand.NewPCG(seed, 2020))
	bytes := make([]byte, 0, 4096)
	for len(bytes) < cap(bytes) {
		bytes = binary.LittleEndian.AppendUint64(bytes, random.Uint64())
	}
	return &choices{rest: bytes}
}

// brokenBy lists the promises that converting a text breaks, there and back.
func brokenBy(text string) (problems []string) {
	for direction, cfg := range directions() {
		for _, problem := range broken(cfg, "job.yaml", text) {
			problems = append(problems, direction+": "+problem+"\n"+clip(text))
		}
	}
	return problems
}

// TestWhatIsWrittenInAnyFormComesBack writes the manifests of TestThereAndBack in other forms.
func TestWhatIsWrittenInAnyFormComesBack(t *testing.T) {
	forms := 40
	if testing.Short() {
		forms = 2
	}
	for _, name := range glob(t, "../testdata/roundtrip/*.yaml") {
		documents := treesOf(t, readFile(t, name))
		for seed := range forms {
			w := newWriter(choose(uint64(seed)))
			for i, tree := range documents {
				if i > 0 {
					w.WriteString("---\n") // a comment behind it would be a fault
				}
				w.anchors = map[string]string{}
				w.block(tree, 0, false)
			}
			t.Run(fmt.Sprint(filepath.Base(name), "/", seed), func(t *testing.T) { comesBack(t, name, w.String()) })
		}
	}
}

// treesOf reads the objects of a text.
func treesOf(t *testing.T, text string) (trees []fields) {
	t.Helper()
	decoder := yaml.NewDecoder(strings.NewReader(text))
	for {
		var n yaml.Node
		if err := decoder.Decode(&n); err == io.EOF {
			return trees
		} else if err != nil {
			t.Fatal(err)
		}
		trees = append(trees, treeOf(n.Content[0]).(fields))
	}
}

func treeOf(n *yaml.Node) any {
	switch {
	case n.Kind == yaml.MappingNode:
		var tree fields
		for i := 0; i < len(n.Content); i += 2 {
			tree = append(tree, field{n.Content[i].Value, treeOf(n.Content[i+1])})
		}
		return tree
	case n.Kind == yaml.SequenceNode:
		var tree list
		for _, item := range n.Content {
			tree = append(tree, treeOf(item))
		}
		return tree
	case n.Tag == "!!str":
		return n.Value
	}
	return literal(n.Value)
}

// FuzzStructure checks convert's promises on generated files. It changes the choices of the generator, so that most files are objects.
func FuzzStructure(f *testing.F) {
	for seed := range uint64(20) {
		f.Add(choose(seed).rest)
	}
	f.Fuzz(func(t *testing.T, choice []byte) {
		for _, problem := range brokenBy(structured(&choices{rest: choice})) {
			t.Error(problem)
		}
	})
}
