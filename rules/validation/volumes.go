package validation

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest"
)

// podVolumes are the volumes of a pod, the claims of a StatefulSet too, by their names.
type podVolumes struct {
	sound   map[string]*manifest.Node
	refused map[string]*manifest.Node // the server says of their mounts, too, that there is no such volume
	list    place
}

// causeOf is why there is no volume of a name: it is refused, or has no name, or there is no list of volumes.
func (p *podVolumes) causeOf(name string) Cause {
	if n := cmp.Or(p.refused[name], p.refused[""], p.sound[""]); n != nil {
		return Cause{Node: n}
	}
	if p.list.node == nil {
		return Cause{p.list.up, "volumes"}
	}
	return Cause{}
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
	refused := false
	judge := *v
	judge.report = func(p Problem) {
		refused = true
		v.report(p)
	}
	for _, volume := range each(list) {
		name := volume.at("name").text()
		before, taken := sound[name]
		if taken && isClaimTemplate(before) {
			continue // the controller puts the claim into its place
		}
		refused = false
		judge.volume(volume, taken)
		if !refused {
			sound[name] = volume.node
			continue
		}
		if found.refused == nil {
			found.refused = map[string]*manifest.Node{}
		}
		found.refused[name] = volume.node
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
	case !v.notEmpty(name, "the mounts of the containers speak of the volume by it"):
	case taken:
		v.problem(name, "%q is the name of two volumes: rename one, and its mounts", name.text())
	case name.set():
		v.checked(name, name.text(), LabelName(name.text()))
	}
	if iscsi := volume.at("iscsi"); iscsi.at("initiatorName").set() {
		if n := len(name.text()) + 1 + len(iscsi.at("targetPortal").text()); n > 64 {
			v.problem(name, "the name and iscsi.targetPortal have %d characters: with an initiatorName they may have 64 together", n)
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
		case !p.set():
		case first == "":
			first = source.name
			source.judge(v, p)
		default:
			v.problemAt(p, volume.path()+"."+asRefused(source.name), "a volume has one source: it is %s already", first)
		}
	}
	if csi := volume.at("csi"); first == "" && csi.set() && !v.pods {
		v.problemAt(csi, volume.path(), "the cluster has no csi volumes: it drops the field, and no source is left")
	}
}

// asRefused is how the server spells a source that is one too many.
func asRefused(source string) string {
	switch source {
	case "cephfs":
		return "cephFS"
	case "downwardAPI":
		return "downwarAPI"
	}
	return source
}

// notEmpty reports an empty string where the schema wants any. An absent one is the schema's business.
func (v *validator) notEmpty(p place, hint string) bool {
	if isBlank(p) {
		v.required(p, hint)
		return false
	}
	return true
}

// needed reports a string that is absent or empty, where the schema does not mind.
func (v *validator) needed(p place, hint string) bool {
	if isEmpty(p) {
		v.required(p, hint)
		return false
	}
	return true
}

// fileMode judges the permissions of a file. Three digits that make sense as an octal number are one that lacks its zero.
func (v *validator) fileMode(p place) {
	n, ok := p.number()
	if !ok || n >= 0 && n <= 0777 {
		return
	}
	text := p.node.Text()
	problem := Problem{Node: p.node, Path: p.path(), Pods: v.pods}
	mode, err := strconv.ParseInt(text, 8, 64)
	if err != nil || n < 0 || mode > 0777 || strconv.FormatInt(n, 10) != text {
		problem.Message = text + " is no file mode, which is 0 to 0777 in octal: write 0644 in YAML, 420 in JSON"
		v.report(problem)
		return
	}
	meant := "0" + text
	if p.node.Document().File.JSON() {
		meant = strconv.FormatInt(mode, 10)
	}
	problem.Message = fmt.Sprintf("%s is a decimal number, and no file mode: use %s", text, meant)
	if edits, ok := p.node.SetText(meant); ok {
		problem.Fix = &Fix{Title: "write the file mode " + text + " as " + meant, Edits: edits}
	}
	v.report(problem)
}

// pathInside judges a path that must stay below where it starts.
func (v *validator) pathInside(p place) {
	if path := p.text(); strings.HasPrefix(path, "/") {
		v.problem(p, "%q is an absolute path: leave out the slash it begins with", path)
	}
	v.noBacksteps(p)
}

// fileInside judges the path of a file in a volume. Kubernetes keeps its own files there under names that begin with two
// dots.
func (v *validator) fileInside(p place) {
	v.pathInside(p)
	if path := p.text(); strings.HasPrefix(path, "..") && path != ".." && !strings.HasPrefix(path, "../") {
		v.problem(p, "%q begins with two dots: such names are reserved", path)
	}
}

// noBacksteps judges a path that may not have ".." among its parts.
func (v *validator) noBacksteps(p place) {
	for part := range strings.SplitSeq(p.text(), "/") {
		if part == ".." {
			v.problem(p, "%q goes up with ..: write where it leads to", p.text())
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
