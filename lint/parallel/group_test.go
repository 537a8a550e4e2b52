package parallel_test

import (
	"sync/atomic"
	"testing"

	"github.com/toolforge/tfk8s/lint/parallel"
)

func TestAGroupDoesAsMuchAtATimeAsItMay(t *testing.T) {
	const most = 3
	g := parallel.NewGroup(most)
	var done, running, beyond atomic.Int64
	meet := make(chan struct{})
	for i := range 100 {
		g.Go(func() {
			if running.Add(1) > most {
				beyond.Add(1)
			}
			switch i { // the first ones wait for each other
			case 0:
				<-meet
				<-meet
			case 1, 2:
				meet <- struct{}{}
			}
			running.Add(-1)
			done.Add(1)
		})
	}
	g.Wait()
	if done.Load() != 100 || beyond.Load() > 0 {
		t.Errorf("%d are done, %d began too early", done.Load(), beyond.Load())
	}
}
