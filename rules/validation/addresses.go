package validation

import (
	"net/netip"
	"strconv"
	"strings"

	"k8s.io/apimachinery/pkg/util/validation"
)

const maxPort = 65535

// portNumber judges a port that can only be a number.
func (v *validator) portNumber(p place) bool { return v.requireRange(p, 1, maxPort) }

// numberedOrNamedPort judges a port that is a number or the name of one. path is where the server sees it, "" where that is
// its place in the file.
func (v *validator) numberedOrNamedPort(p place, path string) {
	n, isNumber := p.number()
	switch name, isString := p.node.Str(); {
	case isNumber && (n < 1 || n > maxPort):
		v.rejectAt(p, pathOr(path, p), say("port %d is out of range", n).help("use 1 to %d", maxPort))
	case isString && name != "" && strings.Trim(name, "0123456789") == "":
		x := say("port %q is in quotes, so it counts as a name", name).help("write %s without quotes", name)
		x.Fix = dropQuotes(p)
		v.rejectAt(p, pathOr(path, p), x)
	case isString && len(validation.IsValidPortName(name)) > 0:
		v.rejectAt(p, pathOr(path, p), notPortName(name))
	}
}

// dropQuotes is the fix that makes a number of a port in quotes, if it is one.
func dropQuotes(p place) *Fix {
	port, err := strconv.Atoi(p.text())
	edits, ok := p.node.SetText(p.text())
	if !ok || err != nil || port < 1 || port > maxPort || strconv.Itoa(port) != p.text() {
		return nil
	}
	edits[0].New = strings.Trim(edits[0].New, `"'`)
	return &Fix{Title: "drop the quotes", Safe: true, Edits: edits}
}

// optionalName judges the name of a port of a Service or Endpoints: only one that stands alone may go without.
func (v *validator) optionalName(p place, alone bool) {
	switch name := p.text(); {
	case name != "":
		v.rejectFaults(p, name, LabelName(name))
	case !alone:
		v.reject(p, say("one of several ports has no name").help("name it, such as http"))
	}
}

// plainProtocol judges the protocol of a port outside of pods. SCTP is behind a feature gate that is off.
func (v *validator) plainProtocol(p place, def string) {
	if p.text() == "SCTP" {
		v.reject(p, say("SCTP is not enabled in the cluster").help("use TCP or UDP"))
		return
	}
	v.requireOneOf(p, def, "TCP", "UDP")
}

// publicAddress judges an address that has to be one of a host that others can reach.
func (v *validator) publicAddress(p place) {
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

// parseIP reads an IP address. One of IPv6 that stands for one of IPv4 is that.
func parseIP(text string) (ip netip.Addr, ok bool) {
	ip, err := netip.ParseAddr(text)
	return ip.Unmap(), err == nil && ip.Zone() == ""
}

// parseRange reads a range of addresses, the bits of the host being 0.
func parseRange(text string) (r netip.Prefix, ok bool) {
	r, err := netip.ParsePrefix(text)
	return r.Masked(), err == nil
}
