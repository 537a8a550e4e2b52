package validation

// validateDownwardAPI validates a DownwardAPIVolumeSource. The server's paths have no index.
func (v *validator) validateDownwardAPI(p place) {
	for _, item := range p.at("items").items() {
		v.validateDownwardAPIFile(item, p)
	}
	v.validateFileMode(p.at("defaultMode"))
}

// validateDownwardAPIFile validates a DownwardAPIVolumeFile. The server names the path of its volume.
func (v *validator) validateDownwardAPIFile(item, volume place) {
	v = v.withPath(item, volume.path)
	v.validateFilePath(item.at("path"))
	field, resource := item.at("fieldRef"), item.at("resourceFieldRef")
	switch {
	case field.isSet():
		v.validateFieldRef(field, "metadata.name", "metadata.namespace", "metadata.labels", "metadata.annotations", "metadata.uid")
		if resource.isSet() {
			v.reject(item, say("the file has both fieldRef and resourceFieldRef").help("keep one of them"))
		}
	case resource.isSet():
		if v.requireText(resource.at("containerName"), "name the container whose resource it is") {
			v.validateResourceName(resource)
		}
		v.validateDivisor(resource)
	default:
		v.reject(item, say("the file has no content").help("add fieldRef or resourceFieldRef"))
	}
	v.validateFileMode(item.at("mode"))
}

// validateProjected validates a ProjectedVolumeSource, whose sources share a directory.
func (v *validator) validateProjected(p place) {
	files := map[string]bool{}
	for _, source := range p.at("sources").items() {
		v.validateProjection(source, p, files)
	}
	v.validateFileMode(p.at("defaultMode"))
}

// validateProjection validates a VolumeProjection. files are the files of the projections before it.
func (v *validator) validateProjection(source, volume place, files map[string]bool) {
	kinds := 0
	if secret := source.at("secret"); secret.isSet() {
		kinds++
		v.requireText(secret.at("name"), "name the Secret")
		v.validateKeysToPaths(secret.at("items"))
		v.rejectRepeatedFiles(secret.at("items"), volume, files)
	}
	if configMap := source.at("configMap"); configMap.isSet() {
		kinds++
		v.requireText(configMap.at("name"), "name the ConfigMap")
		v.validateKeysToPaths(configMap.at("items"))
		v.rejectRepeatedFiles(configMap.at("items"), volume, files)
	}
	if api := source.at("downwardAPI"); api.isSet() {
		kinds++
		for _, item := range api.at("items").items() {
			v.validateDownwardAPIFile(item, api)
		}
		v.rejectRepeatedFiles(api.at("items"), volume, files)
	}
	if token := source.at("serviceAccountToken"); token.isSet() {
		kinds++
		v.validateServiceAccountToken(token, volume)
	}
	if kinds > 1 {
		v.reject(source, say("the projection has %d sources", kinds).help("make a projection of each"))
	}
}

// validateServiceAccountToken validates a ServiceAccountTokenProjection. The default of expirationSeconds is an hour.
func (v *validator) validateServiceAccountToken(token, volume place) {
	v.requireRange(token.at("expirationSeconds"), 10*60, 1<<32)
	if path := token.at("path"); isBlank(path) {
		v.rejectAt(path, volume.path()+".path", missing(path).help("name the file for the token"))
	}
}

// rejectRepeatedFiles reports files that several projections of a volume write.
func (v *validator) rejectRepeatedFiles(items, volume place, files map[string]bool) {
	for _, item := range items.items() {
		path := item.at("path")
		name := path.text()
		if files[name] {
			v.rejectAt(path, volume.path(), say("two files have the path %q", name).help("change one of them"))
		}
		files[name] = name != ""
	}
}
