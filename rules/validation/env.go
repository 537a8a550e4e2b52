package validation

// envFrom judges the sources that fill the environment of a container with all they have.
func (v *validator) envFrom(sources place) {
	for _, source := range sources.items() {
		if prefix := source.at("prefix"); prefix.text() != "" {
			v.rejectFaults(prefix, prefix.text(), envName(prefix.text()))
		}
		given := 0
		for _, field := range [...]string{"configMapRef", "secretRef"} {
			if ref := source.at(field); ref.isSet() {
				given++
				v.envSource(ref.at("name"))
			}
		}
		switch given {
		case 0: // the server's path has no index
			v.rejectAt(source, sources.path(), say("the envFrom entry has no source").help("add configMapRef or secretRef"))
		case 2:
			v.rejectAt(source, sources.path(), say("the envFrom entry has both configMapRef and secretRef").help("make two entries of it"))
		}
	}
}

// envSource judges the name of a ConfigMap or Secret. The server takes it for the beginning of a name, which may end in a
// dash.
func (v *validator) envSource(name place) {
	if s := name.text(); isEmpty(name) {
		v.rejectMissing(name, "name the ConfigMap or Secret")
	} else if s != "" {
		v.rejectFaults(name, s, prefixFaults(s, subdomainName))
	}
}

// env judges the variables of a container.
func (v *validator) env(variables place) {
	for _, variable := range variables.items() {
		name := variable.at("name")
		if text, ok := name.node.Str(); text != "" {
			v.rejectFaults(name, text, envName(text))
		} else if ok {
			v.rejectMissing(name, "name the variable")
		}
		v.envVarSource(variable)
	}
}

// envVarSource judges where a variable has its value from.
func (v *validator) envVarSource(variable place) {
	from := variable.at("valueFrom")
	if !from.isSet() {
		return
	}
	given := 0
	if ref := from.at("fieldRef"); ref.isSet() {
		given++
		v.fieldRef(ref, envFields...)
	}
	if ref := from.at("resourceFieldRef"); ref.isSet() {
		given++
		v.resourceOf(ref)
		v.divisor(ref)
	}
	for _, field := range [...]string{"configMapKeyRef", "secretKeyRef"} {
		if ref := from.at(field); ref.isSet() {
			given++
			v.keyRef(ref)
		}
	}
	switch {
	case given == 0:
		v.reject(from, say("valueFrom has no source").help("add fieldRef, resourceFieldRef, configMapKeyRef or secretKeyRef"))
	case variable.at("value").text() != "":
		v.reject(from, say("the variable has both value and valueFrom").help("remove one of them"))
	case given > 1:
		v.reject(from, say("valueFrom has %d sources", given).help("keep one of them"))
	}
}

// keyRef judges the key of a ConfigMap or Secret.
func (v *validator) keyRef(ref place) {
	if name := ref.at("name"); isEmpty(name) {
		v.rejectMissing(name, "name the ConfigMap or Secret")
	} else {
		v.requireSubdomain(name)
	}
	if key := ref.at("key"); isBlank(key) {
		v.rejectMissing(key, "name the key in the ConfigMap or Secret")
	} else if key.text() != "" {
		v.rejectFaults(key, key.text(), dataKey(key.text()))
	}
}

// envFields are the fields of a pod that a variable may have.
var envFields = []string{"metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", "spec.serviceAccountName", "status.hostIP", "status.podIP"}
