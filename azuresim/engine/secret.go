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

// hide puts digests in the place of a body's write-only values, so that neither a resource nor the journal
// holds them.
func (e *Engine) hide(body Body, writeOnly []string) {
	for _, path := range writeOnly {
		visit(body, strings.Split(path, "."), e.hideIn)
	}
}

// hideIn hides a text, or all texts of an object.
func (e *Engine) hideIn(parent Body, key string) {
	switch secret := parent[key].(type) {
	case string:
		digest := Digest(secret)
		if digest != secret {
			e.secrets[digest] = secret
		}
		parent[key] = digest
	case Body:
		for name := range secret {
			e.hideIn(secret, name)
		}
	}
}

// Reveal is the write-only value of a digest, for the actions with which Azure does show such values. It is
// known as long as the process lives in which it was written: no file holds it.
func (e *Engine) Reveal(digest string) (secret string, known bool) {
	secret, known = e.secrets[digest]
	return secret, known
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
