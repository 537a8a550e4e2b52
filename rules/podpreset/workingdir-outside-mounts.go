package podpreset

import (
	_ "embed"
	"path"
	"slices"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

//go:embed workingdir-outside-mounts.md
var workingDirOutsideDoc string

var workingDirOutside = &lint.Rule{
	ID: "TFK416", Name: "workingdir-outside-mounts",
	Stage: lint.Advice, Severity: lint.Note,
	Effect: "the container starts in an empty directory that it cannot write to",
	Doc:    workingDirOutsideDoc,
	Object: checkWorkingDir,
}

// checkWorkingDir judges only containers with an image of the Toolforge registry, because the content of other images is not
// known.
func checkWorkingDir(p *lint.Pass, _ *manifest.Object) {
	s := workload.Of(p)
	for _, image := range s.Images() {
		node := image.Container.Field("workingDir")
		dir := path.Clean(node.String())
		if image.Foreign || !path.IsAbs(dir) || dir == "/" || hasFolder(s, image.Container, dir) {
			continue
		}
		p.At(node, nil, "nothing is mounted at the working directory %s", dir).
			Help("use a directory that is mounted, or mount this one")
	}
}

// hasFolder reports whether the image or a mount provides a folder, or a mount is below it. The mounts of the PodPreset count
// even if it is not applied, because other rules report that.
func hasFolder(s *workload.Object, container *manifest.Node, dir string) bool {
	if slices.ContainsFunc(s.Policy.Images.Folders.Paths, func(p string) bool { return workload.IsWithin(dir, p) }) ||
		slices.ContainsFunc(s.Policy.PodPreset.Volumes, func(pv schemas.PresetVolume) bool { return isBeside(dir, pv.MountPath) }) {
		return true
	}
	mounts := container.Field("volumeMounts").Items()
	for i := range mounts {
		if at := mounts[i].Field("mountPath").String(); at != "" && isBeside(dir, path.Clean("/"+at)) {
			return true
		}
	}
	return false
}

// isBeside reports whether one of two paths is within the other.
func isBeside(a, b string) bool { return workload.IsWithin(a, b) || workload.IsWithin(b, a) }
