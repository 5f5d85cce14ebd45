// Package rule says what a rule of the policy pack is: a value with a name, a reason, a remedy and a pure
// check. It knows nothing of Pulumi's policy protocol; package pack serves rules over it.
//
// A check looks at a [Resource], or at a [Stack] of them with their dependencies, through [Value], which
// reads any property without panicking. Whatever it asks has three answers ([Answer]), because in a preview
// many properties are computed and a rule that cannot tell must neither pass nor fail. What it finds are
// [Finding] values; a message never holds the value of a secret.
package rule
