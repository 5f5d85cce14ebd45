// Package image makes sure that an image is in a private registry before somebody pulls it.
//
// A registry without public access cannot be pushed to from a pipeline outside its network, yet its first
// consumer needs an image. Importing is a call to Azure's control plane, so it works from anywhere. It
// changes Azure without being a resource, and so it is a resource hook on the consumer that names the
// image: it runs when that is created or changed, never in a preview.
package image
