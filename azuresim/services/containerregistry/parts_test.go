package containerregistry_test

import (
	"testing"

	"private-acr/azuresim/bench"
	"private-acr/azuresim/world"
)

const (
	ruleID = bench.RegistryID + "/cacheRules/mirror"
	setID  = bench.RegistryID + "/credentialSets/docker-hub"
	poolID = bench.RegistryID + "/agentPools/builders"
	taskID = bench.RegistryID + "/tasks/build"
)

func cacheRule(source, target, set string) world.Body {
	p := world.Body{"sourceRepository": source, "targetRepository": target}
	if set != "" {
		p["credentialSetResourceId"] = set
	}
	return world.Body{"properties": p}
}

func credentialSet() world.Body {
	return world.Body{"properties": world.Body{
		"loginServer":     "docker.io",
		"authCredentials": []any{world.Body{"name": "Credential1"}},
	}}
}

func task(properties world.Body) world.Body {
	return world.Body{"location": bench.Region, "properties": properties}
}

func agentPool(properties world.Body) world.Body {
	return world.Body{"location": bench.Region, "properties": properties}
}

func TestPartsOfRegistriesAreRefused(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		id, code string
		body     world.Body
	}{
		"rule from nowhere":   {ruleID, "InvalidCacheRule", cacheRule("", "nginx", "")},
		"rule to nowhere":     {ruleID, "InvalidCacheRule", cacheRule("docker.io/library/nginx", "", "")},
		"rule without set":    {ruleID, "CredentialSetNotFound", cacheRule("docker.io/a", "a", setID)},
		"second rule":         {ruleID + "2", "CacheRuleAlreadyExists", cacheRule("ghcr.io/b", "Taken", "")},
		"same rule":           {ruleID + "1", "", cacheRule("ghcr.io/b", "taken", "")},
		"set for nobody":      {setID, "InvalidCredentialSet", world.Body{"properties": world.Body{}}},
		"task without a step": {taskID, "InvalidTask", task(world.Body{})},
		"step of no type":     {taskID, "InvalidTask", task(world.Body{"step": world.Body{}})},
		"system task":         {taskID, "", task(world.Body{"isSystemTask": true})},
		"pool in no subnet": {
			poolID, "InvalidSubnet", agentPool(world.Body{"virtualNetworkSubnetResourceId": bench.AppSubnet}),
		},
		"pool of Windows": {poolID, "InvalidAgentPool", agentPool(world.Body{"os": "Windows"})},
		"pool of Linux":   {poolID, "", agentPool(world.Body{"os": "Linux"})},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := bench.Open(t, world.Options{})
			b.Put(bench.RegistryID, bench.Registry())
			b.Put(ruleID+"1", cacheRule("docker.io/library/a", "taken", ""))
			bench.Refused(t, b.Try(test.id, test.body), test.code, "")
		})
	}
}

func TestAgentPoolsArePremium(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.Put(bench.RegistryID, world.Body{"location": bench.Region, "sku": world.Body{"name": "Standard"}})
	bench.Refused(t, b.Try(poolID, agentPool(world.Body{})), "FeatureNotSupportedInSku", "agent pool")
}

// TestCredentialSetInUse keeps a set until no rule needs it.
func TestCredentialSetInUse(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.Put(bench.RegistryID, bench.Registry())
	b.Put(setID, credentialSet())
	b.Put(ruleID, cacheRule("docker.io/library/nginx", "nginx", setID))
	_, err := b.World.Delete(setID)
	bench.Refused(t, err, "CredentialSetInUse", "mirror")
	b.Remove(ruleID)
	b.Remove(setID)
}
