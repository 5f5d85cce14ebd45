package azure

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"
)

// NameKind is a kind of resource whose names follow one rule of Azure's.
type NameKind string

// Kinds of names that [CheckName] knows.
const (
	NameAgentPool            NameKind = "agent pool"
	NameCacheRule            NameKind = "cache rule"
	NameContainerApp         NameKind = "container app"
	NameContainerGroup       NameKind = "container group"
	NameCredentialSet        NameKind = "credential set" //nolint:gosec // A kind of resource, no credential.
	NameFederatedCredential  NameKind = "federated credential"
	NameJob                  NameKind = "job"
	NameManagedEnvironment   NameKind = "managed environment"
	NameNatGateway           NameKind = "NAT gateway"
	NameNetworkInterface     NameKind = "network interface"
	NameNetworkSecurityGroup NameKind = "network security group"
	NamePrivateEndpoint      NameKind = "private endpoint"
	NamePublicIPAddress      NameKind = "public IP address"
	NameRegistry             NameKind = "registry"
	NameRegistryToken        NameKind = "registry token"
	NameReplication          NameKind = "replication"
	NameResourceGroup        NameKind = "resource group"
	NameRoute                NameKind = "route"
	NameRouteTable           NameKind = "route table"
	NameScopeMap             NameKind = "scope map"
	NameSecurityRule         NameKind = "security rule"
	NameSubnet               NameKind = "subnet"
	NameTask                 NameKind = "task"
	NameUserAssignedIdentity NameKind = "user-assigned identity"
	NameVault                NameKind = "key vault"
	NameVirtualNetwork       NameKind = "virtual network"
	NameVirtualNetworkLink   NameKind = "virtual network link"
	NamePeering              NameKind = "virtual network peering"
	NameWebhook              NameKind = "webhook"
	NameWorkspace            NameKind = "workspace"
	NameZoneGroup            NameKind = "zone group"
)

type nameRule struct {
	min, max int
	words    string
	pattern  *regexp.Regexp
	example  string
}

// networkWords is the rule that nearly all of Microsoft.Network shares.
const networkWords = "letters, digits, '_', '.' and '-', first a letter or digit, last a letter, digit or '_'"

var networkPattern = regexp.MustCompile(`^[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9_])?$`)

// tokenWords is the rule for what belongs to the tokens of registries.
const tokenWords = "letters, digits, '_' and '-'"

var (
	alphanumeric = regexp.MustCompile(`^[A-Za-z0-9]+$`)
	tokenPattern = regexp.MustCompile(`^[A-Za-z0-9_-]+$`)
)

// nameRules is Azure docs: azure-resource-manager/management/resource-name-rules, but for container apps,
// container groups and managed environments, whose rules are those their resource providers answer with, for
// jobs, which follow the rule of container apps, and for registry tokens: Azure docs,
// templates/microsoft.containerregistry/registries/tokens.
var nameRules = map[NameKind]nameRule{
	NameAgentPool: {3, 20, tokenWords, tokenPattern, "poolmyapp"},
	NameCacheRule: {5, 50, tokenWords, tokenPattern, "cache-myapp"},
	NameContainerApp: {
		2, 32, "lower-case letters, digits and single '-', first a letter, last a letter or digit",
		regexp.MustCompile(`^[a-z](-?[a-z0-9])*$`), "ca-myapp",
	},
	NameContainerGroup: {
		1, 63, "lower-case letters, digits and single '-', first and last a letter or digit",
		regexp.MustCompile(`^[a-z0-9](-?[a-z0-9])*$`), "ci-myapp",
	},
	NameCredentialSet: {5, 50, tokenWords, tokenPattern, "login-myapp"},
	NameFederatedCredential: {
		3, 120, "letters, digits, '_' and '-', first a letter or digit",
		regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_-]*$`), "fic-myapp",
	},
	NameJob: {
		2, 32, "lower-case letters, digits and single '-', first a letter, last a letter or digit",
		regexp.MustCompile(`^[a-z](-?[a-z0-9])*$`), "caj-myapp",
	},
	NameManagedEnvironment: {
		1, 60, "letters, digits and '-', first and last a letter or digit",
		regexp.MustCompile(`^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?$`), "cae-myapp",
	},
	NameNatGateway:           {1, 80, networkWords, networkPattern, "ng-myapp"},
	NameNetworkInterface:     {1, 80, networkWords, networkPattern, "nic-myapp"},
	NameNetworkSecurityGroup: {1, 80, networkWords, networkPattern, "nsg-myapp"},
	NamePrivateEndpoint:      {2, 64, networkWords, networkPattern, "pe-acr-myapp"},
	NamePublicIPAddress:      {1, 80, networkWords, networkPattern, "pip-myapp"},
	NameRegistry:             {5, 50, "letters and digits", alphanumeric, "acrmyapp"},
	NameRegistryToken:        {5, 50, tokenWords, tokenPattern, "pull-myapp"},
	NameReplication:          {5, 50, "letters and digits", alphanumeric, "japaneast"},
	NameResourceGroup: {
		1, 90, "letters and digits of any script, '_', '-', '.', '(' and ')', last not a '.'",
		regexp.MustCompile(`^[\p{L}\p{N}_.()-]*[\p{L}\p{N}_()-]$`), "rg-myapp",
	},
	NameRoute:        {1, 80, networkWords, networkPattern, "to-firewall"},
	NameRouteTable:   {1, 80, networkWords, networkPattern, "rt-myapp"},
	NameScopeMap:     {5, 50, tokenWords, tokenPattern, "pull-myapp"},
	NameSecurityRule: {1, 80, networkWords, networkPattern, "allow-https"},
	NameSubnet:       {1, 80, networkWords, networkPattern, "private-endpoints"},
	NameTask:         {5, 50, tokenWords, tokenPattern, "build-myapp"},
	NameUserAssignedIdentity: {
		3, 128, "letters, digits, '_' and '-', first a letter or digit",
		regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_-]*$`), "id-myapp",
	},
	NameVault: {
		3, 24, "letters, digits and single '-', first a letter, last a letter or digit",
		regexp.MustCompile(`^[A-Za-z](-?[A-Za-z0-9])*$`), "kv-myapp",
	},
	NameVirtualNetwork:     {2, 64, networkWords, networkPattern, "vnet-myapp"},
	NameVirtualNetworkLink: {1, 80, networkWords, networkPattern, "link-myapp"},
	NamePeering:            {1, 80, networkWords, networkPattern, "peer-myapp"},
	NameWebhook:            {5, 50, "letters and digits", alphanumeric, "whmyapp"},
	NameWorkspace: {
		4, 63, "letters, digits and '-', first and last a letter or digit",
		regexp.MustCompile(`^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?$`), "log-myapp",
	},
	NameZoneGroup: {1, 80, networkWords, networkPattern, "default"},
}

// NameError says that Azure would refuse a name.
type NameError struct {
	// Kind is the kind of resource.
	Kind NameKind
	// Name is the name as it was given.
	Name string
	// Rule is what names of this kind must be, for example "must be 5 to 50 characters: letters and digits".
	Rule string
	// Example is a name that Azure takes.
	Example string
	// Reserved says that the name is of a form that Azure takes, but has a word that it keeps to itself.
	Reserved bool
}

// Error names the kind, the given name, the rule and an example.
func (e *NameError) Error() string {
	return fmt.Sprintf("%s name %q %s, for example %q", e.Kind, e.Name, e.Rule, e.Example)
}

// ParseNameKind is the kind that a text names, in which '-' may stand for blanks; false for none.
func ParseNameKind(text string) (NameKind, bool) {
	words := strings.NewReplacer("-", " ")
	for kind := range nameRules {
		if words.Replace(string(kind)) == words.Replace(text) {
			return kind, true
		}
	}
	return "", false
}

// CheckName returns a [*NameError] when Azure would refuse the name for a resource of the kind, judging by
// length and characters alone: whether a name is taken only Azure can tell. An unknown kind is refused as
// well.
func CheckName(kind NameKind, name string) error {
	rule, known := nameRules[kind]
	if !known {
		return fmt.Errorf("checking name %q: no rule for kind %q", name, kind)
	}
	length := utf8.RuneCountInString(name)
	switch {
	case length < rule.min || length > rule.max || !rule.pattern.MatchString(name):
		words := fmt.Sprintf("must be %d to %d characters: %s", rule.min, rule.max, rule.words)
		return &NameError{Kind: kind, Name: name, Rule: words, Example: rule.example}
	case kind == NameRegistry && reservedPattern.MatchString(name):
		const words = "must not hold microsoft or windows, nor begin or end with azure, login or xbox, " +
			"which Azure keeps to itself"
		return &NameError{Kind: kind, Name: name, Rule: words, Example: rule.example, Reserved: true}
	}
	return nil
}

// reservedPattern finds the words that Azure keeps out of names that become host names
// (ReservedResourceName). Azure docs: azure-resource-manager/troubleshooting/error-reserved-resource-name;
// that azure is one of them, and that the end counts as well, is from terraform-provider-azurerm's issues.
var reservedPattern = regexp.MustCompile(`(?i)microsoft|windows|^(azure|login|xbox)|(azure|login|xbox)$`)

// FitName makes a name of the kind out of a text whose characters it allows but which may be too long: one
// that is too long ends in a hash of the whole, so that it is the same in every run and differs from that of
// every other text.
func FitName(kind NameKind, name string) string {
	longest := nameRules[kind].max
	if utf8.RuneCountInString(name) <= longest {
		return name
	}
	const digits = 6
	sum := sha256.Sum256([]byte(name))
	hash := hex.EncodeToString(sum[:])[:digits]
	head := strings.TrimRight(string([]rune(name)[:longest-digits-1]), "-._")
	if joined := head + "-" + hash; CheckName(kind, joined) == nil {
		return joined
	}
	return head + hash
}
