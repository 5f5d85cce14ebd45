//go:build !linux

package cli

import "syscall"

// dieWithUs has nothing to ask for: only Linux knows a parent-death signal. Elsewhere an engine without its
// simulated Azure ends by itself, within seconds.
func dieWithUs() *syscall.SysProcAttr { return nil }
