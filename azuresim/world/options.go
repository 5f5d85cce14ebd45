package world

import (
	"fmt"
	"time"
)

const (
	// defaultDataGroupDelay is assumed: the one report of late groups gives no figure.
	defaultDataGroupDelay = 90 * time.Second
	// defaultGrantDelay is the upper end of what is typically seen; Azure documents up to 10 minutes. Azure
	// docs: container-registry-faq.
	defaultGrantDelay = 2 * time.Minute
)

// defaultImages are Microsoft's sample images, which need no account.
var defaultImages = []string{
	"mcr.microsoft.com/azuredocs/aci-helloworld:latest",
	"mcr.microsoft.com/azuredocs/containerapps-helloworld:latest",
	"mcr.microsoft.com/k8se/quickstart:latest",
	"mcr.microsoft.com/hello-world:latest",
}

func (o Options) withDefaults() (Options, error) {
	if o.PrivateLink == "" {
		o.PrivateLink = GroupPrivateLink
	}
	if o.PrivateLink != GroupPrivateLink && o.PrivateLink != MemberPrivateLink {
		return o, fmt.Errorf("private link %q must be %q or %q", o.PrivateLink, GroupPrivateLink,
			MemberPrivateLink)
	}
	if o.Scale == 0 {
		o.Scale = 1
	}
	if o.Scale < 0 {
		return o, fmt.Errorf("scale %g must be positive", o.Scale)
	}
	if o.Images == nil {
		o.Images = defaultImages
	}
	o.DataGroupDelay = delay(o.DataGroupDelay, defaultDataGroupDelay)
	o.GrantDelay = delay(o.GrantDelay, defaultGrantDelay)
	return o, nil
}

// delay reads an option whose zero value means the default and whose negative values mean none.
func delay(given, byDefault time.Duration) time.Duration {
	switch {
	case given == 0:
		return byDefault
	case given < 0:
		return 0
	}
	return given
}
