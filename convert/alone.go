package convert

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/lint/parallel"
)

// Alone returns findings in a file with fixes that can be applied one at a time, as editors do, with lint before each of them. In
// every order the text in the end is that of convert. A fix that removes the sign by which others are known, such as that an object
// is from the legacy cluster, carries the edits of these, and its title says so. A fix that must wait for others keeps only its
// title, without edits.
//
// Programs that apply several fixes of one call must leave out a fix whose edits touch those of another, and lint again.
func (o *Options) Alone(f *manifest.File, found []lint.Diagnostic) []lint.Diagnostic {
	reach := len(f.Docs) > 1
	if reach {
		result := lint.File(o.along(), f)
		reach = o.ReachesOthers(&result)
	}
	return o.AloneWith(reach, f, found)
}

// AloneWith is Alone for a caller that knows what ReachesOthers says of the file.
func (o *Options) AloneWith(reachesOthers bool, f *manifest.File, found []lint.Diagnostic) []lint.Diagnostic {
	found = slices.Clone(found)
	parts := o.parts(f, found, len(f.Docs) > 1 && !reachesOthers)
	parallel.Map(len(parts), func(i int) any {
		parts[i].makeFixes()
		return nil
	})
	f.Release()
	return found
}

// parts returns what makes the fixes of findings in a file: if possible, each document by itself.
func (o *Options) parts(f *manifest.File, found []lint.Diagnostic, isByDocument bool) []*aloneIn {
	whole := o.newAlone(f)
	parts := make([]*aloneIn, len(f.Docs))
	for i, d := range found {
		if d.Fix == nil || len(d.Fix.Edits) == 0 || d.File != f {
			continue
		}
		by := whole
		if d.Object != nil && isByDocument {
			by = whole.part(parts, d.Object.Document, d.Fix)
		}
		by.found = append(by.found, &found[i])
	}
	return slices.DeleteFunc(append(parts, whole), func(a *aloneIn) bool { return a == nil || len(a.found) == 0 })
}

// ReachesOthers reports whether a fix or an ignore directive in a document of a file may concern other documents: a fix that removes an
// object depends on the other objects of the file. The result must be that of Along or, if that is nil, of Config.
func (o *Options) ReachesOthers(result *lint.FileResult) bool {
	return result.Any(o.wantsRemoval) || lint.HasDirectives(result.File) && result.DirectivesReach(o.along())
}

// along returns the configuration with all rules whose fixes may come along with others.
func (o *Options) along() *lint.Config {
	if o.Along != nil {
		return o.Along
	}
	return o.Config
}

// maxAloneBytes limits the text that is read to make the fixes of a document. The later ones must wait: a List may have thousands of
// objects.
const maxAloneBytes = 2 << 20

// An aloneIn makes the fixes of a file such that each can be applied alone.
type aloneIn struct {
	*Options
	file    *manifest.File
	span    manifest.Span // of the file in the one that it is a part of, or all of it
	found   []*lint.Diagnostic
	rounds  *lint.Config // see fixesOnly
	pinned  *lint.Config // for the rounds after a fix
	outcome []byte       // what convert makes of the file
	fixes   map[*lint.Fix]*lint.Fix
	read    int  // bytes, see maxAloneBytes
	removes bool // convert removes objects of the file
}

func (o *Options) newAlone(f *manifest.File) *aloneIn {
	return &aloneIn{Options: o, file: f, span: manifest.Span{End: len(f.Text())}, rounds: fixesOnly(o.along())}
}

// part returns what makes a fix of a document, which it keeps in a list. It is that of the whole file if the document cannot be
// converted by itself, or if the fix edits text outside of it.
func (a *aloneIn) part(known []*aloneIn, document int, f *lint.Fix) *aloneIn {
	d := a.file.Docs[document]
	if _, ok := d.Span().Inside(f.Edits); !ok {
		return a
	}
	if known[document] == nil {
		own, ok := a.file.Part(d)
		if !ok {
			return a
		}
		known[document] = &aloneIn{Options: a.Options, file: own, span: d.Span(), rounds: a.rounds}
	}
	return known[document]
}

// makeFixes makes the fixes of the findings. If all of them must wait, the first does all that convert does.
func (a *aloneIn) makeFixes() {
	mustWait := true
	for _, d := range a.found {
		d.Fix = a.alone(d.Fix)
		mustWait = mustWait && len(d.Fix.Edits) == 0
	}
	if mustWait {
		a.found[0].Fix = a.convertAll(a.found[0].Fix)
	}
}

// alone makes a fix such that it can be applied alone.
func (a *aloneIn) alone(f *lint.Fix) *lint.Fix {
	if a.fixes == nil {
		a.begin()
	}
	if a.fixes[f] != nil {
		return a.fixes[f]
	}
	own := *f
	if a.read += len(a.file.Src); a.read > maxAloneBytes && len(a.fixes) > 0 {
		own.Edits = nil
		return &own
	}
	own.Edits, _ = a.span.Inside(f.Edits)
	fix := a.withLost(own)
	if !a.leadsToOutcome(fix) {
		fix.Edits = nil
	}
	a.moveBack(fix)
	a.fixes[f] = fix
	return fix
}

// moveBack moves the edits of a fix to the file that this one is a part of.
func (a *aloneIn) moveBack(f *lint.Fix) {
	for i := range f.Edits {
		f.Edits[i].Start, f.Edits[i].End = f.Edits[i].Start+a.span.Start, f.Edits[i].End+a.span.Start
	}
}

// convertAll makes a fix do all that convert does to the file.
func (a *aloneIn) convertAll(f *lint.Fix) *lint.Fix {
	text, outcome := a.file.Text(), a.file.With(a.outcome).Text()
	most := min(len(text), len(outcome))
	start, end := 0, 0
	for start < most && text[start] == outcome[start] {
		start++
	}
	for end < most-start && text[len(text)-1-end] == outcome[len(outcome)-1-end] {
		end++
	}
	if start+end == len(text) && start+end == len(outcome) {
		return f
	}
	all := manifest.Edit{Span: manifest.Span{Start: start, End: len(text) - end}, New: string(outcome[start : len(outcome)-end]), Uses: 1}
	fix := &lint.Fix{Title: f.Title + ", together with all other fixes", Safety: lint.Review, Edits: []manifest.Edit{all}}
	a.moveBack(fix)
	return fix
}

func (a *aloneIn) begin() {
	result := lint.File(a.along(), a.file)
	a.removes = result.Any(a.wantsRemoval)
	a.fixes, a.pinned, a.outcome = map[*lint.Fix]*lint.Fix{}, a.rounds, a.convert(a.rounds, a.file)
	if a.Pin != nil {
		a.pinned = a.Pin(a.rounds, a.file)
	}
}

// leadsToOutcome reports whether convert makes of the file with a fix what it makes of the file without. It must do so even if all
// further signs are removed at the same time as the first one.
func (a *aloneIn) leadsToOutcome(fix *lint.Fix) bool {
	src, err := a.file.Apply(fix.Edits)
	if err != nil {
		return false
	}
	next, cfg := a.file.With(src), a.rounds
	if a.Unpin != nil {
		cfg, _ = a.Unpin(a.rounds, a.file, next)
	}
	return bytes.Equal(a.convert(cfg, next), a.outcome)
}

// convert returns the text that convert makes of a file.
func (a *aloneIn) convert(cfg *lint.Config, f *manifest.File) []byte {
	all := *a.Options
	all.Config, all.Along = a.along(), nil
	if a.removes {
		r := Result{File: f, Lint: lint.File(keepParsed(all.Config), f)}
		f = all.remove(&r).File
	}
	result := lint.File(cfg, f)
	u := &unit{Result: Result{File: f}, options: &all, rounds: cfg, span: manifest.Span{End: len(f.Src)}, found: result.Findings(cfg)}
	if u.convert() != nil {
		return f.Src
	}
	return u.File.Src
}

// withLost returns a fix with the edits of the fixes that would be lost after it.
func (a *aloneIn) withLost(fix lint.Fix) *lint.Fix {
	src, err := a.file.Apply(fix.Edits)
	if err != nil {
		return &fix
	}
	next, titles := a.file.With(src), []string{fix.Title}
	fix.Edits = compose(fix.Edits, nil, next.Text()) // readers of reports do not agree about edits that touch
	for range maxRounds {
		r := a.lostAfter(next)
		if r == nil || r.next == nil {
			break
		}
		var more []manifest.Edit
		for _, d := range r.applied {
			more = append(more, d.Fix.Edits...)
			fix.Safety = max(fix.Safety, d.Fix.Safety)
			if !slices.Contains(titles, d.Fix.Title) {
				titles = append(titles, d.Fix.Title)
			}
		}
		fix.Edits = compose(fix.Edits, more, next.Text())
		next = r.next
	}
	fix.Title = listed(titles)
	return &fix
}

// lostAfter applies the fixes that are found in the file after a fix only if the configuration is pinned. It returns nil if the fix
// removed no sign.
func (a *aloneIn) lostAfter(f *manifest.File) *round {
	if a.Unpin == nil {
		return nil
	}
	unpinned, ok := a.Unpin(a.pinned, a.file, f)
	if !ok {
		return nil
	}
	result := lint.File(unpinned, f)
	known := map[string]int{}
	for _, d := range result.Findings(unpinned) {
		if a.wants(d) {
			known[fixKey(d)]++
		}
	}
	result = lint.File(a.pinned, f)
	r := &round{cfg: a.pinned, file: f, found: result.Findings(a.pinned)}
	var lost []lint.Diagnostic
	for _, d := range r.found {
		if !a.wants(d) {
			continue
		}
		if known[fixKey(d)]--; known[fixKey(d)] < 0 {
			lost = append(lost, d)
		}
	}
	if chosen, _ := a.choose(lost, nil); len(chosen) > 0 {
		r.apply(chosen)
	}
	return r
}

// fixKey is the same for two fixes of a rule that change the same text in the same way.
func fixKey(d lint.Diagnostic) string { return fmt.Sprint(d.Rule.ID, d.Fix.Edits) }

// listed joins the titles of fixes.
func listed(titles []string) string {
	last := len(titles) - 1
	if last == 0 {
		return titles[0]
	}
	return strings.Join(titles[:last], ", ") + ", and " + titles[last]
}
