//go:build unix

package rewrite

import (
	"io/fs"
	"os"
	"syscall"
)

// linksOf is the number of hard links that a file has.
func linksOf(info fs.FileInfo) uint64 {
	if stat, ok := info.Sys().(*syscall.Stat_t); ok {
		return uint64(stat.Nlink)
	}
	return 1
}

// copyOwner gives a file an owner and a group. Most have them already, and few users may change them.
func copyOwner(to *os.File, from fs.FileInfo) error {
	info, err := to.Stat()
	if err != nil {
		return err
	}
	has, hasOwner := info.Sys().(*syscall.Stat_t)
	wants, wantsOwner := from.Sys().(*syscall.Stat_t)
	if !hasOwner || !wantsOwner || has.Uid == wants.Uid && has.Gid == wants.Gid {
		return nil
	}
	if has.Uid == wants.Uid {
		return to.Chown(-1, int(wants.Gid))
	}
	return to.Chown(int(wants.Uid), int(wants.Gid))
}
