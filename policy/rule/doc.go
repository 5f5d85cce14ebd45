// Package rule says what a rule of the policy pack is: a value with a name, a reason, a remedy and a pure
// check. It knows nothing of Pulumi's policy protocol, which package protocol speaks.
//
// A [Check] looks at a [Resource], alone or within its [Stack], through [Value], which reads any property
// without panicking. Every question has three answers ([Answer]), because many properties are computed in a
// preview, and a rule that cannot tell must neither pass nor fail. A check returns [Finding] values, whose
// messages never hold the value of a secret.
package rule
