package rewrite

import (
	"fmt"
	"io"
	"os"
	"os/signal"
	"sync"
	"syscall"
)

// SignalExit is the exit code of a program that a signal ends, less the number of the signal. It is the one that shells report.
const SignalExit = 128

// A Guard makes signals wait for files that are being written. Before the first one is, a signal ends the program at once.
type Guard struct {
	// Stderr is where to say that a signal came. If it is nil, nothing is guarded.
	Stderr  io.Writer
	writing sync.RWMutex
	once    sync.Once
}

// Begin begins to write a file. Call the function that it returns when the file is written.
func (g *Guard) Begin() (end func()) {
	if g.Stderr != nil {
		g.once.Do(g.endOnSignal)
	}
	g.writing.RLock()
	return g.writing.RUnlock
}

// endOnSignal ends the program on the first signal that asks for it, once no file is being written. A second signal does not wait. What
// the caller of the program ignores, as nohup does, stays ignored.
func (g *Guard) endOnSignal() {
	signals := make(chan os.Signal, 1)
	for _, s := range ending() {
		if !signal.Ignored(s) {
			signal.Notify(signals, s)
		}
	}
	go func() {
		s := <-signals
		signal.Reset()
		g.writing.Lock() // for good: no other write begins
		fmt.Fprintf(g.Stderr, "tfk8s: interrupted: %s\n", s)
		number, _ := s.(syscall.Signal)
		os.Exit(SignalExit + int(number))
	}()
}
