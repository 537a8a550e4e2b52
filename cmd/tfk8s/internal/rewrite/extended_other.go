//go:build !linux && !darwin

package rewrite

import "os"

func copyExtended(_, _ *os.File) error { return nil }
