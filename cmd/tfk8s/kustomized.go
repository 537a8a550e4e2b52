package main

import (
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/files"
	"github.com/toolforge/tfk8s/convert/plan"
)

// addKustomizations adds to a file of a plan what kustomizations do with it.
func addKustomizations(f *plan.File, around *files.Surroundings) {
	given := around.GivenTo(f.Path)
	f.MadeBy, f.Renamed = around.MadeBy(f.Path), given.Names
	for made := range given.Extra {
		f.Extra = append(f.Extra, plan.Reference(made))
	}
}
