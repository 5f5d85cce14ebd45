// The program of a run: it becomes the platform program, which the tests have built once. Pulumi's language
// host compiles what it finds in the project folder, and this is compiled in no time.
package main

import (
	"log"
	"os"
	"syscall"
)

func main() {
	program := os.Getenv("PLATFORM_PROGRAM")
	log.Fatal(syscall.Exec(program, []string{program}, os.Environ()))
}
