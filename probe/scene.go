package probe

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	azarm "github.com/Azure/azure-sdk-for-go/sdk/azcore/arm"

	"private-acr/internal/catalog"
)

// Body is a resource as Resource Manager writes it.
type Body = map[string]any

// Scene is where a probe asks: a resource group of its own.
type Scene struct {
	*client
	// unique is part of names that are taken worldwide.
	unique string
	group  string
	// first are the ids of what goes before the group.
	first []string
}

func newScene(c *client, probe Probe) *Scene {
	random := make([]byte, 4)
	_, _ = rand.Read(random) // It never fails.
	unique := hex.EncodeToString(random)
	return &Scene{
		client: c, unique: unique,
		group: "/subscriptions/" + c.SubscriptionID + "/resourceGroups/rg-probe-" + probe.Name + "-" + unique,
	}
}

// ID is the id of a resource of the scene, such as that of "Microsoft.Network/virtualNetworks/vnet".
func (s *Scene) ID(resource string) string { return s.group + "/providers/" + resource }

// appsVersion is that of Container Apps, for whom azure-native's own knows neither jobs nor the names of
// workload profiles.
const appsVersion = "2024-03-01"

// version is the api-version of requests about a resource: azure-native's, unless a probe is about another.
func version(id string) string {
	if strings.HasSuffix(path.Dir(id), "/resourceGroups") {
		return catalog.ResourceGroup.APIVersion
	}
	row := rowOf(id)
	if apps, _, _ := strings.Cut(catalog.ContainerApp.ARM, "/"); strings.HasPrefix(row.ARM, apps+"/") {
		return appsVersion
	}
	return row.APIVersion
}

// rowOf is the row of a resource's type, empty for what is none.
func rowOf(id string) catalog.Type {
	parsed, err := azarm.ParseResourceID(id)
	if err != nil {
		return catalog.Type{}
	}
	row, _ := catalog.ByARM(parsed.ResourceType.String())
	return row
}

// Put writes a resource and waits for the end. A refusal is an answer.
func (s *Scene) Put(ctx context.Context, id string, body Body) (Answer, error) {
	return s.PutBy(ctx, version(id), id, body)
}

// PutBy writes a resource by the words of an api-version.
func (s *Scene) PutBy(ctx context.Context, version, id string, body Body) (Answer, error) {
	return s.do(ctx, http.MethodPut, version, id, body)
}

// Make writes a resource that the probe needs: a refusal is an error.
func (s *Scene) Make(ctx context.Context, id string, body Body) error {
	return s.MakeBy(ctx, version(id), id, body)
}

// MakeBy writes a resource that the probe needs, by the words of an api-version.
func (s *Scene) MakeBy(ctx context.Context, version, id string, body Body) error {
	answer, err := s.PutBy(ctx, version, id, body)
	if err := answer.failure(err); err != nil {
		return fmt.Errorf("making %s: %w", path.Base(id), err)
	}
	return nil
}

// Get reads a resource. One that is not there is an answer.
func (s *Scene) Get(ctx context.Context, id string) (Answer, error) {
	return s.GetBy(ctx, version(id), id)
}

// GetBy reads a resource by the words of an api-version.
func (s *Scene) GetBy(ctx context.Context, version, id string) (Answer, error) {
	return s.do(ctx, http.MethodGet, version, id, nil)
}

// Delete removes a resource and waits for the end.
func (s *Scene) Delete(ctx context.Context, id string) (Answer, error) {
	return s.do(ctx, http.MethodDelete, version(id), id, nil)
}

// Post has a resource do something and waits for the end.
func (s *Scene) Post(ctx context.Context, id, action string, body Body) (Answer, error) {
	return s.do(ctx, http.MethodPost, version(id), id+"/"+action, body)
}

func (s *Scene) do(ctx context.Context, method, version, id string, body Body) (Answer, error) {
	response, err := s.request(ctx, method, id, version, body)
	if err != nil {
		return Answer{}, err
	}
	defer func() { _ = response.Body.Close() }()
	return s.await(ctx, response)
}

// Now is Azure's time, which a skewed clock of ours does not change.
func (s *Scene) Now(ctx context.Context) (time.Time, error) {
	response, err := s.request(ctx, http.MethodGet, s.group, catalog.ResourceGroup.APIVersion, nil)
	if err != nil {
		return time.Time{}, err
	}
	defer func() { _ = response.Body.Close() }()
	return http.ParseTime(response.Header.Get("Date"))
}

// Until asks again and again until the condition holds, and says how long that took in Azure's time; false
// past the patience.
func (s *Scene) Until(
	ctx context.Context, patience time.Duration, holds func(context.Context) (bool, error),
) (took time.Duration, held bool, err error) {
	began, err := s.Now(ctx)
	if err != nil {
		return 0, false, err
	}
	for {
		held, err := holds(ctx)
		if err != nil {
			return 0, false, err
		}
		now, err := s.Now(ctx)
		if took = now.Sub(began); err != nil || held || took > patience {
			return took, held, err
		}
		if err := s.pause(ctx, askInterval); err != nil {
			return took, false, err
		}
	}
}

// askInterval is how often Until asks, in Azure's time.
const askInterval = 10 * time.Second

// text is the text at a path of keys of a body, "" where there is none.
func text(body Body, keys ...string) string {
	found, _ := valueAt(body, keys).(string)
	return found
}

// items are the objects of the list at a path of keys of a body.
func items(body Body, keys ...string) []Body {
	list, _ := valueAt(body, keys).([]any)
	var objects []Body
	for _, item := range list {
		if object, is := item.(map[string]any); is {
			objects = append(objects, object)
		}
	}
	return objects
}

// valueAt is the value at a path of keys of a body, nil where there is none.
func valueAt(body Body, keys []string) any {
	var at any = body
	for _, key := range keys {
		object, _ := at.(map[string]any)
		at = object[key]
	}
	return at
}

// tag marks the resource groups of probes, for [Clean].
const tag = "private-acr-probe"

// open makes the scene's resource group.
func (s *Scene) open(ctx context.Context, probe Probe) error {
	return s.Make(ctx, s.group, Body{"location": s.Location, "tags": Body{tag: probe.Name}})
}

// clearTimeout is for removing a resource group, in Azure's time: environments and subnets let go late.
const clearTimeout = time.Hour

// RemoveFirst has a resource removed before the scene's resource group, because it would outlive the group or
// keep it from being removed. It may be named before it is made.
func (s *Scene) RemoveFirst(id string) { s.first = append(s.first, id) }

// lockLag is for a lock that is gone and still heard. Assumed.
const lockLag = time.Minute

// close removes the resource group with all that is in it, even where the context has ended.
func (s *Scene) close(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), clearTimeout)
	defer cancel()
	var failed []error
	for _, id := range slices.Backward(s.first) {
		failed = append(failed, s.remove(ctx, id))
	}
	if len(s.first) > 0 {
		failed = append(failed, s.pause(ctx, lockLag))
	}
	return errors.Join(append(failed, s.remove(ctx, s.group))...)
}

func (s *Scene) remove(ctx context.Context, id string) error {
	answer, err := s.Delete(ctx, id)
	if answer.Status == http.StatusNotFound {
		return nil
	}
	if err := answer.failure(err); err != nil {
		return fmt.Errorf("removing %q: %w", path.Base(id), err)
	}
	return nil
}

// Clean removes the resource groups that killed probes have left, with their locks, and names them. Roles of
// killed probes stay in the directory: their names begin with "private-acr probe".
func Clean(ctx context.Context, target Target) ([]string, error) {
	c, err := newClient(target)
	if err != nil {
		return nil, err
	}
	all := &Scene{client: c, group: "/subscriptions/" + target.SubscriptionID + "/resourcegroups"}
	answer, err := all.GetBy(ctx, catalog.ResourceGroup.APIVersion, all.group)
	if err := answer.failure(err); err != nil {
		return nil, fmt.Errorf("listing resource groups: %w", err)
	}
	var removed []string
	for _, group := range items(answer.Body, "value") {
		if text(group, "tags", tag) == "" {
			continue
		}
		left := &Scene{client: c, group: text(group, "id")}
		if err := left.closeLocked(ctx); err != nil {
			return removed, err
		}
		removed = append(removed, path.Base(left.group))
	}
	return removed, nil
}

// closeLocked closes a scene of which nobody knows any more what it has locked.
func (s *Scene) closeLocked(ctx context.Context) error {
	locks, err := s.GetBy(ctx, catalog.LockAtScope.APIVersion, s.ID(catalog.LockAtScope.ARM))
	if err := locks.failure(err); err != nil {
		return fmt.Errorf("listing the locks of %q: %w", path.Base(s.group), err)
	}
	for _, lock := range items(locks.Body, "value") {
		s.RemoveFirst(text(lock, "id"))
	}
	return s.close(ctx)
}

var guid = regexp.MustCompile(`(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}`)

// redact replaces what tells whose subscription it was. Azure's messages name tenants, principals and
// correlations too, so no GUID is left.
func (s *Scene) redact(words string) string {
	words = strings.NewReplacer(
		url.QueryEscape(s.group), "<group>", s.SubscriptionID, "<subscription>", s.unique, "<unique>",
	).Replace(words)
	return guid.ReplaceAllString(words, "<guid>")
}
