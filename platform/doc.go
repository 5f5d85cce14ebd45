// Package platform composes the components into the platform stack: network, registry, private link, pull
// identity and, where the settings ask for them, a Container App and a container group that pull.
//
// Use [New] in a program that builds the platform from [settings.Settings], as main.go does. Use
// [ReadContract] in an app team's program, to build a consumer on a platform that another stack built.
package platform
