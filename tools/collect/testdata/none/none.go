// Package none declares nothing.
package none
