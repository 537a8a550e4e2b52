package validation

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/internal/words"
)

// podVolumes are the volumes of a pod by name, including the claims of a StatefulSet.
type podVolumes struct {
	sound    map[string]*manifest.Node
	rejected map[string]*manifest.Node // to the mounts, such a volume does not exist
	list     place
}

// causeOf returns why a volume does not exist: it is rejected, or has no name, or there is no list of volumes.
func (p *podVolumes) causeOf(name string) Cause {
	if n := cmp.Or(p.rejected[name], p.rejected[""], p.sound[""]); n != nil {
		return Cause{Node: n}
	}
	if p.list.node == nil {
		return Cause{p.list.up, "volumes"}
	}
	return Cause{}
}

// mostGuessed is with how many volumes a name is compared: as many mounts may lack theirs.
const mostGuessed = 100

// describeLack says that no volume of a name can be used.
func (p *podVolumes) describeLack(name string) Problem {
	if p.rejected[name] != nil {
		return say("volume %q is invalid, so it cannot be used", name).help("fix the volume")
	}
	x := say("the pod has no volume named %q", name)
	if len(p.sound) > mostGuessed {
		return x.help("add it under volumes")
	}
	if near := words.Nearest(name, slices.Sorted(maps.Keys(p.sound))); near != "" {
		return x.help("did you mean %q?", near)
	}
	return x.help("add it under volumes")
}

// validateVolumes validates the volumes of a pod.
func (v *validator) validateVolumes(volumes place) podVolumes {
	found := podVolumes{list: volumes}
	list, claims := volumes.node.Items(), v.claimTemplates(volumes).node.Items()
	if len(list)+len(claims) == 0 {
		return found
	}
	sound := make(map[string]*manifest.Node, len(list)+len(claims))
	found.sound = sound
	for _, claim := range each(claims) {
		sound[claim.in("metadata", "name").text()] = claim.node
	}
	rejected := false
	ofVolume := *v
	ofVolume.report = func(p Problem) {
		rejected = true
		v.report(p)
	}
	for _, volume := range each(list) {
		name := volume.at("name").text()
		before, taken := sound[name]
		if taken && isClaimTemplate(before) {
			continue // the controller replaces the volume by the claim
		}
		rejected = false
		ofVolume.validateVolume(volume, taken)
		if !rejected {
			sound[name] = volume.node
			continue
		}
		if found.rejected == nil {
			found.rejected = map[string]*manifest.Node{}
		}
		found.rejected[name] = volume.node
	}
	return found
}

// claimTemplates returns the claims from which the controller of a StatefulSet creates volumes.
func (v *validator) claimTemplates(volumes place) place {
	if v.gvk.Kind != "StatefulSet" {
		return place{}
	}
	podSpec := volumes.up
	if volumes.node != nil {
		podSpec = volumes.node.Parent()
	}
	return place{node: podSpec.Parent().Parent()}.at("volumeClaimTemplates")
}

// isClaim reports whether a volume is a PersistentVolumeClaim. Only such a volume can be a device.
func isClaim(volume *manifest.Node) bool {
	return !volume.Field("persistentVolumeClaim").IsNull() || isClaimTemplate(volume)
}

func isClaimTemplate(n *manifest.Node) bool { return n.Parent().Key() == "volumeClaimTemplates" }

// validateVolume validates a Volume. taken is true if a volume before it has the same name.
func (v *validator) validateVolume(volume place, taken bool) {
	name := volume.at("name")
	v.validateVolumeSource(volume)
	switch {
	case !v.requireNonEmpty(name, "name the volume"):
	case taken:
		v.reject(name, say("two volumes are named %q", name.text()).help("rename one of them, and its mounts"))
	case name.isSet():
		v.rejectFaults(name, name.text(), LabelName(name.text()))
	}
	if iscsi := volume.at("iscsi"); iscsi.at("initiatorName").isSet() {
		if n := len(name.text()) + 1 + len(iscsi.at("targetPortal").text()); n > 64 {
			v.reject(name, say("name and iscsi.targetPortal have %d characters together", n).help("use at most 64 with an initiatorName"))
		}
	}
}

// volumeSources are the sources of a volume in the order in which the server validates them.
var volumeSources = [...]struct {
	name     string
	validate func(*validator, place)
}{
	{"emptyDir", (*validator).validateEmptyDir},
	{"hostPath", (*validator).validateHostPath},
	{"gitRepo", (*validator).validateGitRepo},
	{"gcePersistentDisk", (*validator).validateGcePersistentDisk},
	{"awsElasticBlockStore", (*validator).validateAwsElasticBlockStore},
	{"secret", (*validator).validateSecretVolume},
	{"nfs", (*validator).validateNFS},
	{"iscsi", (*validator).validateISCSI},
	{"glusterfs", (*validator).validateGlusterfs},
	{"flocker", (*validator).validateFlocker},
	{"persistentVolumeClaim", (*validator).validatePersistentVolumeClaim},
	{"rbd", (*validator).validateRBD},
	{"cinder", (*validator).validateCinder},
	{"cephfs", (*validator).validateCephFS},
	{"quobyte", (*validator).validateQuobyte},
	{"downwardAPI", (*validator).validateDownwardAPI},
	{"fc", (*validator).validateFC},
	{"flexVolume", (*validator).validateFlexVolume},
	{"configMap", (*validator).validateConfigMapVolume},
	{"azureFile", (*validator).validateAzureFile},
	{"vsphereVolume", (*validator).validateVsphereVolume},
	{"photonPersistentDisk", (*validator).validatePhotonPersistentDisk},
	{"portworxVolume", (*validator).validatePortworxVolume},
	{"azureDisk", (*validator).validateAzureDisk},
	{"storageos", (*validator).validateStorageOS},
	{"projected", (*validator).validateProjected},
	{"scaleIO", (*validator).validateScaleIO},
}

// validateVolumeSource validates the source of a volume. The first source counts. A volume without one is an emptyDir.
// The feature gate of csi is off: the server drops the field after it has looked for a source, but in the pods of a
// StatefulSet before that.
func (v *validator) validateVolumeSource(volume place) {
	first, left := "", len(volume.node.Fields())
	if volume.at("name").node != nil {
		left--
	}
	for _, source := range volumeSources {
		if left == 0 {
			break
		}
		p := volume.at(source.name)
		if p.node != nil {
			left--
		}
		switch {
		case !p.isSet():
		case first == "":
			first = source.name
			source.validate(v, p)
		default:
			v.rejectAt(p, volume.path()+"."+nameInPath(source.name), say("the volume has two sources, %s and %s", first, source.name).help("keep one of them"))
		}
	}
	if csi := volume.at("csi"); first == "" && csi.isSet() && !v.pods {
		v.rejectAt(csi, volume.path(), say("csi volumes are not enabled in the cluster").help("use another kind of volume"))
	}
}

// nameInPath returns how the server spells a second source.
func nameInPath(source string) string {
	switch source {
	case "cephfs":
		return "cephFS"
	case "downwardAPI":
		return "downwarAPI"
	}
	return source
}

// validateFileMode validates the permissions of a file. Three digits that are valid as an octal number probably lack
// the leading zero.
func (v *validator) validateFileMode(p place) {
	n, ok := p.number()
	if !ok || n >= 0 && n <= 0777 {
		return
	}
	text, isJSON := p.node.Text(), p.node.Document().File.JSON()
	mode, err := strconv.ParseInt(text, 8, 64)
	if err != nil || n < 0 || mode > 0777 || strconv.FormatInt(n, 10) != text {
		x := say("file mode %s is out of range", text).help("use 0 to 0777 in octal, such as 0644")
		if isJSON {
			x = x.help("use 0 to 511, such as 420 for 0644")
		}
		v.reject(p, x)
		return
	}
	meant := "0" + text
	x := say("file mode %s is a decimal number", text).help("write %s", meant)
	if isJSON {
		meant = strconv.FormatInt(mode, 10)
		x = say("file mode %s is a decimal number in JSON", text).help("write %s, which is %s in octal", meant, "0"+text)
	}
	if edits, ok := p.node.SetText(meant); ok {
		x.Fix = &Fix{Title: "write it as " + meant, Edits: edits}
	}
	v.reject(p, x)
}

// validatePathInside validates a path that must not leave its directory.
func (v *validator) validatePathInside(p place) {
	if path := p.text(); strings.HasPrefix(path, "/") {
		v.reject(p, absolutePath(p))
	}
	v.rejectUpward(p)
}

// validateFileInside validates the path of a file in a volume. Names that begin with two dots are reserved for the
// files of Kubernetes.
func (v *validator) validateFileInside(p place) {
	v.validatePathInside(p)
	if path := p.text(); strings.HasPrefix(path, "..") && path != ".." && !strings.HasPrefix(path, "../") {
		v.reject(p, say("%s %q begins with two dots", lastName(p), path).help("use another name, because such names are reserved"))
	}
}

// rejectUpward reports a path that has a part "..".
func (v *validator) rejectUpward(p place) {
	for part := range strings.SplitSeq(p.text(), "/") {
		if part == ".." {
			v.reject(p, upwardPath(p))
			return
		}
	}
}

// withPath returns a validator that reports problems of a place under another path.
func (v *validator) withPath(p place, as func() string) *validator {
	there := *v
	there.report = func(x Problem) {
		x.Path = as() + strings.TrimPrefix(x.Path, p.path())
		v.report(x)
	}
	return &there
}
