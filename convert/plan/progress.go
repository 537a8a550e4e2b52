package plan

import (
	"slices"
	"strings"
)

// progress says what seems to have moved already. It judges by the files alone, because tfk8s does not connect to a cluster.
func (m *move) progress() (said []Text) {
	done, half, left := m.filesByProgress()
	switch {
	case len(done) > 0 && len(half)+len(left) == 0:
		said = append(said, text(listSome(done), plural(len(done), " is", " are"), " for the "+m.to.Title+" already. If ",
			plural(len(done), "its", "their"), " objects run there, they have moved: only shut down what still runs on the "+m.from.Title+"."))
	case len(done)+len(half) > 0:
		said = append(said, m.halfDone(done, half, left))
	}
	if made := m.madeByWebservice(); len(made) > 0 && !slices.ContainsFunc(made, func(o object) bool { return m.stateOf(o.file) != stateMoved }) {
		said = append(said, text(listSome(ids(made)), plural(len(made), " is", " are"), " for the "+m.to.Title+" already, so the webservice may have moved: ",
			code(m.Policy.Webservice.Commands.Status), " shows whether it runs."))
	}
	return said
}

func (m *move) halfDone(done, half, left []string) Text {
	t := text("The move is half done: ")
	add := func(paths []string, one, some string) {
		switch {
		case len(paths) == 0:
			return
		case len(t) > 1:
			t = append(t, Part{Text: ", "})
		}
		t = append(t, text(listSome(paths), " ", plural(len(paths), one, some))...)
	}
	add(done, "is for the "+m.to.Title+" already", "are for the "+m.to.Title+" already")
	add(half, "contains objects for both clusters", "contain objects for both clusters")
	add(left, "is for the "+m.from.Title, "are for the "+m.from.Title)
	return append(t, Part{Text: "."})
}

// filesByProgress divides the files to create by what they were for before convert changed them: the cluster to move to, both
// clusters, or the cluster to leave. Files that do not show it are in no list.
func (m *move) filesByProgress() (done, half, left []string) {
	for _, f := range m.files {
		switch m.stateOf(f) {
		case stateMoved:
			done = append(done, f.Path)
		case stateHalfMoved:
			half = append(half, f.Path)
		case stateUnmoved:
			left = append(left, f.Path)
		}
	}
	return done, half, left
}

// hasMoved reports whether objects of the files to create may exist on the cluster to move to.
func (m *move) hasMoved() bool {
	return slices.ContainsFunc(m.files, m.mayExist)
}

// mayExist reports whether objects of one file may exist on the cluster to move to.
func (m *move) mayExist(f *File) bool {
	state := m.stateOf(f)
	return state == stateMoved || state == stateHalfMoved
}

// A fileState says for which cluster the original file was written.
type fileState int

const (
	stateUnknown fileState = iota
	stateUnmoved
	stateHalfMoved
	stateMoved
)

// stateOf returns stateUnknown for a file of several tools, because a person must split it anyway.
func (m *move) stateOf(f *File) fileState {
	if m.parts[f].isShared() {
		return stateUnknown
	}
	switch there, here := f.isFor(&m.to), f.isFor(&m.from); {
	case there && here:
		return stateHalfMoved
	case there:
		return stateMoved
	case here:
		return stateUnmoved
	}
	return stateUnknown
}

// isFor reports whether an object of the original file is for a cluster. Its namespace shows it or, if it has none, the label that
// only pods on the current cluster need.
func (f *File) isFor(s *cluster) bool {
	label := s.policy.PodPreset.Label
	return slices.ContainsFunc(f.Before, func(x Surveyed) bool {
		if x.Namespace != "" {
			return x.Tool != "" && x.Namespace == s.NamespacePrefix+x.Tool
		}
		isLabeled := slices.Contains(x.PodLabels, Label{label.Key, label.Value})
		return isLabeled && !s.legacy || x.FromLegacy && !isLabeled && s.legacy
	})
}

// podLabels returns selectors of the pods that disappear with the objects that must be deleted, each once. Jobs that a
// ScheduledJob has started stay, and so do their pods.
func (m *move) podLabels() (selectors []string) {
	isNew := distinct[string]()
	for _, o := range m.objects {
		k := kindOf(m.from.kindOf(o.kind))
		if k.deleteOrder == 0 || !k.runsPods() || o.Name == "" || o.kind == "Pod" || m.from.kindOf(o.kind) == "ScheduledJob" {
			continue
		}
		if selector := m.selectorOf(&o); selector != "" && isNew(selector) {
			selectors = append(selectors, selector)
		}
	}
	return selectors
}

// selectorOf returns a selector of an object's pods, "" if they have no labels to select them by. It leaves out the label
// that convert adds, because pods on the legacy cluster lack it.
func (m *move) selectorOf(o *object) string {
	if o.kind == "Job" {
		return "job-name=" + o.Name
	}
	var labels []string
	for _, l := range o.PodLabels {
		if l.Key != m.Policy.PodPreset.Label.Key {
			labels = append(labels, l.Key+"="+l.Value)
		}
	}
	return strings.Join(labels, ",")
}
