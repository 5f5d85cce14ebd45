// Package credential makes the logins that consumers pull with, a file for each way to come by one.
//
// However a way works, it ends in a [spec.Login] of one of four forms, whose values are known only when they
// work. A consumer knows the forms and none of the ways, so that ways and kinds of consumers add up and do
// not multiply. The way that most stacks need, an identity with a grant, is a package of its own:
// pullidentity.
package credential

//go:generate go run private-acr/tools/collect -type way -func ways -out ways.gen.go -doc "ways lists the ways to authenticate."
