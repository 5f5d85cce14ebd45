package schema

import (
	"errors"
	"fmt"
	"net/netip"
	"net/url"

	"private-acr/internal/azure"
)

func checkRange(text string) (string, *Violation) {
	_, err := azure.ParsePrefix(text)
	e, faulty := errors.AsType[*azure.PrefixError](err)
	switch {
	case !faulty:
		return text, nil
	case e.Nearest != "":
		return text, &Violation{e.Rule, fmt.Sprintf("did you mean %q?", e.Nearest)}
	}
	return text, &Violation{e.Rule, "write the network address, a slash and the number of its bits"}
}

func checkAddress(text string) (string, *Violation) {
	if a, err := netip.ParseAddr(text); err != nil || !a.Is4() {
		return text, &Violation{"must be an IPv4 address", `write it as "10.0.2.10"`}
	}
	return text, nil
}

func checkHTTPS(text string) (string, *Violation) {
	if u, err := url.Parse(text); err != nil || u.Scheme != "https" || u.Host == "" {
		return text, &Violation{"must be an https URL", `write it as "https://ci.example.com/hooks/acr"`}
	}
	return text, nil
}
