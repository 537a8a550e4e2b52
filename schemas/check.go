package schemas

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// check finds what decoding cannot: parts that no rule can do without, and rows
// that do not fit each other.
func (r *policyReader) check(p *Policy) {
	r.required("name", p.Name)
	r.required("current.kubernetes", p.Current.Kubernetes)
	if p.Current.Kubernetes != "" && p.Current.Kubernetes != Release {
		r.failAt("current.kubernetes", "the schema of Kubernetes %s is not bundled; only %s is", p.Current.Kubernetes, Release)
	}
	r.required("registry.host", p.Registry.Host)
	r.required("images.prefix", p.Images.Prefix)
	r.required("tools.home", p.Tools.Home)
	if p.Tools.MaxNameLength <= 0 {
		r.failAt("tools.maxNameLength", "must be above 0, as in 58")
	}
	if _, err := time.Parse(time.DateOnly, p.AsOf); err != nil {
		r.failAt("asOf", "%q is no date; write it as 2020-03-15", p.AsOf)
	}
	r.images(p)
	r.apis(p)
	r.quantities(p)
	r.manifestKeys(p)
	for i, h := range p.PodSecurity.HostPaths {
		if !strings.HasPrefix(h.Path, "/") || h.Path != "/" && strings.HasSuffix(h.Path, "/") {
			r.failAt(fmt.Sprintf("podSecurity.hostPaths[%d].path", i), "%q must begin with a slash and not end with one", h.Path)
		}
	}
}

func (r *policyReader) images(p *Policy) {
	for i, row := range p.Images.Table {
		at := fmt.Sprintf("images.table[%d]", i)
		if row.Legacy == "" && row.Current == "" {
			r.failAt(at, "neither legacy nor current names an image; give one of them")
		}
		for _, other := range []string{row.Successor, row.PortTo} {
			if other != "" && p.ImageOfType(other) == nil {
				r.failAt(at, "%q is no type of this table; use one that is", other)
			}
		}
	}
	for i, alias := range p.Images.Aliases {
		at := fmt.Sprintf("images.aliases[%d]", i)
		if len(alias.To) == 0 || alias.Sure && len(alias.To) > 1 {
			r.failAt(at, "names %d images; give one, or several without sure", len(alias.To))
		}
		for _, to := range alias.To {
			known := func(row Image) bool { return row.Current == to }
			if !slices.ContainsFunc(p.Images.Table, known) {
				r.failAt(at, "%q is no current image of the table; use one that is", to)
			}
		}
	}
}

func (r *policyReader) apis(p *Policy) {
	for i, m := range p.APIs {
		at := fmt.Sprintf("apis[%d]", i)
		if !slices.Contains([]APIStatus{Deprecated, Gone, TooNew}, m.Status) {
			r.failAt(at+".status", "%q is no status; use deprecated, gone or too-new", m.Status)
		}
		if m.From == m.To {
			r.failAt(at, "%s moves from %s to itself; correct from or to", m.Kind, m.From)
		}
	}
	for i, f := range p.RemovedFields {
		if !slices.Contains([]FieldChange{Removed, Renamed, Moved, Inverted, Alias}, f.Change) {
			r.failAt(fmt.Sprintf("removedFields[%d].change", i), "%q is no change; use removed, renamed, moved, inverted or alias", f.Change)
		}
	}
}

func (r *policyReader) manifestKeys(p *Policy) {
	var types []string
	for _, t := range []ManifestType{
		ManifestText, ManifestInteger, ManifestBoolean, ManifestList, ManifestWords,
		ManifestVersions, ManifestBackends, ManifestWebType, ManifestCPU, ManifestMemory,
	} {
		types = append(types, string(t))
	}
	for i, f := range p.ServiceManifest.Files {
		for j, k := range f.Keys {
			if !slices.Contains(types, string(k.Type)) {
				r.failAt(fmt.Sprintf("serviceManifest.files[%d].keys[%d].type", i, j), "%q is no type; %s", k.Type, instead(string(k.Type), types))
			}
		}
	}
}

func (r *policyReader) quantities(p *Policy) {
	for i, q := range p.Quota {
		path := fmt.Sprintf("quota[%d].hard", i)
		if r.quantity(path, q.Hard); isQuantity(q.Hard) && !isWholeOf(q.Resource, q.Hard) {
			r.failAt(path, "%q of %s is not a whole number", q.Hard, q.Resource)
		}
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
				r.quantity(part.name+"."+resource, q)
			}
		}
	}
}

func (r *policyReader) quantity(path, q string) {
	if !isQuantity(q) {
		r.failAt(path, "%q is no quantity; write it as 500m, 2 or 4Gi", q)
	}
}

// isQuantity wants digits, perhaps a fraction, and a unit. Kubernetes reads more
// (signs, exponents), but a policy does not need that.
func isQuantity(q string) bool {
	number := strings.TrimRight(q, "numkKMGTPEi")
	units := []string{"", "n", "u", "m", "k", "M", "G", "T", "P", "E", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"}
	_, err := strconv.ParseFloat(number, 64)
	return err == nil && strings.Trim(number, "0123456789.") == "" && slices.Contains(units, q[len(number):])
}

// isWholeOf reports whether a quantity may limit a resource: only cpu, memory and storage have fractions.
func isWholeOf(resource, q string) bool {
	_, name, _ := strings.Cut(resource, ".")
	return slices.Contains([]string{"cpu", "memory", "storage", "ephemeral-storage"}, name) || !strings.ContainsAny(q, ".num")
}

func (r *policyReader) required(path, value string) {
	if value == "" {
		r.failAt(path, "is missing; set it, or begin the policy with extends: %s", ToolforgeName)
	}
}
