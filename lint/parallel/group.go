package parallel

import "sync"

// A Group does work that mostly waits, such as for a disk. How much of it is done at a time does not depend on the processors.
type Group struct {
	work    chan func()
	running sync.WaitGroup
}

// NewGroup makes a group that does so many pieces of work at a time. Its goroutines end with Wait.
func NewGroup(workers int) *Group {
	g := &Group{work: make(chan func())}
	for range workers {
		g.running.Go(func() {
			for work := range g.work {
				work()
			}
		})
	}
	return g
}

// Go begins a piece of work, as soon as fewer than the group may do at a time are unfinished. The work must not panic.
func (g *Group) Go(work func()) { g.work <- work }

// Wait waits until all work is done. Nothing may be begun afterwards.
func (g *Group) Wait() {
	close(g.work)
	g.running.Wait()
}
