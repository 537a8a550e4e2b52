package plan

import (
	"cmp"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint/shell"

	"github.com/toolforge/tfk8s/schemas"
)

// A runtimeChange is a container whose language changes its version.
type runtimeChange struct {
	object    *object
	container string
	from, to  *schemas.Image
}

func (m *move) runtimeChanges() []runtimeChange {
	var changed []runtimeChange
	for i := range m.objects {
		o := &m.objects[i]
		if m.before[o.file] == nil {
			m.before[o.file] = o.file.imagesBefore()
		}
		for _, now := range o.Images {
			was := m.before[o.file][containerKey{o.Tool, o.Name, now.Container}]
			if was != nil && now.Row != nil && was.Language == now.Row.Language && was.Version != now.Row.Version {
				changed = append(changed, runtimeChange{o, now.Container, was, now.Row})
			}
		}
	}
	return changed
}

// A containerKey identifies a container in a file.
type containerKey struct{ tool, object, container string }

func (f *File) imagesBefore() map[containerKey]*schemas.Image {
	images := map[containerKey]*schemas.Image{}
	for _, o := range f.Before {
		for _, image := range o.Images {
			at := containerKey{o.Tool, o.Name, image.Container}
			if _, ok := images[at]; !ok {
				images[at] = image.Row
			}
		}
	}
	return images
}

// webType returns webservice's name for the image of its Deployment, "" if that is unknown.
func (m *move) webType() string {
	for _, o := range m.web {
		for _, image := range o.Images {
			if image.Row != nil && image.Row.Type != "" {
				return image.Row.Type
			}
		}
	}
	return ""
}

// addresses returns the web addresses of the tool on a cluster.
func (m *move) addresses(s *cluster) []string {
	tool := cmp.Or(m.tool, placeholder)
	shared := "https://" + m.Policy.Ingress.SharedHost + "/" + tool + "/"
	own := "https://" + schemas.Expand(m.Policy.Ingress.Host, tool) + "/"
	switch {
	case len(m.web) > 0 && s.legacy, s.legacy && m.has("Service"):
		return []string{shared}
	case len(m.web) > 0:
		return []string{own, shared}
	}
	var found []string
	isNew := distinct[string]()
	for _, o := range m.objects {
		for _, host := range o.Hosts {
			address := shared
			if host != "" && host != m.Policy.Ingress.SharedHost {
				address = "https://" + host + "/"
			}
			if isNew(address) {
				found = append(found, address)
			}
		}
	}
	return found
}

// placeholder is written in place of the name of an unknown tool.
const placeholder = "YOURTOOL"

// expand fills in {tool} of a command of the policy.
func (m *move) expand(command string) string {
	return schemas.Expand(command, shell.Quote(cmp.Or(m.tool, placeholder)))
}

// convert returns the command that converts files for the cluster to move to; how is -w or -d.
func (m *move) convert(how string, paths ...string) string {
	return m.command("convert", slices.Concat([]string{how}, m.Flags, m.LintFlags, m.ConvertFlags), paths)
}

// lint returns the command that checks files for the cluster to move to.
func (m *move) lint(paths ...string) string {
	return m.command("lint", slices.Concat(m.Flags, m.LintFlags), paths)
}

func (m *move) command(name string, flags, paths []string) string {
	args := []string{program, name}
	if m.Back {
		args = append(args, "--to", "legacy")
	}
	return shell.Line(slices.Concat(args, flags, shell.Arguments(paths))...)
}

func (m *move) paths() []string {
	var paths []string
	for _, f := range m.files {
		paths = append(paths, f.Path)
	}
	return paths
}

// aliasName returns the name that an alias command defines.
func aliasName(alias string) string {
	name, _, _ := strings.Cut(strings.TrimPrefix(alias, "alias "), "=")
	return name
}
