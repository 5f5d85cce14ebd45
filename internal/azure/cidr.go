package azure

import (
	"encoding/binary"
	"fmt"
	"iter"
	"net/netip"
)

const (
	// keptFirst addresses at a subnet's start are Azure's: the network, the gateway and two for DNS.
	// Azure docs: virtual-network/virtual-networks-faq.
	keptFirst = 4
	// keptLast is the broadcast address.
	keptLast = 1
	// smallestSubnet is the longest prefix that Azure takes for a subnet.
	smallestSubnet = 29
)

// PrefixError says that a text is not an address range as Azure takes it.
type PrefixError struct {
	// Prefix is the range as it was given.
	Prefix string
	// Rule is what the range must be.
	Rule string
	// Nearest is the range that was probably meant, empty when there is no telling.
	Nearest string
}

// Error names the range and the rule, and the range that was probably meant.
func (e *PrefixError) Error() string {
	text := fmt.Sprintf("address range %q %s", e.Prefix, e.Rule)
	if e.Nearest != "" {
		text += fmt.Sprintf(", for example %q", e.Nearest)
	}
	return text
}

// ParsePrefix reads an IPv4 range in CIDR notation. Ranges with host bits set ("10.0.2.1/24") are refused,
// as Azure refuses them, and so is IPv6, which container groups do not know. The error is a [*PrefixError].
func ParsePrefix(s string) (netip.Prefix, error) {
	p, err := netip.ParsePrefix(s)
	switch {
	case err != nil || !p.Addr().Is4():
		return netip.Prefix{}, &PrefixError{Prefix: s, Rule: `must be an IPv4 range such as "10.0.0.0/16"`}
	case p != p.Masked():
		rule := "must begin at its network address"
		return netip.Prefix{}, &PrefixError{Prefix: s, Rule: rule, Nearest: p.Masked().String()}
	}
	return p, nil
}

// Usable counts the addresses that a subnet can hand out: all but the five that Azure keeps. It is 0 for
// ranges that Azure takes for no subnet: IPv4 smaller than /29, and IPv6, which private-acr builds no
// subnets of.
func Usable(p netip.Prefix) int {
	if !p.IsValid() || !p.Addr().Is4() || p.Bits() > smallestSubnet {
		return 0
	}
	return 1<<(32-p.Bits()) - keptFirst - keptLast
}

// FirstUsable is the first address that a subnet hands out, its fifth. It is invalid when [Usable] is 0.
func FirstUsable(p netip.Prefix) netip.Addr {
	if Usable(p) == 0 {
		return netip.Addr{}
	}
	return nth(p, keptFirst)
}

// HandsOut reports whether the address is among those that the subnet can hand out.
func HandsOut(p netip.Prefix, a netip.Addr) bool {
	if Usable(p) == 0 || !p.Contains(a) {
		return false
	}
	last := nth(p, keptFirst+Usable(p)-1)
	return !a.Less(FirstUsable(p)) && !last.Less(a)
}

// Addresses yields the addresses that a subnet hands out, lowest first.
func Addresses(p netip.Prefix) iter.Seq[netip.Addr] {
	return func(yield func(netip.Addr) bool) {
		a := FirstUsable(p)
		for range Usable(p) {
			if !yield(a) {
				return
			}
			a = a.Next()
		}
	}
}

// Covers reports whether the inner range lies wholly in the outer one.
func Covers(outer, inner netip.Prefix) bool {
	return outer.Bits() <= inner.Bits() && outer.Contains(inner.Addr())
}

func nth(p netip.Prefix, n int) netip.Addr {
	first := p.Masked().Addr().As4()
	sum := binary.BigEndian.Uint32(first[:]) + uint32(n) //nolint:gosec // n stays below 2^(32-bits)
	return netip.AddrFrom4([4]byte(binary.BigEndian.AppendUint32(nil, sum)))
}
