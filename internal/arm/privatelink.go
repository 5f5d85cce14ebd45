package arm

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	azarm "github.com/Azure/azure-sdk-for-go/sdk/azcore/arm"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/containerregistry/armcontainerregistry"
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/network/armnetwork/v7"
)

// Group is a private-link group that a registry offers.
type Group struct {
	// Name is what a private endpoint's connection asks for, such as "registry".
	Name string
	// Members are the group's required members, sorted, such as "registry_data_koreacentral".
	Members []string
}

// Record is a DNS record that a zone group keeps.
type Record struct {
	// Name is the record's name in its zone, in lower case, such as "contoso.koreacentral.data".
	Name string
	// Addresses are the record's IP addresses, sorted; none while Azure has not written it.
	Addresses []string
}

// PrivateLinkGroups lists what the registry offers to private link now, sorted by name.
func (c *Client) PrivateLinkGroups(ctx context.Context, registryID string) ([]Group, error) {
	doing := fmt.Sprintf("listing the private-link groups of registry %q", nameOf(registryID))
	client, id, err := c.registries(registryID)
	if err != nil {
		return nil, wrap(doing, err)
	}
	var groups []Group
	pager := client.NewListPrivateLinkResourcesPager(id.ResourceGroupName, id.Name, nil)
	for pager.More() {
		page, err := pager.NextPage(ctx)
		if err != nil {
			return nil, wrap(doing, err)
		}
		groups = append(groups, groupsOf(page.Value)...)
	}
	slices.SortFunc(groups, func(a, b Group) int { return strings.Compare(a.Name, b.Name) })
	return groups, nil
}

func (c *Client) registries(id string) (*armcontainerregistry.RegistriesClient, *azarm.ResourceID, error) {
	parsed, err := azarm.ParseResourceID(id)
	if err != nil {
		return nil, nil, err
	}
	client, err := armcontainerregistry.NewRegistriesClient(parsed.SubscriptionID, c.credential, c.options)
	return client, parsed, err
}

func groupsOf(resources []*armcontainerregistry.PrivateLinkResource) []Group {
	var groups []Group
	for _, r := range resources {
		if r == nil || r.Properties == nil || r.Properties.GroupID == nil {
			continue
		}
		group := Group{Name: *r.Properties.GroupID, Members: values(r.Properties.RequiredMembers)}
		groups = append(groups, group)
	}
	return groups
}

// ZoneGroupRecords reads the records that a private endpoint's zone group keeps now, sorted by name.
func (c *Client) ZoneGroupRecords(ctx context.Context, zoneGroupID string) ([]Record, error) {
	doing := fmt.Sprintf("reading the records of zone group %q", zoneGroupID)
	client, id, err := c.zoneGroups(zoneGroupID)
	if err != nil {
		return nil, wrap(doing, err)
	}
	group, err := client.Get(ctx, id.ResourceGroupName, id.Parent.Name, id.Name, nil)
	if err != nil {
		return nil, wrap(doing, err)
	}
	return recordsOf(group.Properties), nil
}

// DeleteZoneGroup deletes a private endpoint's zone group with the records that it keeps, and waits until
// Azure has done so. One that is not there is no error.
func (c *Client) DeleteZoneGroup(ctx context.Context, zoneGroupID string) error {
	doing := fmt.Sprintf("deleting zone group %q", zoneGroupID)
	client, id, err := c.zoneGroups(zoneGroupID)
	if err != nil {
		return wrap(doing, err)
	}
	poller, err := client.BeginDelete(ctx, id.ResourceGroupName, id.Parent.Name, id.Name, nil)
	if err == nil {
		_, err = poller.PollUntilDone(ctx, &runtime.PollUntilDoneOptions{Frequency: time.Second})
	}
	if err = wrap(doing, err); isNotFound(err) {
		return nil
	}
	return err
}

func (c *Client) zoneGroups(id string) (*armnetwork.PrivateDNSZoneGroupsClient, *azarm.ResourceID, error) {
	parsed, err := azarm.ParseResourceID(id)
	if err != nil {
		return nil, nil, err
	}
	client, err := armnetwork.NewPrivateDNSZoneGroupsClient(parsed.SubscriptionID, c.credential, c.options)
	return client, parsed, err
}

func recordsOf(properties *armnetwork.PrivateDNSZoneGroupPropertiesFormat) []Record {
	if properties == nil {
		return nil
	}
	var records []Record
	for _, config := range properties.PrivateDNSZoneConfigs {
		if config == nil || config.Properties == nil {
			continue
		}
		for _, set := range config.Properties.RecordSets {
			if set != nil && set.RecordSetName != nil {
				records = append(records, recordOf(set))
			}
		}
	}
	slices.SortFunc(records, func(a, b Record) int { return strings.Compare(a.Name, b.Name) })
	return records
}

func recordOf(set *armnetwork.RecordSet) Record {
	return Record{Name: strings.ToLower(*set.RecordSetName), Addresses: values(set.IPAddresses)}
}

// values returns what the pointers point to, sorted, without the nil ones.
func values(pointers []*string) []string {
	var list []string
	for _, p := range pointers {
		if p != nil {
			list = append(list, *p)
		}
	}
	slices.Sort(list)
	return list
}

// nameOf returns the last segment of an id, for messages.
func nameOf(id string) string { return id[strings.LastIndex(id, "/")+1:] }
