package world_test

import (
	"private-acr/azuresim/bench"
	"private-acr/azuresim/world"
)

const (
	pullerID = bench.RegistryID + "/tokens/puller"
	pullMap  = bench.RegistryID + "/scopeMaps/_repositories_pull"
)

// tokenLogin is a token's login, with what is wrong with it.
type tokenLogin struct {
	// scope is the token's scope map, pullMap if empty.
	scope string
	// disabled is the token.
	disabled bool
	// password is presented in place of the one that was generated.
	password string
}

// secret makes the token and a password for it.
func (l tokenLogin) secret(b *bench.Bench) string {
	b.Helper()
	p := world.Body{"scopeMapId": pullMap}
	if l.scope != "" {
		p["scopeMapId"] = l.scope
	}
	if l.disabled {
		p["status"] = "disabled"
	}
	b.Put(pullerID, world.Body{"properties": p})
	request := world.Body{"tokenId": pullerID, "name": "password1"}
	answer, err := b.Act(bench.RegistryID, "generateCredentials", request)
	if err != nil {
		b.Fatal(err)
	}
	if l.password != "" {
		return l.password
	}
	secret, _ := answer["passwords"].([]any)[0].(world.Body)["value"].(string)
	return secret
}

// app puts a container app that logs in so.
func (l tokenLogin) app(b *bench.Bench) error {
	b.Helper()
	secret := l.secret(b)
	return b.Try(bench.AppID, bench.Changed(bench.App(bench.Image), func(p world.Body) {
		configuration := p["configuration"].(world.Body)
		configuration["secrets"] = []any{world.Body{"name": "password", "value": secret}}
		configuration["registries"] = []any{world.Body{
			"server": bench.Login, "username": "puller", "passwordSecretRef": "password",
		}}
	}))
}

// container puts a container group that logs in so.
func (l tokenLogin) container(b *bench.Bench) error {
	b.Helper()
	secret := l.secret(b)
	return b.Try(bench.ContainerID, bench.Changed(bench.ContainerGroup(bench.Image), func(p world.Body) {
		p["imageRegistryCredentials"] = []any{world.Body{
			"server": bench.Login, "username": "puller", "password": secret,
		}}
	}))
}

// brokenTokens are the links from a user name with a password to the right to pull.
func brokenTokens() []brokenLink {
	atOnce := world.Options{PasswordDelay: -1}
	shop := bench.RegistryID + "/scopeMaps/shop-pull"
	return []brokenLink{
		{
			name: "token with its password, with a container app", options: atOnce,
			attempt: tokenLogin{}.app,
		},
		{
			name:    "token's password too young",
			attempt: tokenLogin{}.app, code: badTemplate, part: unauthorized, step: loggingIn,
		},
		{
			name: "password that is none of the token's", options: atOnce,
			attempt: tokenLogin{password: "guess"}.app,
			code:    badTemplate, part: unauthorized, step: loggingIn,
		},
		{
			name: "token disabled", options: atOnce, attempt: tokenLogin{disabled: true}.app,
			code: badTemplate, part: unauthorized, step: loggingIn,
		},
		{
			name: "token's scope map without the repository", options: atOnce,
			sever: func(b *bench.Bench) {
				actions := []any{"repositories/shop/*/content/read"}
				b.Put(shop, world.Body{"properties": world.Body{"actions": actions}})
			},
			attempt: tokenLogin{scope: shop}.app,
			code:    badTemplate, part: unauthorized, step: checking,
		},
		{
			name: "token with its password, with a container group, which is trusted for its identity " +
				"only",
			options: atOnce, attempt: tokenLogin{}.container,
			code: "InaccessibleImage", part: "is not accessible", step: loggingIn,
		},
	}
}
