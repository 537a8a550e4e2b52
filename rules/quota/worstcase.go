package quota

import "github.com/toolforge/tfk8s/lint"

// laterPods is what happens if not all pods of a Job fit.
const laterPods = "the other pods are created when some of these have ended"

// runsInParts reports whether there is room for some pods of a Job. The others run after them.
func (e *entry) runsInParts() bool { return e.later && e.Made > 0 }

// A worstCase says what happens if all Jobs and CronJobs run at the same time: not all of them fit.
type worstCase struct {
	entry *entry // the first one without room; its shortages are those of the worst case
	kinds string // "Jobs", "CronJobs", or both
	runs  int    // how many fit at the same time
	of    int    // how many there are
}

// findWorstCase adds up the pods of all Jobs and CronJobs beside those that run all the time. Those that do not fit even alone, and
// suspended ones, are left out. It returns nil if all of them fit.
func (u *Usage) findWorstCase() *worstCase {
	var jobs []*entry
	for _, e := range u.Entries {
		if e.later && !e.rests && e.Made > 0 {
			jobs = append(jobs, e)
		}
	}
	if len(jobs) < 2 {
		return nil
	}
	fitting, all := u.withoutJobs(), u.withoutJobs()
	w := &worstCase{of: len(jobs), kinds: kindsOf(jobs)}
	for _, e := range jobs {
		try := &entry{Fact: e.Fact, demand: e.demand, folder: e.folder}
		if u.fit(fitting, try, e.pod, e.Made) == e.Made {
			fitting.addTimes(e, e.pod, e.Made)
			w.runs++
		} else if w.entry == nil {
			w.entry = try
		}
		all.addTimes(e, e.pod, e.Made)
	}
	if w.entry == nil {
		return nil
	}
	w.entry.over = nil
	for i := range u.hard {
		if total := all.total[i]; w.entry.pod[i] > 0 && total > u.hard[i] {
			w.entry.over = append(w.entry.over, shortage{i, total})
		}
	}
	return w
}

// withoutJobs returns a tally of everything that is created, except for the pods of Jobs and CronJobs.
func (u *Usage) withoutJobs() *tally {
	t := u.newTally()
	for _, e := range u.Entries {
		if e.outcome != created && e.outcome != podsOver {
			continue
		}
		t.addTimes(e, e.object, 1)
		if !e.later {
			t.addTimes(e, e.pod, e.Made)
		}
	}
	return t
}

func kindsOf(jobs []*entry) string {
	first := jobs[0].kind
	for _, e := range jobs {
		if e.kind != first {
			return "Jobs and CronJobs"
		}
	}
	return first + "s"
}

func (u *Usage) reportWorstCase(p *lint.Pass) {
	w := u.worst
	e := w.entry
	r := lint.Report{File: e.File, Object: e.Object, Span: e.place, Path: e.path, Severity: new(lint.Warning), Related: u.related(e, true)}
	p.Report(r, "not all of the %d %s fit at the same time (%s)", w.of, w.kinds, u.excess(e)).
		Effect("a Job waits for room until another one has ended").
		Help("run at most %d at a time, or use smaller pods", w.runs)
}
