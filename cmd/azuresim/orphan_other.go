//go:build unix && !linux

package main

import "syscall"

// dieWithUs has nothing to ask for: only Linux knows a parent-death signal. The lock that the command
// inherits keeps the next run out until it has ended.
func dieWithUs() *syscall.SysProcAttr { return nil }
