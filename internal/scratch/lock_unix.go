//go:build unix

package scratch

import (
	"errors"
	"os"
	"syscall"
)

// lock takes the file for this process, and reports whether it was free. The kernel lets go of it when the
// process ends, however it does; processes that it starts do not have the file.
func lock(file *os.File) (free bool, err error) {
	err = syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return false, nil
	}
	return err == nil, err
}
