package catalog

import (
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/privatedns/armprivatedns"

	"private-acr/internal/azure"
)

var privateDNSTypes = []Type{PrivateRecordSet, PrivateZone, VirtualNetworkLink}

const (
	privateDNSVersion = "2020-06-01"
	inPrivateZone     = inNetwork + "privateDnsZones/{privateZoneName}/"
)

// The types of private DNS, which version 3 of azure-native moved to a module of their own.
var (
	// PrivateRecordSet is a set of records. The row is that of type A, which private endpoints need.
	PrivateRecordSet = Type{
		ARM: "Microsoft.Network/privateDnsZones/A", Token: "network:PrivateRecordSet",
		Siblings: []string{
			"Microsoft.Network/privateDnsZones/AAAA", "Microsoft.Network/privateDnsZones/CNAME",
			"Microsoft.Network/privateDnsZones/MX", "Microsoft.Network/privateDnsZones/PTR",
			"Microsoft.Network/privateDnsZones/SOA", "Microsoft.Network/privateDnsZones/SRV",
			"Microsoft.Network/privateDnsZones/TXT",
		},
		Aliases:    []string{"privatedns:PrivateRecordSet"},
		APIVersion: privateDNSVersion, Noun: "DNS record set",
		Path:   inPrivateZone + "{recordType}/{relativeRecordSetName}",
		Naming: LogicalName, NoName: "a name in DNS, relative to the zone: '@' and '*' too",
		Untagged: true,
		Model:    armprivatedns.RecordSet{},
	}
	PrivateZone = Type{
		ARM: "Microsoft.Network/privateDnsZones", Token: "network:PrivateZone",
		Aliases:    []string{"privatedns:PrivateZone"},
		APIVersion: privateDNSVersion, Noun: "private DNS zone",
		Path:      inNetwork + "privateDnsZones/{privateZoneName}",
		NoName:    "a name in DNS: for private endpoints, one of Azure's own list",
		ReplaceOn: onLocation, ReplaceSource: replaceInSpec,
		Location: Global,
		Model:    armprivatedns.PrivateZone{},
	}
	VirtualNetworkLink = Type{
		ARM: "Microsoft.Network/privateDnsZones/virtualNetworkLinks", Token: "network:VirtualNetworkLink",
		Aliases:    []string{"privatedns:VirtualNetworkLink"},
		APIVersion: privateDNSVersion, Noun: "virtual network link",
		Path:   inPrivateZone + "virtualNetworkLinks/{virtualNetworkLinkName}",
		Naming: LogicalName, Name: azure.NameVirtualNetworkLink,
		ReplaceOn: onLocation, ReplaceSource: replaceInSpec,
		Location: Global,
		Model:    armprivatedns.VirtualNetworkLink{},
		Added:    []Added{{Path: "properties.resolutionPolicy", Stable: "2024-06-01"}},
	}
)
