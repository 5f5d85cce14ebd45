package spec

import (
	"slices"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/internal/azure"
)

// Registry is a Premium container registry that is closed to the public network.
type Registry struct {
	Name     string   `pulumi:"name" rule:"name=registry"`
	Replicas []string `pulumi:"replicas,optional" rule:"region" derived:"none"`
	Protect  bool     `pulumi:"protect,optional"`

	RetentionDays int       `pulumi:"retentionDays,optional" rule:"range=0..365"`
	Webhooks      []Webhook `pulumi:"webhooks,optional" derived:"none"`

	Location          string             `pulumi:"location" rule:"region" from:"deployment"`
	ResourceGroupName pulumi.StringInput `pulumi:"resourceGroupName" from:"deployment"`
	Tags              Tags               `pulumi:"tags,optional" rule:"length=0..256" keys:"tag" from:"deployment"`
}

// Annotate documents the fields.
func (r *Registry) Annotate(a Annotator) {
	a.Describe(&r.Name, `Name of the registry, unique in all of Azure, such as "acrmyapp".`)
	a.Describe(&r.Replicas, "Regions, besides location, that the registry is replicated to.")
	a.Describe(&r.Protect, "Whether Pulumi refuses to delete the registry until this is taken back.")
	a.SetDefault(&r.Protect, false)
	a.Describe(&r.RetentionDays, "Days after which a manifest that has lost its last tag is deleted; "+
		"0 keeps it.")
	a.SetDefault(&r.RetentionDays, 0)
	a.Describe(&r.Webhooks, "Who is told of what happens to images.")
	a.Describe(&r.Location, `Home region of the registry, such as "koreacentral".`)
	a.Describe(&r.ResourceGroupName, "Resource group that the registry lies in.")
	a.Describe(&r.Tags, "Tags of the registry and its replicas.")
}

// Regions are the regions that serve layers: the home region first, then the replicas'.
func (r *Registry) Regions() []string { return append([]string{r.Location}, r.Replicas...) }

// Check compares the replicas with one another and with the home region.
func (r *Registry) Check(f *Faults) {
	seen := map[string]bool{}
	for i, region := range r.Replicas {
		path := Item("replicas", i)
		switch {
		case !f.OK(path):
		case region == r.Location:
			f.Add(path, "must not be the location, the registry's home", region, "remove it")
		case r.Location != "" && f.OK("location") &&
			azure.RegionCloud(region) != azure.RegionCloud(r.Location):
			f.Add(path, "must be in the location's cloud, which is "+azure.RegionCloud(r.Location).Name,
				region, "remove it")
		case seen[region]:
			f.Add(path, "must not be given twice", region, "remove it")
		}
		seen[region] = true
	}
	for i, hook := range r.Webhooks {
		twin := func(other Webhook) bool { return strings.EqualFold(other.Name, hook.Name) }
		path := Join(Item("webhooks", i), "name")
		if f.OK(path) && slices.ContainsFunc(r.Webhooks[:i], twin) {
			f.Add(path, "must differ from that of the webhooks before it", hook.Name, "choose another name")
		}
	}
	checkTags(f, "tags", r.Tags, MostTags, "a resource")
}

// WebhookAction is something that happens to an image.
type WebhookAction string

// The actions. Azure docs: container-registry-webhook-reference.
const (
	WebhookPush        WebhookAction = "push"
	WebhookDelete      WebhookAction = "delete"
	WebhookQuarantine  WebhookAction = "quarantine"
	WebhookChartPush   WebhookAction = "chart_push"
	WebhookChartDelete WebhookAction = "chart_delete"
)

// Values lists the actions.
func (WebhookAction) Values() []WebhookAction {
	return []WebhookAction{
		WebhookPush, WebhookDelete, WebhookQuarantine, WebhookChartPush, WebhookChartDelete,
	}
}

// Webhook is a call that the registry makes when something happens to an image.
type Webhook struct {
	Name       string                        `pulumi:"name" rule:"name=webhook"`
	ServiceURI pulumi.StringInput            `pulumi:"serviceUri" rule:"https"`
	Actions    []WebhookAction               `pulumi:"actions,optional" derived:"push"`
	Scope      string                        `pulumi:"scope,optional" derived:"every repository"`
	Headers    map[string]pulumi.StringInput `pulumi:"headers,optional" derived:"none"`
}

// Annotate documents the fields.
func (w *Webhook) Annotate(a Annotator) {
	a.Describe(&w.Name, `Name of the webhook, 5 to 50 letters and digits, such as "deploy".`)
	a.Describe(&w.ServiceURI, "Address to call, over https. Azure shows it to nobody again.")
	a.Describe(&w.Actions, "What to tell of: push, delete, quarantine, chart_push, chart_delete.")
	a.Describe(&w.Scope, `Repositories to tell of: "shop/cart", "shop/cart:1.0.0" or "shop/*".`)
	a.Describe(&w.Headers, "Headers of the call. Azure shows them to nobody again.")
}

// Complete tells of what people mostly want to know.
func (w *Webhook) Complete() {
	if len(w.Actions) == 0 {
		w.Actions = []WebhookAction{WebhookPush}
	}
}
