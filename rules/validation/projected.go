package validation

// downwardAPI judges a DownwardAPIVolumeSource. The server does not say which of the items it means.
func (v *validator) downwardAPI(p place) {
	for _, item := range p.at("items").items() {
		v.downwardAPIFile(item, p)
	}
	v.fileMode(p.at("defaultMode"))
}

// downwardAPIFile judges a DownwardAPIVolumeFile, under the path of its volume.
func (v *validator) downwardAPIFile(item, volume place) {
	v = v.spelled(item, volume.path)
	v.filePath(item.at("path"))
	field, resource := item.at("fieldRef"), item.at("resourceFieldRef")
	switch {
	case field.isSet():
		v.fieldRef(field, "metadata.name", "metadata.namespace", "metadata.labels", "metadata.annotations", "metadata.uid")
		if resource.isSet() {
			v.reject(item, say("the file has both fieldRef and resourceFieldRef").help("keep one of them"))
		}
	case resource.isSet():
		if v.requireText(resource.at("containerName"), "name the container whose resource it is") {
			v.resourceOf(resource)
		}
		v.divisor(resource)
	default:
		v.reject(item, say("the file has no content").help("add fieldRef or resourceFieldRef"))
	}
	v.fileMode(item.at("mode"))
}

// projected judges a ProjectedVolumeSource: several sources whose files share a directory.
func (v *validator) projected(p place) {
	files := map[string]bool{}
	for _, source := range p.at("sources").items() {
		v.projection(source, p, files)
	}
	v.fileMode(p.at("defaultMode"))
}

// projection judges a VolumeProjection. files are those of the projections before it.
func (v *validator) projection(source, volume place, files map[string]bool) {
	kinds := 0
	if secret := source.at("secret"); secret.isSet() {
		kinds++
		v.requireText(secret.at("name"), "name the Secret")
		v.keysToPaths(secret.at("items"))
		v.distinctFiles(secret.at("items"), volume, files)
	}
	if configMap := source.at("configMap"); configMap.isSet() {
		kinds++
		v.requireText(configMap.at("name"), "name the ConfigMap")
		v.keysToPaths(configMap.at("items"))
		v.distinctFiles(configMap.at("items"), volume, files)
	}
	if api := source.at("downwardAPI"); api.isSet() {
		kinds++
		for _, item := range api.at("items").items() {
			v.downwardAPIFile(item, api)
		}
		v.distinctFiles(api.at("items"), volume, files)
	}
	if token := source.at("serviceAccountToken"); token.isSet() {
		kinds++
		v.serviceAccountToken(token, volume)
	}
	if kinds > 1 {
		v.reject(source, say("the projection has %d sources", kinds).help("make a projection of each"))
	}
}

// serviceAccountToken judges a ServiceAccountTokenProjection. It is valid for an hour by default.
func (v *validator) serviceAccountToken(token, volume place) {
	v.requireRange(token.at("expirationSeconds"), 10*60, 1<<32)
	if path := token.at("path"); isBlank(path) {
		v.rejectAt(path, volume.path()+".path", missing(path).help("name the file for the token"))
	}
}

// distinctFiles reports files that several projections of a volume write.
func (v *validator) distinctFiles(items, volume place, files map[string]bool) {
	for _, item := range items.items() {
		path := item.at("path")
		name := path.text()
		if files[name] {
			v.rejectAt(path, volume.path(), say("two files have the path %q", name).help("change one of them"))
		}
		files[name] = name != ""
	}
}
