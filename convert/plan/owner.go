package plan

import (
	"slices"
	"sort"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

// An owner is a tool, "" if it is unknown, with what belongs to it. A file may contain objects of many tools, so each owner has
// its own part of it. That way, the plans for all owners together read every file only once.
type owner struct {
	tool    string
	isFirst bool
	sources []*part
	parts   map[*File]*part
}

// A part is what belongs to one owner in a file.
type part struct {
	file    *File
	objects []*Surveyed
	found   []*lint.Diagnostic
}

// isShared reports whether other tools own objects of the file too.
func (p *part) isShared() bool { return len(p.objects) < len(p.file.After) }

// hasGeneratedName reports whether the cluster generates the name of an object, which kubectl apply rejects.
func (p *part) hasGeneratedName() bool {
	return slices.ContainsFunc(p.objects, func(o *Surveyed) bool { return o.Name == "" && o.Generated })
}

// derived returns the objects, by document and item, that the controllers of other objects create. Nobody has to create or delete
// them.
func (p *part) derived() map[[2]int]bool {
	derived := map[[2]int]bool{}
	for _, d := range p.found {
		if d.Rule.Name == "created-by-controller" {
			derived[[2]int{d.Object.Document, d.Object.Item}] = true
		}
	}
	return derived
}

// in returns the owner's part of a file.
func (o *owner) in(f *File) *part {
	if o.parts[f] == nil {
		p := &part{file: f}
		o.parts[f] = p
		o.sources = append(o.sources, p)
	}
	return o.parts[f]
}

// owners lists the tools that objects belong to. Objects whose tool is unknown belong to the only tool, if there is just one,
// and otherwise to an owner without a name. A file without objects belongs to the first tool, whose plan shows its findings.
func (r *Request) owners() []*owner {
	all, known := namedOwners(r.Files)
	for i := range r.Files {
		f := &r.Files[i]
		if len(f.After) == 0 {
			all[0].in(f)
		}
		for j := range f.After {
			p := known[f.After[j].Tool].in(f)
			p.objects = append(p.objects, &f.After[j])
		}
		for _, d := range r.found[f.Result.File] {
			of := all[0]
			if x := f.concerns(d); x != nil {
				of = known[x.Tool]
			}
			p := of.in(f)
			p.found = append(p.found, d)
		}
	}
	return all
}

func namedOwners(sources []File) (all []*owner, known map[string]*owner) {
	known = map[string]*owner{}
	add := func(tool string) {
		if known[tool] == nil {
			known[tool] = &owner{tool: tool, parts: map[*File]*part{}}
			all = append(all, known[tool])
		}
	}
	unknown := false
	for i := range sources {
		for j := range sources[i].After {
			if tool := sources[i].After[j].Tool; tool == "" {
				unknown = true
			} else {
				add(tool)
			}
		}
	}
	if len(all) == 0 || unknown && len(all) > 1 {
		add("")
	}
	if len(all) == 1 {
		known[""] = all[0]
	}
	all[0].isFirst = true
	return all, known
}

// concerns returns the object that a finding in the converted file is about, or the last one before it. It returns nil if the file
// has no object.
func (f *File) concerns(d *lint.Diagnostic) *Surveyed {
	if len(f.After) == 0 {
		return nil
	}
	var id manifest.ID
	if d.Object != nil {
		id = *d.Object
	}
	after := sort.Search(len(f.After), func(i int) bool {
		x := &f.After[i]
		return x.Document > id.Document || x.Document == id.Document && x.Item > id.Item
	})
	return &f.After[max(0, after-1)]
}
