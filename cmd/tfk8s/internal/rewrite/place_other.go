//go:build !linux && !darwin

package rewrite

import (
	"errors"
	"os"
)

func openUnnamed(string) *os.File { return nil }

func linkUnnamed(*os.File, string) error { return errors.ErrUnsupported }

func exchange(_, _ string) error { return errors.ErrUnsupported }

func lease(*os.File) (isLeased bool, err error) { return false, nil }

func hasLease(*os.File) bool { return false }
