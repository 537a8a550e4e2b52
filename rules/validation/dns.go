package validation

import (
	"strings"
)

// The limits of the resolver of the C library.
const (
	maxNameservers = 3
	maxSearches    = 6
	maxSearchText  = 256
)

// validateDNSConfig validates the DNSConfig of a pod.
func (v *validator) validateDNSConfig(spec place) {
	config := spec.at("dnsConfig")
	servers, searches := config.at("nameservers"), config.at("searches")
	if spec.at("dnsPolicy").text() == "None" {
		lacking := servers
		if !config.isSet() {
			lacking = config
		}
		if len(servers.node.Items()) == 0 {
			v.reject(lacking, say("dnsPolicy None needs a nameserver").help("add one under dnsConfig.nameservers, or remove dnsPolicy"))
			return
		}
	}
	if n := len(servers.node.Items()); n > maxNameservers {
		v.reject(servers, say("%d nameservers are too many", n).help("keep at most %d", maxNameservers))
	}
	for _, server := range servers.items() {
		v.validateAddress(server, server.path)
	}
	if n := len(searches.node.Items()); n > maxSearches {
		v.reject(searches, say("%d search domains are too many", n).help("keep at most %d", maxSearches))
	}
	text := -1
	for _, search := range searches.items() {
		text += 1 + len(search.text())
		s := strings.TrimSuffix(search.text(), ".")
		v.rejectFaults(search, s, SubdomainName(s))
	}
	if text > maxSearchText {
		v.reject(searches, say("the search domains have %d characters together", text).help("keep at most %d, with the spaces between them", maxSearchText))
	}
	for _, option := range config.at("options").items() {
		if name := option.at("name"); lacksText(name) {
			v.reject(option, say("the DNS option has no name").help("name the option, such as ndots"))
		}
	}
}

// validateHostAliases validates the entries that are added to the hosts file of a pod. The server's paths have no
// index.
func (v *validator) validateHostAliases(aliases place) {
	for _, alias := range aliases.items() {
		v.validateAddress(alias.at("ip"), func() string { return aliases.at("ip").path() })
		for _, name := range alias.at("hostnames").items() {
			v.rejectFaultsAt(name, aliases.at("hostnames").path, "hostname", name.text(), SubdomainName(name.text()))
		}
	}
}

// validateAddress validates an IP address.
func (v *validator) validateAddress(p place, path func() string) {
	if _, ok := parseIP(p.text()); !ok {
		v.rejectAt(p, path(), notAddress(p.text()))
	}
}
