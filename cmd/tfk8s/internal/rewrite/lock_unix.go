//go:build linux || darwin

package rewrite

import (
	"os"

	"golang.org/x/sys/unix"
)

// lock marks a draft as one that a process holds, until the process ends. It is an error where another one holds it.
func lock(f *os.File) error { return unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB) }
