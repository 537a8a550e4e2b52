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
	case field.set():
		v.fieldRef(field, "metadata.name", "metadata.namespace", "metadata.labels", "metadata.annotations", "metadata.uid")
		if resource.set() {
			v.problem(item, "a file holds a fieldRef or a resourceFieldRef, not both")
		}
	case resource.set():
		if v.needed(resource.at("containerName"), "whose resource it is") {
			v.resourceOf(resource)
		}
		v.divisor(resource)
	default:
		v.problem(item, "a file needs a fieldRef or a resourceFieldRef")
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
	if secret := source.at("secret"); secret.set() {
		kinds++
		v.needed(secret.at("name"), "which Secret it holds")
		v.keysToPaths(secret.at("items"))
		v.distinctFiles(secret.at("items"), volume, files)
	}
	if configMap := source.at("configMap"); configMap.set() {
		kinds++
		v.needed(configMap.at("name"), "which ConfigMap it holds")
		v.keysToPaths(configMap.at("items"))
		v.distinctFiles(configMap.at("items"), volume, files)
	}
	if api := source.at("downwardAPI"); api.set() {
		kinds++
		for _, item := range api.at("items").items() {
			v.downwardAPIFile(item, api)
		}
		v.distinctFiles(api.at("items"), volume, files)
	}
	if token := source.at("serviceAccountToken"); token.set() {
		kinds++
		v.serviceAccountToken(token, volume)
	}
	if kinds > 1 {
		v.problem(source, "a projection has one source: make an item of sources of each")
	}
}

// serviceAccountToken judges a ServiceAccountTokenProjection. It is valid for an hour by default.
func (v *validator) serviceAccountToken(token, volume place) {
	v.between(token.at("expirationSeconds"), 10*60, 1<<32)
	if path := token.at("path"); isBlank(path) {
		v.problemAt(path, volume.path()+".path", "path is required: the name of the file that holds the token")
	}
}

// distinctFiles reports files that several projections of a volume write.
func (v *validator) distinctFiles(items, volume place, files map[string]bool) {
	for _, item := range items.items() {
		path := item.at("path")
		name := path.text()
		if files[name] {
			v.problemAt(path, volume.path(), "%q is written twice: give one of the files another path", name)
		}
		files[name] = name != ""
	}
}
