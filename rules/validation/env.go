package validation

// envFrom judges the sources that fill the environment of a container with all they have.
func (v *validator) envFrom(sources place) {
	for _, source := range sources.items() {
		if prefix := source.at("prefix"); prefix.text() != "" {
			v.checked(prefix, prefix.text(), envName(prefix.text()))
		}
		given := 0
		for _, field := range [...]string{"configMapRef", "secretRef"} {
			if ref := source.at(field); ref.set() {
				given++
				v.envSource(ref.at("name"))
			}
		}
		switch given {
		case 0: // the server's path has no index
			v.problemAt(source, sources.path(), "nothing to take variables from: give configMapRef or secretRef")
		case 2:
			v.problemAt(source, sources.path(), "configMapRef and secretRef in one item: make two of it")
		}
	}
}

// envSource judges the name of a ConfigMap or Secret. The server takes it for the beginning of a name, which may end in a
// dash.
func (v *validator) envSource(name place) {
	if s := name.text(); isEmpty(name) {
		v.required(name, "say which ConfigMap or Secret")
	} else if s != "" {
		v.checked(name, s, subdomainName(asPrefix(s)))
	}
}

// env judges the variables of a container.
func (v *validator) env(variables place) {
	for _, variable := range variables.items() {
		name := variable.at("name")
		if text, ok := name.node.Str(); text != "" {
			v.checked(name, text, envName(text))
		} else if ok {
			v.required(name, "a variable needs a name")
		}
		v.envVarSource(variable)
	}
}

// envVarSource judges where a variable has its value from.
func (v *validator) envVarSource(variable place) {
	from := variable.at("valueFrom")
	if !from.set() {
		return
	}
	given := 0
	if ref := from.at("fieldRef"); ref.set() {
		given++
		v.fieldRef(ref, envFields...)
	}
	if ref := from.at("resourceFieldRef"); ref.set() {
		given++
		v.resourceOf(ref)
		v.divisor(ref)
	}
	for _, field := range [...]string{"configMapKeyRef", "secretKeyRef"} {
		if ref := from.at(field); ref.set() {
			given++
			v.keyRef(ref)
		}
	}
	switch {
	case given == 0:
		v.problem(from, "nothing to take the value from: give fieldRef, resourceFieldRef, configMapKeyRef or secretKeyRef")
	case variable.at("value").text() != "":
		v.problem(from, "the variable has a value already: drop value or valueFrom")
	case given > 1:
		v.problem(from, "a value cannot be taken from %d places: choose one", given)
	}
}

// keyRef judges the key of a ConfigMap or Secret.
func (v *validator) keyRef(ref place) {
	if name := ref.at("name"); isEmpty(name) {
		v.required(name, "say which ConfigMap or Secret")
	} else {
		v.subdomain(name)
	}
	if key := ref.at("key"); isBlank(key) {
		v.required(key, "say which key")
	} else if key.text() != "" {
		v.checked(key, key.text(), dataKey(key.text()))
	}
}

// envFields are the fields of a pod that a variable may have.
var envFields = []string{"metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", "spec.serviceAccountName", "status.hostIP", "status.podIP"}
