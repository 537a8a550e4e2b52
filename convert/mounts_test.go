package convert_test

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"testing"

	"sigs.k8s.io/yaml"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

// ofPreset are the folders and the file that the PodPreset mounts and that the legacy cluster allowed.
var ofPreset = []string{"/data/project", "/public/dumps", "/data/scratch", "/etc/wmcs-project"}

func isOfPreset(p string) bool {
	return slices.ContainsFunc(ofPreset, func(top string) bool { return p == top || strings.HasPrefix(p, top+"/") })
}

// podSpecs returns the specs of all pods of an object.
func podSpecs(v any) (found []map[string]any) {
	switch v := v.(type) {
	case map[string]any:
		if _, ok := v["containers"]; ok {
			return []map[string]any{v}
		}
		for _, inner := range v {
			found = append(found, podSpecs(inner)...)
		}
	case []any:
		for _, inner := range v {
			found = append(found, podSpecs(inner)...)
		}
	}
	return found
}

// maps returns the items of a list that are maps.
func mapsIn(v any) (all []map[string]any) {
	list, _ := v.([]any)
	for _, item := range list {
		if m, ok := item.(map[string]any); ok {
			all = append(all, m)
		}
	}
	return all
}

func textAt(m map[string]any, key string) string { s, _ := m[key].(string); return s }

// hostPaths returns the paths of the nodes by the names of volumes.
func hostPaths(spec map[string]any) map[string]string {
	paths := map[string]string{}
	for _, v := range mapsIn(spec["volumes"]) {
		if host := at(v, "hostPath"); host != nil {
			paths[textAt(v, "name")] = path.Clean(textAt(host, "path"))
		}
	}
	return paths
}

// A mounted is a path of the nodes that a container mounts.
type mounted struct{ container, at, host string }

func (m mounted) String() string { return fmt.Sprintf("%s: %s at %s", m.container, m.host, m.at) }

// covers reports whether a mount shows everything that another one shows.
func (m mounted) covers(other mounted) bool {
	rest, ok := strings.CutPrefix(other.at, m.at)
	return ok && m.container == other.container && other.host == m.host+rest && (rest == "" || rest[0] == '/')
}

func mountsOf(spec map[string]any) (all []mounted) {
	hosts := hostPaths(spec)
	for _, list := range []string{"initContainers", "containers"} {
		for _, c := range mapsIn(spec[list]) {
			for _, m := range mapsIn(c["volumeMounts"]) {
				if host, ok := hosts[textAt(m, "name")]; ok {
					all = append(all, mounted{textAt(c, "name"), path.Clean(textAt(m, "mountPath")), host})
				}
			}
		}
	}
	return all
}

// lostMounts returns the mounts of a file whose files another version of it does not show.
func lostMounts(t *testing.T, before, after *manifest.File) (lost []mounted) {
	t.Helper()
	var is []mounted
	for _, spec := range specsOf(t, after) {
		is = append(is, mountsOf(spec)...)
	}
	for _, spec := range specsOf(t, before) {
		for _, m := range mountsOf(spec) {
			if !slices.ContainsFunc(is, func(other mounted) bool { return other.covers(m) }) {
				lost = append(lost, m)
			}
		}
	}
	return lost
}

func specsOf(t *testing.T, f *manifest.File) (specs []map[string]any) {
	t.Helper()
	for _, doc := range f.Docs {
		var object map[string]any
		if err := yaml.Unmarshal(f.Text()[doc.Span().Start:doc.Span().End], &object); err != nil {
			t.Fatal(err)
		}
		specs = append(specs, podSpecs(object)...)
	}
	return specs
}

// dropPresetMounts removes the mounts that the PodPreset makes too, and their volumes.
func dropPresetMounts(spec map[string]any) {
	hosts := hostPaths(spec)
	isTheirs := func(name, mountPath string) bool {
		host, ok := hosts[name]
		return ok && isOfPreset(host) && host == path.Clean(mountPath)
	}
	used := map[string]bool{}
	for _, list := range []string{"initContainers", "containers"} {
		for _, c := range mapsIn(spec[list]) {
			var kept []any
			for _, m := range mapsIn(c["volumeMounts"]) {
				if !isTheirs(textAt(m, "name"), textAt(m, "mountPath")) {
					kept = append(kept, m)
					used[textAt(m, "name")] = true
				}
			}
			c["volumeMounts"] = kept
		}
	}
	var kept []any
	for _, v := range mapsIn(spec["volumes"]) {
		if name := textAt(v, "name"); used[name] || !isOfPreset(hosts[name]) {
			kept = append(kept, v)
		}
	}
	spec["volumes"] = kept
}

// TestThereAndBackKeepsEveryMount converts pods with the mounts of the PodPreset, in all forms, there and back.
func TestThereAndBackKeepsEveryMount(t *testing.T) {
	cfg := directions()
	for _, s := range mountingSamples() {
		first := manifest.Parse(s.file, []byte(s.text))
		there := converted(t, cfg["there"], first)
		back := converted(t, cfg["back"], there)
		for _, lost := range lostMounts(t, first, back) {
			t.Errorf("the mount %s is lost\nof:\n%s\nfrom:\n%s\nback:\n%s", lost, s.text, there.Src, back.Src)
		}
		for _, d := range lint.Run(cfg["back"], []*manifest.File{back}).Diagnostics {
			if d.Severity == lint.Error {
				t.Errorf("back again, lint finds: %s [%s]\n%s", d.Message, d.Rule.Name, back.Src)
			}
		}
	}
}

// mountingSamples returns legacy Deployments with every subset of the mounts of the PodPreset: read-only or not, with or without a
// slash at the end, under the names of the PodPreset or others.
func mountingSamples() (all []sample) {
	forms := []string{"", "read-only", "slash", "slash, read-only"}
	homes := []string{"", "/data/project", "/data/project/tally", "/data/project/tally/sub", "/data/project/shared/lib"}
	for i, home := range homes {
		for subset := range 8 {
			for f, form := range forms {
				var mounts, volumes strings.Builder
				add := func(name, p string, readOnly bool) {
					if strings.HasPrefix(form, "slash") {
						p += "/"
					}
					fmt.Fprintf(&mounts, "            - {name: %s, mountPath: %s, readOnly: %t}\n", name, p, readOnly)
					fmt.Fprintf(&volumes, "        - {name: %s, hostPath: {path: %s}}\n", name, p)
				}
				if home != "" {
					add([]string{"home", "claim0"}[(i+f)%2], home, strings.HasSuffix(form, "read-only"))
				}
				for bit, p := range ofPreset[1:] {
					if subset&(1<<bit) != 0 {
						add(path.Base(p), p, strings.HasSuffix(form, "read-only"))
					}
				}
				text := "apiVersion: extensions/v1beta1\nkind: Deployment\nmetadata: {name: tally.bot, namespace: tally}\nspec:\n  template:\n" +
					"    metadata:\n      labels: {name: tally.bot}\n    spec:\n      containers:\n        - name: bot\n" +
					"          image: docker-registry.tools.wmflabs.org/toollabs-python35-base\n          command: [/data/project/tally/run.sh]\n"
				if mounts.Len() > 0 {
					text += "          volumeMounts:\n" + mounts.String() + "      volumes:\n" + volumes.String()
				}
				all = append(all, sample{fmt.Sprint(home, subset, form), "job.yaml", text})
			}
		}
	}
	return all
}
