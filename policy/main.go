// Command policy is the policy pack of private-acr. Pulumi starts it:
//
//	pulumi preview --policy-pack policy --policy-pack-config policy/production.json
//
// Given -check and a file it reads that configuration instead, and says what is wrong with it.
package main

import (
	"fmt"
	"os"
	"runtime/debug"

	"private-acr/policy/configuration"
	"private-acr/policy/protocol"
	"private-acr/policy/rules"
)

// garbage lets the heap grow to five times what is in use. A pack lives for one preview or update, and
// competes with Pulumi for the processor: memory is what there is enough of.
const garbage = 400

func main() {
	debug.SetGCPercent(garbage)
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "policy:", err)
		os.Exit(1)
	}
}

// run does not parse its arguments as flags: the engine hands a pack its address and, when it is asked to log
// or trace, flags of its own.
func run(args []string) error {
	if len(args) == 2 && args[0] == "-check" {
		return configuration.CheckFile(rules.All(), args[1])
	}
	return protocol.PrivateACR(rules.All()).Serve()
}
