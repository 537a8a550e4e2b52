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

// EndOnSignal ends the program on the first signal that asks for it, once it has the lock of those who write. A second signal does
// not wait. What the caller of the program ignores, as nohup does, stays ignored.
func EndOnSignal(writing sync.Locker, stderr io.Writer) {
	signals := make(chan os.Signal, 1)
	for _, s := range ending() {
		if !signal.Ignored(s) {
			signal.Notify(signals, s)
		}
	}
	go func() {
		s := <-signals
		signal.Reset()
		writing.Lock() // for good: no other write begins
		fmt.Fprintf(stderr, "tfk8s: interrupted: %s\n", s)
		number, _ := s.(syscall.Signal)
		os.Exit(SignalExit + int(number))
	}()
}
