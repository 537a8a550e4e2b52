package validation

import (
	"strings"
)

// What the C library resolves names with.
const (
	maxNameservers = 3
	maxSearches    = 6
	maxSearchText  = 256
)

// dnsConfig judges how the containers of a pod find the addresses of names.
func (v *validator) dnsConfig(spec place) {
	config := spec.at("dnsConfig")
	servers, searches := config.at("nameservers"), config.at("searches")
	if spec.at("dnsPolicy").text() == "None" {
		switch {
		case !config.set():
			v.required(config, "dnsPolicy None leaves the pod without a nameserver")
			return
		case len(servers.node.Items()) == 0:
			v.required(servers, "dnsPolicy None leaves the pod without a nameserver")
			return
		}
	}
	if n := len(servers.node.Items()); n > maxNameservers {
		v.problem(servers, "%d are too many: at most %d are used", n, maxNameservers)
	}
	for _, server := range servers.items() {
		v.address(server, server.path)
	}
	if n := len(searches.node.Items()); n > maxSearches {
		v.problem(searches, "%d are too many: at most %d are used", n, maxSearches)
	}
	text := -1
	for _, search := range searches.items() {
		text += 1 + len(search.text())
		s := strings.TrimSuffix(search.text(), ".")
		v.checked(search, s, subdomainName(s))
	}
	if text > maxSearchText {
		v.problem(searches, "%d characters are too many: at most %d, with a blank between two domains", text, maxSearchText)
	}
	for _, option := range config.at("options").items() {
		if name := option.at("name"); isEmpty(name) {
			v.problem(option, "the option needs a name")
		}
	}
}

// hostAliases judges what is added to the hosts file of a pod. The server's paths have no index.
func (v *validator) hostAliases(aliases place) {
	for _, alias := range aliases.items() {
		v.address(alias.at("ip"), func() string { return aliases.at("ip").path() })
		for _, name := range alias.at("hostnames").items() {
			for _, m := range subdomainName(name.text()) {
				v.problemAt(name, aliases.at("hostnames").path(), "%q is invalid: %s", name.text(), m)
			}
		}
	}
}

// address judges an IP address.
func (v *validator) address(p place, path func() string) {
	if _, ok := parseIP(p.text()); !ok {
		v.problemAt(p, path(), "%q is no IP address", p.text())
	}
}
