package engine

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// digestPrefix begins what is kept in the place of a secret.
const digestPrefix = "azuresim-secret:sha256:"

// Digest is what is kept of a write-only value: enough to compare it, nothing to give away. The digest of a
// digest is itself, so that a PATCH, which sends everything again, changes nothing.
func Digest(secret string) string {
	if strings.HasPrefix(secret, digestPrefix) {
		return secret
	}
	sum := sha256.Sum256([]byte(secret))
	return digestPrefix + hex.EncodeToString(sum[:])
}

// hide puts digests in the place of a body's write-only values, so that neither the memory nor the journal
// holds them.
func hide(body Body, writeOnly []string) {
	for _, path := range writeOnly {
		visit(body, strings.Split(path, "."), hideIn)
	}
}

// hideIn hides a text, or all texts of an object.
func hideIn(parent Body, key string) {
	switch secret := parent[key].(type) {
	case string:
		parent[key] = Digest(secret)
	case Body:
		for name := range secret {
			hideIn(secret, name)
		}
	}
}

// strip takes write-only values out of a body that is about to be shown.
func strip(body Body, writeOnly []string) {
	for _, path := range writeOnly {
		visit(body, strings.Split(path, "."), func(parent Body, key string) { delete(parent, key) })
	}
}

// visit calls do for each value that the path leads to. A path goes through every item of a list.
func visit(value any, path []string, do func(parent Body, key string)) {
	switch value := value.(type) {
	case []any:
		for _, item := range value {
			visit(item, path, do)
		}
	case Body:
		if len(path) == 1 {
			do(value, path[0])
			return
		}
		visit(value[path[0]], path[1:], do)
	}
}
