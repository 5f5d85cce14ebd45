package probe

import (
	"net/http"
	"time"
)

func (s *Scene) basicOnly() []made { return []made{{s.registry(), s.basic()}} }

var adminUser = Probe{
	Name: "admin-user", Sources: "azure-cli's issues have the first text; nobody the last",
	Question: "What do the passwords of an admin user answer that is off, and a password of another name?",
	Simulated: "switched off: 400 UnAuthorizedForCredentialOperations; switching on: accepted; " +
		"third password: 400 InvalidPasswordName",
	Makes: []Priced{basicRegistry}, Takes: 15 * time.Minute,
	Ask: puttingEach((*Scene).basicOnly, func(s *Scene) []attempt {
		on := with(s.basic(), func(p Body) { p["adminUserEnabled"] = true })
		third := Body{"name": "password3"}
		return []attempt{
			{as: "switched off", id: s.registry(), action: "listCredentials"},
			{as: "switching on", id: s.registry(), body: on},
			{as: "third password", id: s.registry(), action: "regenerateCredential", body: third},
		}
	}),
}

// cacheRule takes a repository elsewhere for one of the registry's own.
func cacheRule(source, target, credentials string) Body {
	properties := Body{"sourceRepository": source, "targetRepository": target}
	if credentials != "" {
		properties["credentialSetResourceId"] = credentials
	}
	return Body{"properties": properties}
}

// credentialSet has its login in a key vault, which need not exist to name it.
func (s *Scene) credentialSet() Body {
	secrets := "https://kv-" + s.unique + ".vault.azure.net/secrets/"
	return Body{"identity": Body{"type": "SystemAssigned"}, "properties": Body{
		"loginServer": "docker.io",
		"authCredentials": []any{Body{
			"name": "Credential1", "usernameSecretIdentifier": secrets + "user",
			"passwordSecretIdentifier": secrets + "password",
		}},
	}}
}

var refusedCacheRules = Probe{
	Name: "refused-cache-rules", Sources: "nobody",
	Question: "What do cache rules and credential sets answer that are refused?",
	Simulated: "no target: 400 InvalidCacheRule; no such set: 400 CredentialSetNotFound; " +
		"rule: accepted; its target again: 409 CacheRuleAlreadyExists; " +
		"empty set: 400 InvalidCredentialSet; set: accepted; rule with the set: accepted; " +
		"removing the set: 409 CredentialSetInUse",
	Makes: []Priced{basicRegistry}, Takes: 20 * time.Minute,
	Ask: puttingEach((*Scene).basicOnly, cacheRuleAttempts),
}

func cacheRuleAttempts(s *Scene) []attempt {
	rules, sets := s.registry()+"/cacheRules/", s.registry()+"/credentialSets/"
	const microsoft, docker = "mcr.microsoft.com/hello-world", "docker.io/library/busybox"
	empty := with(s.credentialSet(), func(p Body) { p["authCredentials"] = []any{} })
	return []attempt{
		{as: "no target", id: rules + "targetless", body: cacheRule(microsoft, "", "")},
		{as: "no such set", id: rules + "setless", body: cacheRule(docker, "busybox", sets+"absent")},
		{as: "rule", id: rules + "hello", body: cacheRule(microsoft, "hello", "")},
		{as: "its target again", id: rules + "again", body: cacheRule(microsoft, "hello", "")},
		{as: "empty set", id: sets + "empty", body: empty},
		{as: "set", id: sets + "docker", body: s.credentialSet()},
		{as: "rule with the set", id: rules + "docker", body: cacheRule(docker, "busybox", sets+"docker")},
		{as: "removing the set", id: sets + "docker", method: http.MethodDelete},
	}
}

// agentPool is one machine that runs tasks.
func (s *Scene) agentPool() Body {
	return Body{"location": s.Location, "properties": Body{"tier": "S1", "count": 1, "os": "Linux"}}
}

var agentPool = Priced{"agent pool of one machine, S1", 0.75}

var refusedTasks = Probe{
	Name: "refused-tasks", Sources: "nobody",
	Question: "What do tasks and agent pools answer that are refused?",
	Simulated: "no step: 400 InvalidTask; no such subnet: 400 InvalidSubnet; " +
		"pool of Windows: 400 InvalidAgentPool",
	Makes: []Priced{premiumRegistry, agentPool}, Takes: 40 * time.Minute,
	Ask: puttingEach((*Scene).onlyRegistry, func(s *Scene) []attempt {
		task := Body{"location": s.Location, "properties": Body{"platform": Body{"os": "Linux"}}}
		pools := s.registry() + "/agentPools/"
		return []attempt{
			{as: "no step", id: s.registry() + "/tasks/stepless", body: task},
			{
				as: "no such subnet", id: pools + "homeless",
				body: with(s.agentPool(), func(p Body) {
					p["virtualNetworkSubnetResourceId"] = s.ID(endpointsNet)
				}),
			},
			{
				as: "pool of Windows", id: pools + "windows",
				body: with(s.agentPool(), func(p Body) { p["os"] = "Windows" }),
			},
		}
	}),
}

// webhook calls a host that nobody has (RFC 2606).
func webhook(region string) Body {
	return Body{"location": region, "properties": Body{
		"serviceUri": "https://hooks.example.com/", "actions": []any{"push"}, "status": "disabled",
	}}
}

var refusedWebhooks = Probe{
	Name: "refused-webhooks", Sources: "nobody",
	Question: "What do webhooks answer that call nobody, tell nothing, or are where no replica is?",
	Simulated: "no service URI: 400 WebhookServiceUriRequired; no actions: 400 WebhookActionRequired; " +
		"no replica there: 400 WebhookLocationInvalid",
	Makes: []Priced{basicRegistry}, Takes: 15 * time.Minute,
	Ask: puttingEach((*Scene).basicOnly, func(s *Scene) []attempt {
		hooks := s.registry() + "/webhooks/"
		mute := with(webhook(s.Location), func(p Body) { delete(p, "serviceUri") })
		idle := with(webhook(s.Location), func(p Body) { p["actions"] = []any{} })
		return []attempt{
			{as: "no service URI", id: hooks + "muteprobe", body: mute},
			{as: "no actions", id: hooks + "idleprobe", body: idle},
			{as: "no replica there", id: hooks + "farprobe", body: webhook(s.otherRegion())},
		}
	}),
}

// pullScope is the scope map of every registry that lets tokens pull everything.
const pullScope = "/scopeMaps/_repositories_pull"

// token logs in with a scope map.
func token(scopeMap string) Body {
	return Body{"properties": Body{"scopeMapId": scopeMap, "status": "enabled"}}
}

var refusedTokens = Probe{
	Name: "refused-tokens", Sources: "nobody",
	Question: "What do tokens, their passwords and scope maps answer that are refused?",
	Simulated: "early wildcard: 400 InvalidScopeMapAction; no such scope map: 400 ScopeMapNotFound; " +
		"no such token: 404 TokenNotFound; third password: 400 InvalidPasswordName; " +
		"removing the system's scope map: 400 CannotDeleteSystemScopeMap",
	Makes: []Priced{basicRegistry}, Takes: 15 * time.Minute,
	Ask: puttingEach(
		func(s *Scene) []made {
			puller := made{s.registry() + "/tokens/puller", token(s.registry() + pullScope)}
			return append(s.basicOnly(), puller)
		},
		tokenAttempts),
}

func tokenAttempts(s *Scene) []attempt {
	early := Body{"properties": Body{"actions": []any{"repositories/*/shop/content/read"}}}
	of := func(token string) Body {
		return Body{"tokenId": s.registry() + "/tokens/" + token, "name": "password3"}
	}
	return []attempt{
		{as: "early wildcard", id: s.registry() + "/scopeMaps/early", body: early},
		{
			as: "no such scope map", id: s.registry() + "/tokens/homeless",
			body: token(s.registry() + "/scopeMaps/absent"),
		},
		{as: "no such token", id: s.registry(), action: generatePasswords, body: of("absent")},
		{as: "third password", id: s.registry(), action: generatePasswords, body: of("puller")},
		{as: "removing the system's scope map", id: s.registry() + pullScope, method: http.MethodDelete},
	}
}

// generatePasswords is the action that makes passwords of a token.
const generatePasswords = "generateCredentials"
