package validation

// validateClaims validates the claim templates of a StatefulSet.
func (v *validator) validateClaims(claims place, set string) {
	items := claims.node.Items()
	for i := range items {
		v.validateClaim(place{node: &items[i]}, set+"-0")
	}
}

// validateClaim validates the PersistentVolumeClaim that is created from a template. Its name is that of the template
// and the pod. Its labels are its own and those of the selector.
func (v *validator) validateClaim(claim place, pod string) {
	meta, spec := claim.at("metadata"), claim.at("spec")
	name := meta.at("name")
	if s := name.text(); len(SubdomainName(pod)) == 0 {
		bad := SubdomainName(s + "-" + pod)
		if len(bad) == 0 {
			bad = LabelName(s) // as a volume of the pod
		}
		v.rejectFaultsAt(name, name.path, "claim name", s, bad)
	}
	if prefix := meta.at("generateName"); prefix.text() != "" {
		v.rejectFaults(prefix, prefix.text(), prefixFaults(prefix.text(), SubdomainName))
	}
	v.validateLabels(meta.at("labels"), meta.at("labels"))
	v.validateAnnotations(meta.at("annotations"), meta.at("annotations"))
	v.validateOwnerReferences(meta.at("ownerReferences"))
	v.validateFinalizers(meta.at("finalizers"))
	v.rejectNegative(meta.at("generation"))
	v.validateAccessModes(spec.at("accessModes"))
	v.validateLabelSelector(spec.at("selector"))
	v.validateStorage(spec.in("resources", "requests", "storage"))
	if class := spec.at("storageClassName"); class.text() != "" {
		v.rejectFaults(class, class.text(), SubdomainName(class.text()))
	}
	if mode := spec.at("volumeMode"); mode.isSet() {
		v.requireOneOf(mode, "", "Filesystem", "Block")
	}
}

func (v *validator) validateAccessModes(modes place) {
	items := modes.node.Items()
	if len(items) == 0 {
		v.rejectMissing(modes, "write accessModes: [ReadWriteOnce]")
	}
	for i := range items {
		v.requireOneOf(place{node: &items[i]}, "", "ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany")
	}
}

func (v *validator) validateStorage(storage place) {
	if !storage.isSet() {
		v.rejectMissing(storage, "write how much storage is needed, such as 1Gi")
		return
	}
	if quantity, ok := Quantity(storage.node); ok && quantity.Sign() <= 0 {
		v.reject(storage, say("a claim cannot ask for %s of storage", storage.node.Text()).help("write how much storage is needed, such as 1Gi"))
	}
}
