package validation

// validateEnvFrom validates the sources of a container's environment.
func (v *validator) validateEnvFrom(sources place) {
	for _, source := range sources.items() {
		if prefix := source.at("prefix"); prefix.text() != "" {
			v.rejectFaults(prefix, prefix.text(), envName(prefix.text()))
		}
		given := 0
		for _, field := range [...]string{"configMapRef", "secretRef"} {
			if ref := source.at(field); ref.isSet() {
				given++
				v.validateEnvSource(ref.at("name"))
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

// validateEnvSource validates the name of a ConfigMap or Secret. The server accepts a name that ends with a dash here,
// as if it were the beginning of a name.
func (v *validator) validateEnvSource(name place) {
	if s := name.text(); lacksText(name) {
		v.rejectMissing(name, "name the ConfigMap or Secret")
	} else if s != "" {
		v.rejectFaults(name, s, prefixFaults(s, SubdomainName))
	}
}

// validateEnv validates the variables of a container.
func (v *validator) validateEnv(variables place) {
	for _, variable := range variables.items() {
		name := variable.at("name")
		if text, ok := name.node.Str(); text != "" {
			v.rejectFaults(name, text, envName(text))
		} else if ok {
			v.rejectMissing(name, "name the variable")
		}
		v.validateEnvVarSource(variable)
	}
}

// validateEnvVarSource validates the source of a variable's value.
func (v *validator) validateEnvVarSource(variable place) {
	from := variable.at("valueFrom")
	if !from.isSet() {
		return
	}
	given := 0
	if ref := from.at("fieldRef"); ref.isSet() {
		given++
		v.validateFieldRef(ref, envFields...)
	}
	if ref := from.at("resourceFieldRef"); ref.isSet() {
		given++
		v.validateResourceName(ref)
		v.validateDivisor(ref)
	}
	for _, field := range [...]string{"configMapKeyRef", "secretKeyRef"} {
		if ref := from.at(field); ref.isSet() {
			given++
			v.validateKeyRef(ref)
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

// validateKeyRef validates the key of a ConfigMap or Secret.
func (v *validator) validateKeyRef(ref place) {
	if name := ref.at("name"); lacksText(name) {
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

// envFields are the fields of a pod that a variable may have as its value.
var envFields = []string{"metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", "spec.serviceAccountName", "status.hostIP", "status.podIP"}
