// Package mutation tells how good the tests of a package are: it changes the package in one small way after
// the other (a condition negated, an "and" turned into an "or", a text compared with another) and looks
// whether a test fails. A change that no test notices has survived, and shows what the tests leave open.
//
// All mutants of a package are compiled into one test binary, with a switch each, because building takes
// seconds and running milliseconds. Only what functions do is changed, not tables, words and messages.
//
// The changes are made for package policy/rule's answers: they know that a rule which cannot tell must say
// so, hence some turn unknown into no or into yes.
package mutation
