package rules

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/lint/manifest"
)

// Many volumes and mounts are found by an index, and few without: it must not matter.
func TestPartsOfAPodAreFoundByNameHoweverManyThereAre(t *testing.T) {
	var volumes, mounts []string
	for i := range 60 {
		volumes = append(volumes, fmt.Sprintf("{name: v%d, hostPath: {path: /data/project/%d}}", i%50, i))
		mounts = append(mounts, fmt.Sprintf("{name: v%d, mountPath: /m/%d}", i%7*9, i))
	}
	src := fmt.Sprintf("kind: Pod\napiVersion: v1\nspec: {containers: [{volumeMounts: [%s]}, {volumeMounts: [%s]}], volumes: [%s]}\n",
		strings.Join(mounts, ", "), strings.Join(mounts[:9], ", "), strings.Join(volumes, ", "))
	object := manifest.Parse("job.yaml", []byte(src)).Docs[0].Objects()[0]
	sub := NewSettings().Config(All).Prepare(object).(*Subject)
	many := sub.podParts()
	if many.named == nil || many.showing == nil || len(many.volumes) != 50 {
		t.Fatalf("%d volumes, no index", len(many.volumes))
	}
	few := podParts{volumes: many.volumes, mounts: many.mounts}
	for i := range 60 {
		name := fmt.Sprint("v", i)
		if many.volume(name) != few.volume(name) || !slices.Equal(many.mountsOf(name), few.mountsOf(name)) {
			t.Errorf("%s: with the index %v %v, without %v %v", name, many.volume(name), many.mountsOf(name), few.volume(name), few.mountsOf(name))
		}
	}
}
