package spec

import (
	"slices"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// Form is how a consumer presents itself to a registry. Every way to authenticate ends in one of four.
type Form string

// The forms.
const (
	// FormIdentity is a managed identity that is attached to the consumer.
	FormIdentity Form = "identity"
	// FormPassword is a user name with a secret password.
	FormPassword Form = "password"
	// FormNode is the identity of the machine that the consumer runs on, such as a cluster's kubelet.
	FormNode Form = "node"
	// FormNone is nothing: the registry lets everybody pull.
	FormNone Form = "none"
)

// Values lists the forms.
func (Form) Values() []Form { return []Form{FormIdentity, FormPassword, FormNode, FormNone} }

// ClientIDVariable is the environment variable that Azure's SDKs read to choose among the identities of their
// host. Consumers set it themselves.
const ClientIDVariable = "AZURE_CLIENT_ID"

// Login is what a consumer presents to the one registry that its image is in. Its values are known only when
// they work: the server when its records can be resolved, the identity when its grant is honoured. So a
// consumer that is given a Login cannot start early.
type Login struct {
	Form       Form               `pulumi:"form"`
	Server     pulumi.StringInput `pulumi:"server"`
	IdentityID pulumi.StringInput `pulumi:"identityId,optional" rule:"id=Microsoft.ManagedIdentity/userAssignedIdentities"`
	ClientID   pulumi.StringInput `pulumi:"clientId,optional"`
	Username   pulumi.StringInput `pulumi:"username,optional"`
	Password   pulumi.StringInput `pulumi:"password,optional"`
}

// Annotate documents the fields.
func (l *Login) Annotate(a Annotator) {
	a.Describe(&l.Form, "How the consumer presents itself.")
	a.Describe(&l.Server, `Host of the registry, such as "acrmyapp.azurecr.io".`)
	a.Describe(&l.IdentityID, "ARM id of the managed identity to attach and to pull with.")
	a.Describe(&l.ClientID, "Client id of that identity, which containers read as "+ClientIDVariable+".")
	a.Describe(&l.Username, "User name.")
	a.Describe(&l.Password, "Password of that user, a secret.")
}

// Check demands what the form consists of.
func (l *Login) Check(f *Faults) {
	needed := map[string]pulumi.StringInput{}
	switch l.Form {
	case FormIdentity:
		needed = map[string]pulumi.StringInput{"identityId": l.IdentityID, "clientId": l.ClientID}
	case FormPassword:
		needed = map[string]pulumi.StringInput{"username": l.Username, "password": l.Password}
	case FormNode, FormNone:
	}
	for path, input := range needed {
		if input == nil && f.OK(path) {
			f.Add(path, "is required with form "+string(l.Form), nil, "take the login from the platform's "+
				"contract")
		}
	}
}

// Image is the full reference of an image of the registry: "acrmyapp.azurecr.io/shop/cart:1.0.0".
func (l Login) Image(image pulumi.StringInput) pulumi.StringOutput {
	return pulumi.Sprintf("%s/%s", l.Server, image)
}

// checkAccepts refuses a form that a kind of consumer cannot present.
func (l Login) checkAccepts(f *Faults, path string, accepted []Form) {
	path = Join(path, "form")
	if l.Form == "" || !f.OK(path) || slices.Contains(accepted, l.Form) {
		return
	}
	f.Add(path, "must be a form that this kind of consumer can present: "+words(accepted), string(l.Form),
		"use another credential")
}

func words(forms []Form) string {
	texts := make([]string, len(forms))
	for i, form := range forms {
		texts[i] = string(form)
	}
	return strings.Join(texts, ", ")
}
