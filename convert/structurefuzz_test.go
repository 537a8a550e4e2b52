package convert_test

import (
	"encoding/binary"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/toolforge/tfk8s/lint/parallel"
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

// choose makes the choices of a seed.
func choose(seed uint64) *choices {
	random := rand.New(rand.NewPCG(seed, 2020))
	bytes := make([]byte, 0, 4096)
	for len(bytes) < cap(bytes) {
		bytes = binary.LittleEndian.AppendUint64(bytes, random.Uint64())
	}
	return &choices{bytes}
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

// FuzzStructure checks convert's promises on generated files. It changes the choices of the generator, so that most files are objects.
func FuzzStructure(f *testing.F) {
	for seed := range uint64(20) {
		f.Add(choose(seed).rest)
	}
	f.Fuzz(func(t *testing.T, choice []byte) {
		for _, problem := range brokenBy(structured(&choices{choice})) {
			t.Error(problem)
		}
	})
}
