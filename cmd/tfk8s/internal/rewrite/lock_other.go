//go:build !linux && !darwin

package rewrite

import (
	"errors"
	"os"
)

func lock(*os.File) error { return errors.ErrUnsupported }
