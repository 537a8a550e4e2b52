package schemas

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"
)

// A checker collects the errors of a well-formed policy.
type checker struct {
	name string
	src  []byte
	errs []error
}

// checkPolicy finds what decoding cannot: parts that no rule can do without,
// and rows that do not fit each other.
func checkPolicy(p *Policy, name string, src []byte) error {
	c := &checker{name: name, src: src}
	c.required("name", p.Name)
	c.required("current.kubernetes", p.Current.Kubernetes)
	c.required("registry.host", p.Registry.Host)
	c.required("images.prefix", p.Images.Prefix)
	c.required("tools.home", p.Tools.Home)
	if p.Tools.MaxNameLength <= 0 {
		c.fail("tools.maxNameLength", "must be above 0, as in 58")
	}
	if _, err := time.Parse(time.DateOnly, p.AsOf); err != nil {
		c.fail("asOf", "%q is no date; write it as 2020-03-15", p.AsOf)
	}
	c.images(p)
	c.apis(p)
	c.quantities(p)
	c.manifestKeys(p)
	for i, h := range p.PodSecurity.HostPaths {
		if !strings.HasPrefix(h.Path, "/") || h.Path != "/" && strings.HasSuffix(h.Path, "/") {
			c.fail(fmt.Sprintf("podSecurity.hostPaths[%d].path", i), "%q must begin with a slash and not end with one", h.Path)
		}
	}
	return errors.Join(c.errs...)
}

func (c *checker) images(p *Policy) {
	for i, row := range p.Images.Table {
		at := fmt.Sprintf("images.table[%d]", i)
		if row.Legacy == "" && row.Current == "" {
			c.fail(at, "neither legacy nor current names an image; give one of them")
		}
		for _, other := range []string{row.Successor, row.PortTo} {
			if other != "" && p.ImageOfType(other) == nil {
				c.fail(at, "%q is no type of this table; use one that is", other)
			}
		}
	}
	for i, alias := range p.Images.Aliases {
		at := fmt.Sprintf("images.aliases[%d]", i)
		if len(alias.To) == 0 || alias.Sure && len(alias.To) > 1 {
			c.fail(at, "names %d images; give one, or several without sure", len(alias.To))
		}
		for _, to := range alias.To {
			known := func(row Image) bool { return row.Current == to }
			if !slices.ContainsFunc(p.Images.Table, known) {
				c.fail(at, "%q is no current image of the table; use one that is", to)
			}
		}
	}
}

func (c *checker) apis(p *Policy) {
	for i, m := range p.APIs {
		at := fmt.Sprintf("apis[%d]", i)
		if !slices.Contains([]APIStatus{Deprecated, Gone, TooNew}, m.Status) {
			c.fail(at+".status", "%q is no status; use deprecated, gone or too-new", m.Status)
		}
		if m.From == m.To {
			c.fail(at, "%s moves from %s to itself; correct from or to", m.Kind, m.From)
		}
	}
	for i, f := range p.RemovedFields {
		if !slices.Contains([]FieldChange{Removed, Renamed, Moved, Inverted, Alias}, f.Change) {
			c.fail(fmt.Sprintf("removedFields[%d].change", i), "%q is no change; use removed, renamed, moved, inverted or alias", f.Change)
		}
	}
}

func (c *checker) manifestKeys(p *Policy) {
	types := []ManifestType{
		ManifestText, ManifestInteger, ManifestBoolean, ManifestList, ManifestWords,
		ManifestVersions, ManifestBackends, ManifestWebType, ManifestCPU, ManifestMemory,
	}
	for i, f := range p.ServiceManifest.Files {
		for j, k := range f.Keys {
			if !slices.Contains(types, k.Type) {
				c.fail(fmt.Sprintf("serviceManifest.files[%d].keys[%d].type", i, j), "%q is no type; use one of %q", k.Type, types)
			}
		}
	}
}

func (c *checker) quantities(p *Policy) {
	for i, q := range p.Quota {
		c.quantity(fmt.Sprintf("quota[%d].hard", i), q.Hard)
	}
	l := p.LimitRange
	for _, part := range []struct {
		name string
		Resources
	}{
		{"limitRange.default", l.Default}, {"limitRange.defaultRequest", l.DefaultRequest}, {"limitRange.max", l.Max}, {"limitRange.min", l.Min},
		{"limitRange.older.defaultRequest", l.Older.DefaultRequest}, {"limitRange.older.min", l.Older.Min},
		{"plausible.min", p.Plausible.Min}, {"plausible.max", p.Plausible.Max},
	} {
		for _, resource := range []string{"cpu", "memory"} {
			if q := part.Of(resource); q != "" { // a cluster need not limit everything
				c.quantity(part.name+"."+resource, q)
			}
		}
	}
}

// quantity wants digits, perhaps a fraction, and a unit. Kubernetes reads more
// (signs, exponents), but a policy does not need that.
func (c *checker) quantity(path, q string) {
	number := strings.TrimRight(q, "numkKMGTPEi")
	unit := q[len(number):]
	units := []string{"", "n", "u", "m", "k", "M", "G", "T", "P", "E", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"}
	_, err := strconv.ParseFloat(number, 64)
	if err != nil || strings.Trim(number, "0123456789.") != "" || !slices.Contains(units, unit) {
		c.fail(path, "%q is no quantity; write it as 500m, 2 or 4Gi", q)
	}
}

func (c *checker) required(path, value string) {
	if value == "" {
		c.fail(path, "is missing; no policy does without it")
	}
}

func (c *checker) fail(path, format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	c.errs = append(c.errs, fmt.Errorf("%s:%d: %s: %s", c.name, c.line(path), path, text))
}

// line finds the line of a path such as quota[3].hard, or of the deepest part
// of it that is written. The file is parsed for each error anew: there are few.
func (c *checker) line(path string) int {
	var doc yaml.Node
	if yaml.Unmarshal(c.src, &doc) != nil || len(doc.Content) == 0 {
		return 1
	}
	node := doc.Content[0]
	for _, step := range strings.FieldsFunc(path, func(r rune) bool { return strings.ContainsRune(".[]", r) }) {
		next := child(node, step)
		if next == nil {
			break
		}
		node = next
	}
	return node.Line
}

// child returns an item by its index or a value by its key, nil without one.
func child(n *yaml.Node, step string) *yaml.Node {
	if n.Kind == yaml.SequenceNode {
		if i, err := strconv.Atoi(step); err == nil && i < len(n.Content) {
			return n.Content[i]
		}
		return nil
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == step {
			return n.Content[i+1]
		}
	}
	return nil
}
