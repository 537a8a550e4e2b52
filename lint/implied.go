package lint

import "github.com/toolforge/tfk8s/lint/manifest"

// An implied is a manifest that nobody wrote: see Config.Implied.
type implied struct {
	file *manifest.File
	by   Related // the document that causes it, without a message
	id   *manifest.ID
}

// gatherImplied gathers facts about the objects that other programs create because of a document.
func (w *worker) gatherImplied(d *documentPass) {
	lists := d.job.chunk.facts
	if w.Implied == nil || len(lists) == 0 || !d.isForeign() {
		return
	}
	f := w.Implied(d.pass.Prepared, d.Document)
	if f == nil {
		return
	}
	d.job.chunk.implied = append(d.job.chunk.implied, implied{f, Related{File: d.File, Span: d.Root().Mark()}, d.pass.object})
	for _, made := range f.Docs {
		for _, o := range made.Objects() {
			id := o.ID
			id.Document = d.Index
			pass := Pass{Shared: w.Shared, Prepared: w.Prepare(o), file: f, object: w.ids.New(id)}
			for _, list := range lists {
				list.add(&pass, o, true, 0)
			}
		}
		made.Release()
	}
}

// impliedIn returns the manifests that nobody wrote.
func impliedIn(files []FileResult) map[*manifest.File]*implied {
	var all map[*manifest.File]*implied
	for i := range files {
		for k := range files[i].chunks {
			list := files[i].chunks[k].implied
			for j := range list {
				if all == nil {
					all = map[*manifest.File]*implied{}
				}
				all[list[j].file] = &list[j]
			}
		}
	}
	return all
}

// relocate moves a finding about an implied object to the document that causes the object.
func (d *Diagnostic) relocate(all map[*manifest.File]*implied) {
	if m := all[d.File]; m != nil {
		d.File, d.Span, d.Path, d.Object, d.Foreign = m.by.File, m.by.Span, "", m.id, true
	}
	for i := range d.Related {
		if m := all[d.Related[i].File]; m != nil {
			d.Related[i].File, d.Related[i].Span = m.by.File, m.by.Span
		}
	}
}
