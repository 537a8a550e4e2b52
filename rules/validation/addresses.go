package validation

import (
	"net/netip"
	"strconv"
	"strings"
)

const maxPort = 65535

// validatePortNumber validates a port that can only be a number.
func (v *validator) validatePortNumber(p place) bool { return v.requireRange(p, 1, maxPort) }

// validateNumberedOrNamedPort validates a port that is a number or a name. path is how the server spells it, "" if that
// is the usual way.
func (v *validator) validateNumberedOrNamedPort(p place, path string) {
	n, isNumber := p.number()
	switch name, isString := p.node.Str(); {
	case isNumber && (n < 1 || n > maxPort):
		v.rejectAt(p, pathOr(path, p), say("port %d is out of range", n).help("use 1 to %d", maxPort))
	case isString && name != "" && strings.Trim(name, "0123456789") == "":
		x := say("port %q is in quotes, so it counts as a name", name).help("write %s without quotes", name)
		x.Fix = dropQuotes(p)
		v.rejectAt(p, pathOr(path, p), x)
	case isString && !isPortName(name):
		v.rejectAt(p, pathOr(path, p), notPortName(name))
	}
}

// dropQuotes returns the fix that writes a quoted port as a number, nil if the text is not a port number.
func dropQuotes(p place) *Fix {
	port, err := strconv.Atoi(p.text())
	edits, ok := p.node.SetText(p.text())
	if !ok || err != nil || port < 1 || port > maxPort || strconv.Itoa(port) != p.text() {
		return nil
	}
	edits[0].New = strings.Trim(edits[0].New, `"'`)
	return &Fix{Title: "drop the quotes", Safe: true, Edits: edits}
}

// validateOptionalName validates the name of a port of a Service or Endpoints. Only a single port needs no name.
func (v *validator) validateOptionalName(p place, alone bool) {
	switch name := p.text(); {
	case name != "":
		v.rejectFaults(p, name, LabelName(name))
	case !alone:
		v.reject(p, say("one of several ports has no name").help("name it, such as http"))
	}
}

// validatePlainProtocol validates the protocol of a port outside of pods. The feature gate of SCTP is off.
func (v *validator) validatePlainProtocol(p place, def string) {
	if p.text() == "SCTP" {
		v.reject(p, say("SCTP is not enabled in the cluster").help("use TCP or UDP"))
		return
	}
	v.requireOneOf(p, def, "TCP", "UDP")
}

// validatePublicAddress validates an address that other hosts must be able to reach.
func (v *validator) validatePublicAddress(p place) {
	text := p.text()
	ip, ok := parseIP(text)
	switch {
	case !ok:
		v.reject(p, notAddress(text))
	case ip.IsUnspecified():
		v.reject(p, say("%s is not the address of a host", text).help("use the address of a host"))
	case ip.IsLoopback():
		v.reject(p, say("%s is a loopback address", text).help("use an address that other hosts can reach"))
	case ip.IsLinkLocalUnicast(), ip.IsLinkLocalMulticast():
		v.reject(p, say("%s is a link-local address", text).help("use an address that other networks can reach"))
	}
}

// parseIP parses an IP address. An IPv4 address in IPv6 form becomes an IPv4 address.
func parseIP(text string) (ip netip.Addr, ok bool) {
	ip, err := netip.ParseAddr(text)
	return ip.Unmap(), err == nil && ip.Zone() == ""
}

// parseRange parses a range of IP addresses. The bits of the host become 0.
func parseRange(text string) (r netip.Prefix, ok bool) {
	r, err := netip.ParsePrefix(text)
	return r.Masked(), err == nil
}
