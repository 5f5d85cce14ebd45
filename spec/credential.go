package spec

import (
	"reflect"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// Credential is one way to come by a [Login], besides the pull identity: exactly one of its fields. The form
// that the way ends in stands in the field's form tag.
type Credential struct {
	Basic     *BasicCredential     `pulumi:"basic,optional" form:"password" derived:"none"`
	Anonymous *AnonymousCredential `pulumi:"anonymous,optional" form:"none" derived:"none"`
}

// Annotate documents the fields.
func (c *Credential) Annotate(a Annotator) {
	a.Describe(&c.Basic, "User name and password that are given, for any registry.")
	a.Describe(&c.Anonymous, "Nothing, for a registry that lets everybody pull, such as mcr.microsoft.com.")
}

// Form is the form of login that the way ends in.
func (c Credential) Form() Form {
	given := c.given()
	if len(given) == 0 {
		return ""
	}
	return Form(given[0].Tag.Get("form"))
}

// given are the fields of the ways that are given.
func (c Credential) given() []reflect.StructField {
	var given []reflect.StructField
	value := reflect.ValueOf(c)
	for i := range value.NumField() {
		if !value.Field(i).IsZero() {
			given = append(given, value.Type().Field(i))
		}
	}
	return given
}

// Check demands one way.
func (c *Credential) Check(f *Faults) {
	if len(c.given()) != 1 && f.Whole("") {
		f.Add("", "must be one way to authenticate", nil, "give one of them, and only one")
	}
}

// BasicCredential is a user name and a password that somebody else looks after.
type BasicCredential struct {
	Server   pulumi.StringInput `pulumi:"server" rule:"host"`
	Username pulumi.StringInput `pulumi:"username" rule:"length=1..256"`
	Password pulumi.StringInput `pulumi:"password" rule:"length=1..8192"`
}

// Annotate documents the fields.
func (b *BasicCredential) Annotate(a Annotator) {
	a.Describe(&b.Server, `Host of the registry, such as "ghcr.io".`)
	a.Describe(&b.Username, "User name.")
	a.Describe(&b.Password, "Password or access token. Set it with pulumi config set --secret.")
}

// Check demands that the password is kept.
func (b *BasicCredential) Check(f *Faults) {
	if _, known := Known(b.Password); known && !IsSecret(b.Password) && f.OK("password") {
		f.Add("password", "must be secret", Secret("password"), "set it with pulumi config set --secret "+
			"--path; in a program give a spec.Secret or an output that is one")
	}
}

// AnonymousCredential is a registry that asks for none.
type AnonymousCredential struct {
	Server pulumi.StringInput `pulumi:"server" rule:"host"`
}

// Annotate documents the fields.
func (c *AnonymousCredential) Annotate(a Annotator) {
	a.Describe(&c.Server, `Host of the registry, such as "mcr.microsoft.com".`)
}
