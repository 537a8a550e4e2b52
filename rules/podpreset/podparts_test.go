package podpreset

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
)

// The index for many volumes and mounts must find the same as the search through few.
func TestPartsOfAPodAreFoundByNameHoweverManyThereAre(t *testing.T) {
	var volumes, mounts []string
	for i := range 60 {
		volumes = append(volumes, fmt.Sprintf("{name: v%d, hostPath: {path: /data/project/%d}}", i%50, i))
		mounts = append(mounts, fmt.Sprintf("{name: v%d, mountPath: /m/%d}", i%7*9, i))
	}
	src := fmt.Sprintf("kind: Pod\napiVersion: v1\nspec: {containers: [{volumeMounts: [%s]}, {volumeMounts: [%s]}], volumes: [%s]}\n",
		strings.Join(mounts, ", "), strings.Join(mounts[:9], ", "), strings.Join(volumes, ", "))
	object := manifest.Parse("job.yaml", []byte(src)).Docs[0].Objects()[0]
	sub := workload.New(workload.NewSettings(), object, func(*workload.Object) {})
	many := PartsOf(sub)
	if many.named == nil || many.showing == nil || len(many.Volumes) != 50 {
		t.Fatalf("%d volumes, no index", len(many.Volumes))
	}
	few := PodParts{Volumes: many.Volumes, mounts: many.mounts}
	for i := range 60 {
		name := fmt.Sprint("v", i)
		if many.Volume(name) != few.Volume(name) || !slices.Equal(many.MountsOf(name), few.MountsOf(name)) {
			t.Errorf("%s: with the index %v %v, without %v %v", name, many.Volume(name), many.MountsOf(name), few.Volume(name), few.MountsOf(name))
		}
	}
}
