package lint

import (
	"cmp"
	"slices"

	"github.com/toolforge/tfk8s/lint/internal/bulk"
	"github.com/toolforge/tfk8s/lint/manifest"
)

// A job is to lint a chunk: documents of a file that follow each other.
type job struct {
	pass  Pass // the pass over the file
	docs  []*manifest.Document
	found []Diagnostic
	chunk chunk
}

// A chunk is what was found out about the documents of a job.
type chunk struct {
	documents        int
	objects, skipped int
	isJudged         bool // rules looked at some document
	holds            contents
	other            Content // of the first document at which no rule looked
	findings         findings
	facts            []facts // by gathering
	implied          []implied
	directives       []directive
}

// A worker does jobs. It lints documents in batches, because the code of the parser and of the rules does not fit into the
// processor's cache: running all of it for one document after the other is a tenth slower.
type worker struct {
	*Config
	sequence  *manifest.Sequence // the documents of all jobs
	documents *bulk.Batch[documentPass]
	objects   *bulk.Batch[objectPass]
	ids       *bulk.Arena[manifest.ID]
	fixes     *bulk.Arena[Fix]
	packer    *packer
	titles    map[fixTitle]*Fix // see dropEdits
}

// The batches are small, so that what the rules look at fits into the cache too.
const (
	batchText    = 16 << 10 // bytes
	batchObjects = 64
)

// minShared is how many documents a worker needs to share texts and facts among them. For fewer it takes longer than it saves.
const minShared = 32

// A documentPass is a document with the pass of the rules over it.
type documentPass struct {
	*manifest.Document
	job     *job
	pass    Pass
	content Content
}

// isForeign reports whether the file of the document is not a manifest.
func (d *documentPass) isForeign() bool { return d.pass.Prepared != nil }

// An objectPass is an object with the pass of the rules over it.
type objectPass struct {
	*manifest.Object
	document *documentPass
	pass     Pass
	content  ContentKind
}

// A fixTitle is what remains of a fix without its edits.
type fixTitle struct {
	text    string
	safety  Safety
	removes bool
}

func newWorker(cfg *Config, jobs []job) *worker {
	var docs []*manifest.Document
	gatherings := cfg.gatherings()
	var texts *bulk.Texts
	var shared pool
	for i := range jobs {
		docs = append(docs, jobs[i].docs...)
	}
	w := &worker{
		Config: cfg, sequence: manifest.NewSequence(docs),
		ids: bulk.NewArena[manifest.ID](len(docs)), fixes: bulk.NewArena[Fix](16),
	}
	if len(docs) >= minShared {
		w.packer = newPacker()
		texts, shared = w.packer.texts, pool{}
	}
	for i := range jobs {
		j := &jobs[i]
		j.chunk.facts = make([]facts, len(gatherings))
		for k, g := range gatherings {
			j.chunk.facts[k] = g.newFacts()
		}
		j.pass.texts, j.pass.pool = texts, shared
	}
	w.documents = bulk.NewBatch(batchText, w.lintDocuments)
	w.objects = bulk.NewBatch(batchObjects, w.lintObjects)
	return w
}

func newDocumentPass(j *job, d *manifest.Document) documentPass {
	pass := documentPass{Document: d, job: j, pass: j.pass}
	pass.pass.object = &manifest.ID{Document: d.Index, Item: -1}
	return pass
}

// classify finds out what a document holds, and counts the document as judged or skipped. One without any content is neither.
// A foreign file has rules of its own, whatever it holds.
func (w *worker) classify(d *documentPass) {
	if w.Classifier != nil && !d.isForeign() {
		d.content = w.Classifier.Document(d.Document)
	}
	c := &d.job.chunk
	if !d.isForeign() {
		c.holds.add(d.content.Kind)
	}
	if d.isForeign() || d.content.Kind.isLookedAt() {
		c.isJudged = true
		return
	}
	if d.Root().Exists() || d.Err() != nil {
		c.skipped++
	}
	c.other = cmp.Or(c.other, d.content)
}

// addObjects adds the objects of a document to the batch of objects. There may be very many.
func (w *worker) addObjects(d *documentPass) {
	if d.isForeign() || d.content.Kind > OtherAPI {
		return
	}
	for _, o := range d.Objects() {
		x := objectPass{Object: o, document: d, pass: d.job.pass, content: d.content.Kind}
		if w.Classifier != nil && o.Item >= 0 {
			x.content = w.Classifier.Object(o)
		}
		if x.content == Manifest {
			d.job.chunk.objects++
		}
		d.job.chunk.holds.add(x.content)
		x.pass.object = w.keepID(&x.pass, o.ID)
		w.objects.Add(x, 1)
	}
}

// keepID makes an ID that outlives its document.
func (w *worker) keepID(p *Pass, id manifest.ID) *manifest.ID {
	id.APIVersion, id.Kind = p.Keep(id.APIVersion), p.Keep(id.Kind)
	id.Namespace, id.Name = p.Keep(id.Namespace), p.Keep(id.Name)
	return w.ids.New(id)
}

func (w *worker) addDirectives(d *documentPass) {
	d.job.chunk.directives = append(d.job.chunk.directives, findDirectives(w.Config, d)...)
}

// gather keeps what was found about an object, and the facts that Set rules want to know.
func (w *worker) gather(o *objectPass) {
	if all := &o.document.pass.found; len(*all) == 0 {
		*all = o.pass.found
	} else {
		*all = append(*all, o.pass.found...)
	}
	lists := o.document.job.chunk.facts
	if len(lists) == 0 || o.content != Manifest {
		return
	}
	faults := faultsOf(o.pass.found)
	for _, list := range lists {
		list.add(&o.pass, o.Object, false, faults)
	}
}

// finishDocument settles what was found in a document, and releases it.
func (w *worker) finishDocument(d *documentPass) {
	found := d.pass.found
	dropContestedFixes(found)
	if w.TitlesOnly && len(d.job.chunk.directives) == 0 { // a directive keeps convert from edits
		w.dropEdits(d)
	}
	sortFindings(found)
	// Aliases lead a rule to the same text several times.
	found = slices.CompactFunc(found, func(a, b Diagnostic) bool { return compare(&a, &b) == 0 })
	if w.Done == nil {
		w.sequence.Release(d.Document)
	} else {
		w.Done(d.Document, found)
	}
	d.job.found = append(d.job.found, found...)
}

// dropEdits drops the edits of fixes. Fixes with the same title become one.
func (w *worker) dropEdits(d *documentPass) {
	for i := range d.pass.found {
		fix := d.pass.found[i].Fix
		if fix == nil {
			continue
		}
		key := fixTitle{fix.Title, fix.Safety, fix.Removes}
		if w.titles == nil {
			w.titles = map[fixTitle]*Fix{}
		}
		if w.titles[key] == nil {
			w.titles[key] = w.fixes.New(Fix{Title: d.pass.Keep(key.text), Safety: key.safety, Removes: key.removes})
		}
		d.pass.found[i].Fix = w.titles[key]
	}
}

// finish returns the chunk of a job.
func (w *worker) finish(j *job) chunk {
	j.chunk.documents = len(j.docs)
	sortFindings(j.found)
	j.chunk.findings = w.packer.pack(j.found, j.pass.file)
	for _, list := range j.chunk.facts {
		list.clip()
	}
	return j.chunk
}
