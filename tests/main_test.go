package tests

import (
	"os"
	"testing"

	"private-acr/internal/scratch"
)

// TestMain keeps what the tests' runs leave, compiled programs above all, in a folder that goes with them.
func TestMain(m *testing.M) { os.Exit(scratch.Around(m.Run)) }
