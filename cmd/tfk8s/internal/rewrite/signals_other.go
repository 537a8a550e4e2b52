//go:build !js

package rewrite

import (
	"os"
	"syscall"
)

// ending lists the signals that ask the program to end.
func ending() []os.Signal { return []os.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP} }
