//go:build unix

package resourcemanager

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"syscall"
)

// ownedBy refuses what another user could have put there: what is not the user's, what others may write to,
// and a link in place of a file. What is not there is fine.
func ownedBy(user int, path string) error {
	info, err := os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case info.Mode()&fs.ModeSymlink != 0:
		return fmt.Errorf("%q is a symbolic link; name what it leads to, or remove it", path)
	}
	owner, ok := info.Sys().(*syscall.Stat_t)
	if ok && int(owner.Uid) != user {
		return fmt.Errorf("%q belongs to another user (%d); use a folder of your own", path, owner.Uid)
	}
	if info.Mode().Perm()&0o002 != 0 {
		return fmt.Errorf("%q can be written by every user; use a folder of your own, or chmod o-w it", path)
	}
	return nil
}

// ownedByUser is about the user who runs this.
func ownedByUser(path string) error { return ownedBy(os.Geteuid(), path) }
