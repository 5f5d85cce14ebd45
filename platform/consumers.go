package platform

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/components/credential"
	"private-acr/settings"
	"private-acr/spec"
)

//go:generate go run private-acr/tools/collect -type kind -func kinds -out kinds.gen.go -doc "kinds lists the kinds of consumers."

// kind builds the consumers of one kind. What settings, network and credentials need to know of a kind its
// spec says: see [spec.ConsumerKind].
type kind struct {
	// build makes the consumer under the logical name, with what the builder has made before. It answers nil
	// for a consumer of another kind.
	build func(
		ctx *pulumi.Context, name string, wanted spec.Consumer, login spec.Login, b *builder,
	) (*reference, error)
}

// reference is what the contract says of a resource that was built. It has the shape of [Ref].
type reference struct {
	id, name, host pulumi.StringInput
}

func (r reference) toMap() pulumi.Map { return pulumi.Map{"id": r.id, "name": r.name, "host": r.host} }

// pullIdentity is the key of the login that consumers have who name no other.
const pullIdentity = ""

// buildLogins makes what consumers pull with. That of the pull identity joins the two gates.
func (b *builder) buildLogins(ctx *pulumi.Context) error {
	b.logins = map[string]spec.Login{pullIdentity: {
		Form: spec.FormIdentity, Server: b.link.LoginServer,
		IdentityID: b.identity.ID, ClientID: b.identity.ClientID,
	}}
	for _, key := range slices.Sorted(maps.Keys(b.Credentials)) {
		login, err := credential.New(ctx, b.name+"-credential-"+key, b.Credentials[key],
			credential.Platform{Parent: b.parent})
		if err != nil {
			return err
		}
		b.logins[key] = *login
	}
	return nil
}

func (b *builder) buildConsumers(ctx *pulumi.Context) error {
	b.consumers = map[string]pulumi.Map{}
	for _, consumer := range b.Consumers() {
		made, err := b.buildConsumer(ctx, consumer)
		if err != nil {
			return err
		}
		key := consumer.Kind().Key
		if b.consumers[key] == nil {
			b.consumers[key] = pulumi.Map{}
		}
		b.consumers[key][consumer.Key] = made.toMap()
	}
	return nil
}

func (b *builder) buildConsumer(ctx *pulumi.Context, wanted settings.Consumer) (*reference, error) {
	name := b.name + "-" + strings.ReplaceAll(wanted.Kind().Noun, " ", "-") + "-" + wanted.Key
	login := b.logins[wanted.Pulls().Credential]
	for _, k := range kinds() {
		if made, err := k.build(ctx, name, wanted.Consumer, login, b); made != nil || err != nil {
			return made, err
		}
	}
	return nil, fmt.Errorf("building %s: no kind builds a %T: a bug in this library, please report it",
		wanted.Path, wanted.Consumer)
}
