package world

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

const (
	subscription = "/subscriptions/00000000-0000-0000-0000-000000000001"
	group        = subscription + "/resourceGroups/rg"
	region       = "koreacentral"
	zoneName     = "privatelink.azurecr.io"
	imageRef     = "acrmyapp.azurecr.io/myapp:1.0.0"
)

func resource(typeAndName string) string { return group + "/providers/" + typeAndName }

var (
	vnetID      = resource("Microsoft.Network/virtualNetworks/vnet")
	peSubnet    = vnetID + "/subnets/private-endpoints"
	appSubnet   = vnetID + "/subnets/container-apps"
	ciSubnet    = vnetID + "/subnets/container-instances"
	zoneID      = resource("Microsoft.Network/privateDnsZones/" + zoneName)
	linkID      = zoneID + "/virtualNetworkLinks/link"
	registryID  = resource("Microsoft.ContainerRegistry/registries/acrMyApp")
	replicaID   = registryID + "/replications/japaneast"
	identityID  = resource("Microsoft.ManagedIdentity/userAssignedIdentities/id-myapp")
	envID       = resource("Microsoft.App/managedEnvironments/cae")
	appID       = resource("Microsoft.App/containerApps/ca-myapp")
	containerID = resource("Microsoft.ContainerInstance/containerGroups/ci-myapp")
	loginPE     = resource("Microsoft.Network/privateEndpoints/pe-acr")
	dataPE      = resource("Microsoft.Network/privateEndpoints/pe-acr-data")
)

// manualClock moves when a test says so.
type manualClock struct{ now time.Time }

func (c *manualClock) Now() time.Time { return c.now }

// bench is a world under test with its clock.
type bench struct {
	*testing.T
	w     *World
	clock *manualClock
}

func open(t *testing.T, options Options) *bench {
	t.Helper()
	clock := &manualClock{now: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)}
	options.Clock = clock
	w, err := Open(options)
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{T: t, w: w, clock: clock}
	b.put(group, Body{"location": region})
	return b
}

func (b *bench) pass(d time.Duration) {
	b.clock.now = b.clock.now.Add(d)
}

// try puts and waits for the end of the operation, whose error it returns.
func (b *bench) try(id string, body Body) error {
	b.Helper()
	result, err := b.w.Put(id, body)
	if err != nil {
		return err
	}
	return b.await(result.Operation)
}

func (b *bench) await(op *Operation) error {
	b.Helper()
	if op == nil {
		return nil
	}
	b.pass(op.Ends.Sub(b.w.Now()))
	ended, err := b.w.Operation(op.ID)
	if err != nil {
		b.Fatal(err)
	}
	if ended.Error != nil {
		return ended.Error
	}
	if ended.Status != StatusSucceeded {
		b.Fatalf("operation of %s: got status %s", op.ResourceID, ended.Status)
	}
	return nil
}

func (b *bench) put(id string, body Body) {
	b.Helper()
	if err := b.try(id, body); err != nil {
		b.Fatalf("putting %s: %s", lastName(id), err)
	}
}

func (b *bench) remove(id string) {
	b.Helper()
	result, err := b.w.Delete(id)
	if err != nil {
		b.Fatalf("deleting %s: %s", lastName(id), err)
	}
	if err := b.await(result.Operation); err != nil {
		b.Fatalf("deleting %s: %s", lastName(id), err)
	}
}

func (b *bench) get(id string) Body {
	b.Helper()
	body, err := b.w.Get(id)
	if err != nil {
		b.Fatal(err)
	}
	return body
}

func (b *bench) property(id, name string) any {
	b.Helper()
	return properties(b.get(id))[name]
}

// refused checks the code and a part of the message of a refusal; the empty code means none.
func refused(t *testing.T, err error, code, part string) {
	t.Helper()
	if code == "" {
		if err != nil {
			t.Fatalf("got %v, want no error", err)
		}
		return
	}
	var e *Error
	if !errors.As(err, &e) || e.Code != code || !strings.Contains(e.Message, part) {
		t.Fatalf("got %v, want code %s with %q", err, code, part)
	}
}

func eachPrivateLink(t *testing.T, test func(*testing.T, PrivateLink)) {
	t.Helper()
	for _, link := range []PrivateLink{GroupPrivateLink, MemberPrivateLink} {
		t.Run(string(link), func(t *testing.T) {
			t.Parallel()
			test(t, link)
		})
	}
}

func TestWholePath(t *testing.T) {
	t.Parallel()
	eachPrivateLink(t, func(t *testing.T, link PrivateLink) {
		t.Helper()
		b := open(t, Options{PrivateLink: link, Journal: filepath.Join(t.TempDir(), "journal")})
		b.path()
		b.put(appID, appBody(imageRef))
		b.put(containerID, containerBody(imageRef))
		for _, pull := range b.w.Pulls() {
			if pull.Error != "" {
				t.Errorf("pull of %s failed: %+v", pull.Consumer, pull)
			}
		}
		if got := b.property(appID, "latestRevisionName"); got != "ca-myapp--0000001" {
			t.Errorf("got revision %v", got)
		}
		b.remove(group)
		if got := b.w.Count(); got != 0 {
			t.Errorf("got %d resources after all are deleted", got)
		}
		if got := len(b.w.records); got != 0 {
			t.Errorf("got %d records after all are deleted", got)
		}
	})
}

func TestUnwindingOneByOne(t *testing.T) {
	t.Parallel()
	eachPrivateLink(t, func(t *testing.T, link PrivateLink) {
		t.Helper()
		b := open(t, Options{PrivateLink: link})
		b.path()
		b.put(appID, appBody(imageRef))
		b.put(containerID, containerBody(imageRef))
		order := []string{
			appID, containerID, envID, b.assignmentID(), identityID,
			dataPE + "/privateDnsZoneGroups/default", dataPE,
			loginPE + "/privateDnsZoneGroups/default", loginPE, registryID, linkID, zoneID, vnetID, group,
		}
		for _, id := range order {
			b.remove(id)
		}
		if got := len(b.w.records); got != 0 {
			t.Errorf("got %d records after all are deleted", got)
		}
	})
}
