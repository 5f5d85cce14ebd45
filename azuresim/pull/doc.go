// Package pull is how a container comes by its image: step by step, through everything that has to be right
// for it. Names are resolved from the consumer's network, addresses matched to what private endpoints serve,
// the consumer logs in with what it presents, the right to pull is looked up, the manifest read and the
// layers fetched. Each pull leaves a [Trace], whose last step names what broke.
//
// The services do not know that anybody pulls: this package asks them. Those whose resources run containers
// ask this package.
package pull
