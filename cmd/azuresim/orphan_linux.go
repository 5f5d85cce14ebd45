package main

import "syscall"

// dieWithUs asks the kernel to end the command when we are killed: SIGTERM, not SIGKILL, so that pulumi can
// write its state and release its lock. It then finds no Azure and soon gives up.
func dieWithUs() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Pdeathsig: syscall.SIGTERM}
}
