//go:build !race

package resourcemanager_test

const raceDetector = false
