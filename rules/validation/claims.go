package validation

// claims judges the claims that a StatefulSet makes for each pod.
func (v *validator) claims(claims place, set string) {
	items := claims.node.Items()
	for i := range items {
		v.claim(place{node: &items[i]}, set+"-0")
	}
}

// claim judges a PersistentVolumeClaim made from a template: it is called as the template and the pod, and has the labels
// of the selector besides its own.
func (v *validator) claim(claim place, pod string) {
	meta, spec := claim.at("metadata"), claim.at("spec")
	name := meta.at("name")
	if s := name.text(); len(subdomainName(pod)) == 0 {
		bad := subdomainName(s + "-" + pod)
		if len(bad) == 0 {
			bad = LabelName(s) // as a volume of the pod
		}
		v.rejectFaultsAt(name, name.path, "claim name", s, bad)
	}
	if prefix := meta.at("generateName"); prefix.text() != "" {
		v.rejectFaults(prefix, prefix.text(), prefixFaults(prefix.text(), subdomainName))
	}
	v.labels(meta.at("labels"), meta.at("labels"))
	v.annotations(meta.at("annotations"), meta.at("annotations"))
	v.ownerReferences(meta.at("ownerReferences"))
	v.finalizers(meta.at("finalizers"))
	v.requireAtLeast(meta.at("generation"), 0)
	v.accessModes(spec.at("accessModes"))
	v.labelSelector(spec.at("selector"))
	v.claimedStorage(spec.in("resources", "requests", "storage"))
	if class := spec.at("storageClassName"); class.text() != "" {
		v.rejectFaults(class, class.text(), subdomainName(class.text()))
	}
	if mode := spec.at("volumeMode"); mode.isSet() {
		v.requireOneOf(mode, "", "Filesystem", "Block")
	}
}

func (v *validator) accessModes(modes place) {
	items := modes.node.Items()
	if len(items) == 0 {
		v.rejectMissing(modes, "write accessModes: [ReadWriteOnce]")
	}
	for i := range items {
		v.requireOneOf(place{node: &items[i]}, "", "ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany")
	}
}

func (v *validator) claimedStorage(storage place) {
	if !storage.isSet() {
		v.rejectMissing(storage, "write how much storage is needed, such as 1Gi")
		return
	}
	if quantity, ok := Quantity(storage.node); ok && quantity.Sign() <= 0 {
		v.reject(storage, say("a claim cannot ask for %s of storage", storage.node.Text()).help("write how much storage is needed, such as 1Gi"))
	}
}
