package explain

import "strings"

// addOwn adds the namespace of the tool that asked, as far as the error says who that is.
func (q *query) addOwn() {
	q.values["group"] += q.values["group2"] + q.values["group3"]
	q.values["group2"], q.values["group3"] = "", ""
	q.orElse("resource", q.values["resource2"])
	q.orElse("ns", q.values["ns2"])
	if user := q.values["user"]; q.IsToolName(user) {
		q.values["own"] = q.Policy.Current.NamespacePrefix + user
	}
}

// addNamespace adds the namespace on the current cluster of the tool whose legacy namespace an error names.
func (q *query) addNamespace() bool {
	prefix := q.Policy.Current.NamespacePrefix
	if ns := q.values["ns"]; q.IsToolName(ns) && !strings.HasPrefix(ns, prefix) && !q.IsReservedNamespace(ns) {
		q.values["own"] = prefix + ns
	}
	return true
}

// isGarbledRequest reports whether a request was sent to where nothing is served: the name of the namespace or of a list
// is in the place of a resource.
func (q *query) isGarbledRequest() bool {
	q.addOwn()
	resource, _, _ := strings.Cut(q.values["resource"], "/")
	return q.values["cluster2"] != "" && !q.isResource(resource)
}

func (q *query) isInLegacyNamespace() bool {
	q.addOwn()
	ns, user := q.values["ns"], q.values["user"]
	if ns == "" || !q.IsToolName(ns) || q.IsReservedNamespace(ns) || strings.HasPrefix(ns, q.Policy.Current.NamespacePrefix) || user != "" && user != ns {
		return false
	}
	q.values["own"] = q.Policy.Current.NamespacePrefix + ns
	return true
}

// isForbiddenKind reports whether a tool may not do this even in its own namespace.
func (q *query) isForbiddenKind() bool {
	q.addOwn()
	if q.values["cluster2"] != "" {
		q.values["where"] = ": they belong to the whole cluster"
		return true
	}
	isOwn := q.values["user"] == "" || q.values["ns"] == q.values["own"]
	return isOwn && strings.HasPrefix(q.values["ns"], q.Policy.Current.NamespacePrefix) && !q.Policy.MayCreate(q.values["group"], q.values["resource"])
}

// orElse adds a value that the error does not have.
func (q *query) orElse(name, value string) {
	if q.values[name] == "" {
		q.values[name] = value
	}
}
