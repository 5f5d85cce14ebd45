package cli

import "syscall"

// dieWithUs has the kernel kill pulumi when this process is killed: an engine that nobody waits for would go
// on writing the state that the next run takes over.
func dieWithUs() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
}
