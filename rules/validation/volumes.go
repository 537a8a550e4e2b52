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

// podVolumes are the volumes of a pod, the claims of a StatefulSet too, by their names.
type podVolumes struct {
	sound    map[string]*manifest.Node
	rejected map[string]*manifest.Node // the server says of their mounts, too, that there is no such volume
	list     place
}

// causeOf is why there is no volume of a name: it is rejected, or has no name, or there is no list of volumes.
func (p *podVolumes) causeOf(name string) Cause {
	if n := cmp.Or(p.rejected[name], p.rejected[""], p.sound[""]); n != nil {
		return Cause{Node: n}
	}
	if p.list.node == nil {
		return Cause{p.list.up, "volumes"}
	}
	return Cause{}
}

// lack says that there is no volume of a name that can be used.
func (p *podVolumes) lack(name string) Problem {
	if p.rejected[name] != nil {
		return say("volume %q is invalid, so it cannot be used", name).help("fix the volume")
	}
	x := say("the pod has no volume named %q", name)
	if near := words.Nearest(name, slices.Sorted(maps.Keys(p.sound))); near != "" {
		return x.help("did you mean %q?", near)
	}
	return x.help("add it under volumes")
}

// volumes judges the volumes of a pod.
func (v *validator) volumes(volumes place) podVolumes {
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
	judge := *v
	judge.report = func(p Problem) {
		rejected = true
		v.report(p)
	}
	for _, volume := range each(list) {
		name := volume.at("name").text()
		before, taken := sound[name]
		if taken && isClaimTemplate(before) {
			continue // the controller puts the claim into its place
		}
		rejected = false
		judge.volume(volume, taken)
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

// claimTemplates are the claims that the controller of a StatefulSet makes volumes of.
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

// isClaim reports whether a volume is a PersistentVolumeClaim, the only one that may be used as a device.
func isClaim(volume *manifest.Node) bool {
	return !volume.Field("persistentVolumeClaim").IsNull() || isClaimTemplate(volume)
}

func isClaimTemplate(n *manifest.Node) bool { return n.Parent().Key() == "volumeClaimTemplates" }

// volume judges a Volume. taken says that a volume before it has the name.
func (v *validator) volume(volume place, taken bool) {
	name := volume.at("name")
	v.volumeSource(volume)
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

// volumeSources are the sources of a volume, in the order in which the server asks for them, and their checks.
var volumeSources = [...]struct {
	name  string
	judge func(*validator, place)
}{
	{"emptyDir", (*validator).emptyDir},
	{"hostPath", (*validator).hostPath},
	{"gitRepo", (*validator).gitRepo},
	{"gcePersistentDisk", (*validator).gcePersistentDisk},
	{"awsElasticBlockStore", (*validator).awsElasticBlockStore},
	{"secret", (*validator).secretVolume},
	{"nfs", (*validator).nfs},
	{"iscsi", (*validator).iscsi},
	{"glusterfs", (*validator).glusterfs},
	{"flocker", (*validator).flocker},
	{"persistentVolumeClaim", (*validator).persistentVolumeClaim},
	{"rbd", (*validator).rbd},
	{"cinder", (*validator).cinder},
	{"cephfs", (*validator).cephfs},
	{"quobyte", (*validator).quobyte},
	{"downwardAPI", (*validator).downwardAPI},
	{"fc", (*validator).fc},
	{"flexVolume", (*validator).flexVolume},
	{"configMap", (*validator).configMapVolume},
	{"azureFile", (*validator).azureFile},
	{"vsphereVolume", (*validator).vsphereVolume},
	{"photonPersistentDisk", (*validator).photonPersistentDisk},
	{"portworxVolume", (*validator).portworxVolume},
	{"azureDisk", (*validator).azureDisk},
	{"storageos", (*validator).storageOS},
	{"projected", (*validator).projected},
	{"scaleIO", (*validator).scaleIO},
}

// volumeSource judges where a volume comes from. The first source counts; without any, it is an emptyDir. csi is behind a
// gate: the server drops it after it has looked for a source. Of a StatefulSet's pods it is gone before that.
func (v *validator) volumeSource(volume place) {
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
			source.judge(v, p)
		default:
			v.rejectAt(p, volume.path()+"."+asRejected(source.name), say("the volume has two sources, %s and %s", first, source.name).help("keep one of them"))
		}
	}
	if csi := volume.at("csi"); first == "" && csi.isSet() && !v.pods {
		v.rejectAt(csi, volume.path(), say("csi volumes are not enabled in the cluster").help("use another kind of volume"))
	}
}

// asRejected is how the server spells a source that is one too many.
func asRejected(source string) string {
	switch source {
	case "cephfs":
		return "cephFS"
	case "downwardAPI":
		return "downwarAPI"
	}
	return source
}

// fileMode judges the permissions of a file. Three digits that make sense as an octal number are one that lacks its zero.
func (v *validator) fileMode(p place) {
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
	if isJSON {
		meant = strconv.FormatInt(mode, 10)
	}
	x := say("file mode %s is a decimal number", text).help("write %s", meant)
	if edits, ok := p.node.SetText(meant); ok {
		x.Fix = &Fix{Title: "write the file mode " + text + " as " + meant, Edits: edits}
	}
	v.reject(p, x)
}

// pathInside judges a path that must stay below where it starts.
func (v *validator) pathInside(p place) {
	if path := p.text(); strings.HasPrefix(path, "/") {
		v.reject(p, absolute(p))
	}
	v.noBacksteps(p)
}

// fileInside judges the path of a file in a volume. Kubernetes keeps its own files there under names that begin with two
// dots.
func (v *validator) fileInside(p place) {
	v.pathInside(p)
	if path := p.text(); strings.HasPrefix(path, "..") && path != ".." && !strings.HasPrefix(path, "../") {
		v.reject(p, say("%s %q begins with two dots", lastName(p), path).help("use another name, because such names are reserved"))
	}
}

// noBacksteps judges a path that may not have ".." among its parts.
func (v *validator) noBacksteps(p place) {
	for part := range strings.SplitSeq(p.text(), "/") {
		if part == ".." {
			v.reject(p, upward(p))
			return
		}
	}
}

// spelled is a validator for a place that the server spells in its own way: as, instead of the path.
func (v *validator) spelled(p place, as func() string) *validator {
	judge := *v
	judge.report = func(x Problem) {
		x.Path = as() + strings.TrimPrefix(x.Path, p.path())
		v.report(x)
	}
	return &judge
}
