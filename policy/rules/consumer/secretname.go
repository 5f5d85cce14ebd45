package consumer

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

var (
	// secretWords make a name that of a secret wherever in it they are. Plurals are not among them:
	// MAX_TOKENS counts tokens.
	secretWords = []string{
		"PASSWORD", "PASSWD", "PASSPHRASE", "PGPASSWORD", "SECRET", "TOKEN",
		"APIKEY", "ACCESSKEY", "ACCOUNTKEY", "PRIVATEKEY", "SECRETKEY", "SHAREDKEY",
		"CONNECTIONSTRING", "CONNECTIONSTRINGS",
	}
	// secretPairs do so one after the other.
	secretPairs = [][2]string{
		{"CONNECTION", "STRING"},
		{"CONNECTION", "STRINGS"},
		{"CONN", "STR"},
		{"ACCESS", "KEY"},
		{"API", "KEY"},
		{"PRIVATE", "KEY"},
	}
	// secretEnds do so at the end of a name that has more words: PWD alone is the working directory.
	secretEnds = []string{"KEY", "PASS", "PWD", "SAS"}
	// openKeys come before KEY where it opens nothing, but names a part of a data model or of a pair.
	openKeys = []string{"PUBLIC", "PARTITION", "SORT", "ROUTING", "CACHE", "FOREIGN"}
	// aboutSecrets end the name of what is known about a secret: where it is, what it is called, how long it
	// lasts.
	aboutSecrets = []string{
		"ID", "NAME", "URI", "URL", "ENDPOINT", "HOST", "PORT", "FILE", "PATH", "DIR", "REF",
		"TYPE", "VERSION", "FORMAT", "ALGORITHM", "ISSUER", "AUDIENCE", "SCOPE", "HEADER", "PREFIX",
		"LENGTH", "LIMIT", "SIZE", "COUNT", "TTL", "EXPIRY", "EXPIRATION", "LIFETIME", "TIMEOUT",
		"SECONDS", "MINUTES", "HOURS", "DAYS",
		"ENABLED", "REQUIRED", "PROVIDER", "STORE",
	}
)

// telemetry begins the names of Application Insights' settings, whose connection string only says where
// telemetry goes. Azure docs: azure-monitor/app/connection-strings.
const telemetry = "APPLICATIONINSIGHTS"

// LooksSecret reports whether an environment variable of the name probably holds a secret. It reads the name
// as words, whether they are written DB_PASSWORD, dbPassword or Db--Password.
func LooksSecret(name string) bool {
	words := wordsOf(name)
	if len(words) == 0 || words[0] == telemetry {
		return false
	}
	last := words[len(words)-1]
	if slices.Contains(aboutSecrets, last) {
		return false
	}
	for i, word := range words {
		if slices.Contains(secretWords, word) {
			return true
		}
		if i > 0 && slices.Contains(secretPairs, [2]string{words[i-1], word}) {
			return true
		}
	}
	return len(words) > 1 && slices.Contains(secretEnds, last) &&
		!slices.Contains(openKeys, words[len(words)-2])
}

var (
	lowerUpper = regexp.MustCompile(`([a-z])([A-Z])`)
	upperWord  = regexp.MustCompile(`([A-Z])([A-Z][a-z])`)
)

// wordsOf splits a name at all that is no letter, and where the case says that a word begins.
func wordsOf(name string) []string {
	name = lowerUpper.ReplaceAllString(name, "${1}_${2}")
	name = upperWord.ReplaceAllString(name, "${1}_${2}")
	return strings.FieldsFunc(strings.ToUpper(name), func(r rune) bool { return !unicode.IsLetter(r) })
}
