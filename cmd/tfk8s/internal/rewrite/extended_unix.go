//go:build linux || darwin

package rewrite

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"os"
	"strings"

	"golang.org/x/sys/unix"
)

// copyExtended makes the extended attributes of a file those of another one, access control lists among them. The system
// decides on attributes of its own, such as labels of SELinux.
func copyExtended(to, from *os.File) error {
	wanted, err := extendedOf(from)
	if err != nil {
		return err
	}
	has, err := extendedOf(to)
	if err != nil {
		return err
	}
	maps.DeleteFunc(has, func(name string, value []byte) bool {
		want, isWanted := wanted[name]
		if isWanted && bytes.Equal(value, want) {
			delete(wanted, name)
		}
		return isWanted
	})
	for name := range has { // such as those that a folder gives to new files
		if err := unix.Fremovexattr(int(to.Fd()), name); err != nil && !isOfSystem(name) {
			return fmt.Errorf("the extended attribute %s of its folder cannot be removed: %w", name, err)
		}
	}
	for name, value := range wanted {
		if err := unix.Fsetxattr(int(to.Fd()), name, value, 0); err != nil && !isOfSystem(name) {
			return fmt.Errorf("its extended attribute %s cannot be kept: %w", name, err)
		}
	}
	return nil
}

func isOfSystem(name string) bool {
	return strings.HasPrefix(name, "security.") || strings.HasPrefix(name, "com.apple.")
}

// extendedOf reads the extended attributes of a file: none where the file system has no such thing.
func extendedOf(f *os.File) (map[string][]byte, error) {
	list, err := sized(func(room []byte) (int, error) { return unix.Flistxattr(int(f.Fd()), room) })
	if errors.Is(err, errors.ErrUnsupported) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("its extended attributes cannot be read: %w", err)
	}
	all := map[string][]byte{}
	for name := range strings.SplitSeq(strings.TrimSuffix(string(list), "\x00"), "\x00") {
		if name == "" {
			continue
		}
		if all[name], err = sized(func(room []byte) (int, error) { return unix.Fgetxattr(int(f.Fd()), name, room) }); err != nil {
			return nil, fmt.Errorf("its extended attribute %s cannot be read: %w", name, err)
		}
	}
	return all, nil
}

// sized reads what may be of any size. It asks again where that grew between the two calls.
func sized(read func([]byte) (int, error)) ([]byte, error) {
	for {
		size, err := read(nil)
		if err != nil || size == 0 {
			return nil, err
		}
		room := make([]byte, size)
		if size, err = read(room); !errors.Is(err, unix.ERANGE) {
			return room[:max(size, 0)], err
		}
	}
}
