package lint

import (
	"slices"

	"github.com/toolforge/tfk8s/lint/manifest"
)

// A task is to make a piece of documents of a file.
type task struct {
	piece
	pass Pass // of the file, with what its rules share
	docs []*manifest.Document
}

// A worker does tasks. It takes documents in batches: first all of a batch are parsed, then each rule looks at all of them.
// The parser and the rules are so much code that to go through all of it for every single document takes a tenth longer.
type worker struct {
	*Config
	gatherings []gathering
	tasks      []task
	sequence   *manifest.Sequence // of the documents of all tasks
	titles     map[title]*Fix     // see dropEdits
	fixes      []Fix              // which these are in
	ids        []manifest.ID      // with room for as many as there are documents
	sheets     []sheet            // the batch
	subjects   []subject          // objects of the batch
}

// A batch is full when it has so much text, and the rules are run when there are so many subjects: what they look at should
// stay at hand as well.
const (
	batchText     = 16 << 10 // bytes
	batchSubjects = 64
)

// A sheet is a document that rules look at.
type sheet struct {
	*manifest.Document
	task    *task
	pass    Pass
	content Content
}

// A subject is an object that rules look at.
type subject struct {
	*manifest.Object
	sheet   *sheet
	pass    Pass
	content ContentKind
}

// A title is what is left of a fix without its edits.
type title struct {
	text   string
	safety Safety
}

func newWorker(cfg *Config, tasks []task) *worker {
	w := &worker{Config: cfg, gatherings: cfg.gatherings(), tasks: tasks}
	var docs []*manifest.Document
	for i := range tasks {
		t := &tasks[i]
		docs = append(docs, t.docs...)
		for _, g := range w.gatherings {
			t.facts = append(t.facts, g.newFacts())
		}
		if len(t.docs) > 1 {
			t.pass.words = newWords()
		}
	}
	w.sequence, w.ids = manifest.NewSequence(docs), make([]manifest.ID, 0, len(docs))
	return w
}

// lint does the tasks.
func (w *worker) lint() []piece {
	size := 0
	for i := range w.tasks {
		t := &w.tasks[i]
		for _, d := range t.docs {
			w.sheets = append(w.sheets, newSheet(t, d))
			if size += d.Span().Len(); size >= batchText {
				w.batch()
				size = 0
			}
		}
	}
	w.batch()
	pieces := make([]piece, len(w.tasks))
	for i := range w.tasks {
		pieces[i] = w.finish(&w.tasks[i])
	}
	return pieces
}

func newSheet(t *task, d *manifest.Document) sheet {
	s := sheet{Document: d, task: t, pass: t.pass}
	s.pass.object = &manifest.ID{Document: d.Index, Item: -1}
	return s
}

func (w *worker) batch() {
	for range w.sheets {
		w.sequence.Load()
	}
	for i := range w.sheets {
		s := &w.sheets[i]
		s.content = w.classify(s)
		s.task.count(s)
	}
	w.runDocumentRules()
	for i := range w.sheets {
		s := &w.sheets[i]
		if s.pass.Subject == nil && s.content.Kind <= OtherAPI {
			w.objectsOf(s)
		}
		s.task.directives = append(s.task.directives, findDirectives(w.Config, s)...)
	}
	w.runObjectRules()
	for i := range w.sheets {
		w.put(&w.sheets[i])
	}
	w.sheets = w.sheets[:0]
}

func (w *worker) runDocumentRules() {
	for _, rule := range w.Rules {
		if rule.Document == nil && rule.Foreign == nil {
			continue
		}
		for i := range w.sheets {
			s := &w.sheets[i]
			s.pass.rule = rule
			if rule.Document != nil && rule.Content == s.content.Kind {
				rule.Document(&s.pass, s.Document)
			}
			if rule.Foreign != nil && s.pass.Subject != nil {
				rule.Foreign(&s.pass, s.Document)
			}
		}
	}
}

// objectsOf makes subjects of the objects of a document. There may be very many.
func (w *worker) objectsOf(s *sheet) {
	for _, o := range s.Objects() {
		if len(w.subjects) == batchSubjects {
			w.runObjectRules()
		}
		x := subject{Object: o, sheet: s, pass: s.task.pass, content: s.content.Kind}
		if w.Classifier != nil && o.Item >= 0 {
			x.content = w.Classifier.Object(o)
		}
		if x.content == Manifest {
			s.task.objects++
		}
		x.pass.object = w.keepID(&x.pass, o.ID)
		if w.Prepare != nil {
			x.pass.Subject = w.Prepare(o)
		}
		w.subjects = append(w.subjects, x)
	}
}

// keepID makes an ID that outlives its document.
func (w *worker) keepID(p *Pass, id manifest.ID) *manifest.ID {
	id.APIVersion, id.Kind = p.keep(id.APIVersion), p.keep(id.Kind)
	id.Namespace, id.Name = p.keep(id.Namespace), p.keep(id.Name)
	return shelve(&w.ids, cap(w.ids), id)
}

// shelve puts a value beside others, and n of them into one piece of memory. It stays where it is.
func shelve[T any](shelf *[]T, n int, value T) *T {
	if len(*shelf) == cap(*shelf) {
		*shelf = make([]T, 0, n)
	}
	*shelf = append(*shelf, value)
	return &(*shelf)[len(*shelf)-1]
}

func (w *worker) runObjectRules() {
	for _, rule := range w.Rules {
		if rule.Object == nil {
			continue
		}
		for i := range w.subjects {
			x := &w.subjects[i]
			if rule.Content != x.content {
				continue
			}
			x.pass.rule = rule
			rule.Object(&x.pass, x.Object)
		}
	}
	for i := range w.subjects {
		w.gather(&w.subjects[i])
	}
	w.subjects = w.subjects[:0]
}

// gather takes from a subject what is to be kept of it.
func (w *worker) gather(x *subject) {
	x.sheet.pass.found = append(x.sheet.pass.found, x.pass.found...)
	if len(w.gatherings) == 0 || x.content != Manifest {
		return
	}
	var faults []Fault
	for _, d := range x.pass.found {
		if d.Severity == Error {
			faults = append(faults, Fault{d.Rule, d.Stage})
		}
	}
	for _, list := range x.sheet.task.facts {
		list.add(&x.pass, x.Object, faults)
	}
}

// put puts a sheet away, with all that was found in it.
func (w *worker) put(s *sheet) {
	found := s.pass.found
	settleShared(found)
	if w.TitlesOnly {
		w.dropEdits(s)
	}
	sortFindings(found)
	found = slices.CompactFunc(found, saysTheSame)
	if w.Done == nil {
		w.sequence.Release(s.Document)
	} else {
		w.Done(s.Document, found)
	}
	s.task.diagnostics = append(s.task.diagnostics, found...)
}

// saysTheSame reports whether two findings are one: aliases bring a rule to the same text several times.
func saysTheSame(a, b Diagnostic) bool { return compare(&a, &b) == 0 }

// dropEdits leaves of the fixes their titles, one for all that have the same.
func (w *worker) dropEdits(s *sheet) {
	for i, d := range s.pass.found {
		if d.Fix == nil {
			continue
		}
		key := title{d.Fix.Title, d.Fix.Safety}
		if w.titles == nil {
			w.titles = map[title]*Fix{}
		}
		if w.titles[key] == nil {
			w.titles[key] = shelve(&w.fixes, 16, Fix{Title: s.pass.keep(key.text), Safety: key.safety})
		}
		s.pass.found[i].Fix = w.titles[key]
	}
}

// finish makes the piece of a task: of several documents it takes as little room as can be, for there are many pieces.
func (w *worker) finish(t *task) piece {
	sortFindings(t.diagnostics)
	if len(t.docs) <= 1 {
		return t.piece
	}
	t.packed, t.diagnostics = pack(t.diagnostics, t.pass.file, t.pass.words), nil
	t.pass.words.close()
	return t.piece
}
