// Command nativeschema writes what azure-native's Go SDK says of the types that simulated Azure knows: their
// inputs and outputs with their types, which inputs are required, what they are by default, and which of them
// hold resources that can be resources of their own.
//
//	go run private-acr/tools/nativeschema -out schema.gen.txt
//
// It reads the SDK's source, because to import it would link hundreds of megabytes into the simulation, and
// writes one line a property; package azuresim/plugin/schema reads them. With -check nothing is written,
// and a file that differs is an error.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
)

func main() {
	out := flag.String("out", "", "the `file` to write")
	check := flag.Bool("check", false, "write nothing; fail when the file is stale")
	flag.Parse()
	if err := run(*out, *check); err != nil {
		fmt.Fprintln(os.Stderr, "nativeschema:", err)
		os.Exit(1)
	}
}

func run(out string, check bool) error {
	wanted, err := describe()
	if err != nil || !check {
		return writeUnlessFailed(out, wanted, err)
	}
	have, err := os.ReadFile(out) //nolint:gosec // the file that the caller names
	if err != nil {
		return fmt.Errorf("reading %q: %w", out, err)
	}
	if !bytes.Equal(have, wanted) {
		return fmt.Errorf("%s is not what the SDK says: run go generate", out)
	}
	return nil
}

func writeUnlessFailed(out string, text []byte, failed error) error {
	if failed != nil {
		return failed
	}
	//nolint:gosec // a source file, which everybody may read
	if err := os.WriteFile(out, text, 0o644); err != nil {
		return fmt.Errorf("writing %q: %w", out, err)
	}
	return nil
}
