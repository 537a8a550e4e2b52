package validation

import (
	"fmt"
	"net/netip"
	"strconv"
	"strings"

	"k8s.io/apimachinery/pkg/util/validation"
)

const maxPort = 65535

// portNumber judges a port that can only be a number.
func (v *validator) portNumber(p place) bool { return v.between(p, 1, maxPort) }

// numberedOrNamedPort judges a port that is a number or the name of one. path is where the server sees it, "" where that is
// its place in the file.
func (v *validator) numberedOrNamedPort(p place, path string) {
	n, isNumber := p.number()
	switch name, isString := p.node.Str(); {
	case isNumber && (n < 1 || n > maxPort):
		v.problemAt(p, pathOr(path, p), "%d is out of range: a port is between 1 and %d", n, maxPort)
	case isString && name != "" && strings.Trim(name, "0123456789") == "":
		problem := Problem{Node: p.node, Path: pathOr(path, p), Pods: v.pods, Fix: dropQuotes(p)}
		problem.Message = fmt.Sprintf("%q in quotes is the name of a port, and a name needs a letter: write the number without quotes", name)
		v.report(problem)
	case isString:
		if messages := validation.IsValidPortName(name); len(messages) > 0 {
			v.problemAt(p, pathOr(path, p), "%q is no name of a port: %s", name, messages[0])
		}
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
		v.checked(p, name, LabelName(name))
	case !alone:
		v.required(p, "where there is more than one port, each has a name")
	}
}

// plainProtocol judges the protocol of a port outside of pods. SCTP is behind a feature gate that is off.
func (v *validator) plainProtocol(p place, def string) {
	if p.text() == "SCTP" {
		v.problem(p, "the cluster does not have SCTP: use TCP or UDP")
		return
	}
	v.oneOf(p, def, "TCP", "UDP")
}

// publicAddress judges an address that has to be one of a host that others can reach.
func (v *validator) publicAddress(p place) {
	text := p.text()
	ip, ok := parseIP(text)
	switch {
	case !ok:
		v.problem(p, "%q is no IP address", text)
	case ip.IsUnspecified():
		v.problem(p, "%s is the address of nobody", text)
	case ip.IsLoopback():
		v.problem(p, "%s is a loopback address, which leads nowhere else: use that of the host", text)
	case ip.IsLinkLocalUnicast(), ip.IsLinkLocalMulticast():
		v.problem(p, "%s is a link-local address, which has a meaning on one network only", text)
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
