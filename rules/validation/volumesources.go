package validation

import (
	"strings"
)

// emptyDir judges an EmptyDirVolumeSource. Any medium is taken.
func (v *validator) emptyDir(p place) {
	limit := p.at("sizeLimit")
	if q, ok := Quantity(limit.node); ok && q.Sign() < 0 {
		v.problem(limit, "%s is negative: leave it out, or say how much may be written", limit.node.Text())
	}
}

// hostPath judges a HostPathVolumeSource.
func (v *validator) hostPath(p place) {
	if !v.notEmpty(p.at("path"), "which file or directory of the node") {
		return
	}
	v.noBacksteps(p.at("path"))
	v.oneOfSet(p.at("type"), "", "DirectoryOrCreate", "Directory", "FileOrCreate", "File", "Socket", "CharDevice", "BlockDevice")
}

// gitRepo judges a GitRepoVolumeSource.
func (v *validator) gitRepo(p place) {
	v.notEmpty(p.at("repository"), "the URL of the repository")
	v.pathInside(p.at("directory"))
}

// gcePersistentDisk judges a GCEPersistentDiskVolumeSource, which the server calls persistentDisk in its answers.
func (v *validator) gcePersistentDisk(p place) {
	v = v.spelled(p, func() string { return strings.TrimSuffix(p.path(), "gcePersistentDisk") + "persistentDisk" })
	v.notEmpty(p.at("pdName"), "the name of the disk")
	v.between(p.at("partition"), 0, 255)
}

// awsElasticBlockStore judges an AWSElasticBlockStoreVolumeSource.
func (v *validator) awsElasticBlockStore(p place) {
	v.notEmpty(p.at("volumeID"), "the id of the disk")
	v.between(p.at("partition"), 0, 255)
}

// secretVolume judges a SecretVolumeSource.
func (v *validator) secretVolume(p place) {
	v.needed(p.at("secretName"), "which Secret it holds")
	v.keysToPaths(p.at("items"))
	v.fileMode(p.at("defaultMode"))
}

// configMapVolume judges a ConfigMapVolumeSource.
func (v *validator) configMapVolume(p place) {
	v.needed(p.at("name"), "which ConfigMap it holds")
	v.keysToPaths(p.at("items"))
	v.fileMode(p.at("defaultMode"))
}

// keysToPaths judges a list of KeyToPath.
func (v *validator) keysToPaths(items place) {
	for _, item := range items.items() {
		v.notEmpty(item.at("key"), "which key of it becomes a file")
		v.filePath(item.at("path"))
		v.fileMode(item.at("mode"))
	}
}

// filePath judges the path of a file in a volume, which must be given.
func (v *validator) filePath(p place) {
	if v.notEmpty(p, "the name of the file, from the directory of the mount") {
		v.fileInside(p)
	}
}

// nfs judges an NFSVolumeSource.
func (v *validator) nfs(p place) {
	v.notEmpty(p.at("server"), "the host that serves the files")
	path := p.at("path")
	if v.notEmpty(path, "the directory of the server") && path.text() != "" && !strings.HasPrefix(path.text(), "/") {
		v.problem(path, "%q is a relative path: begin it with a slash", path.text())
	}
}

// iscsi judges an ISCSIVolumeSource.
func (v *validator) iscsi(p place) {
	v.notEmpty(p.at("targetPortal"), "the address of the target")
	if iqn := p.at("iqn"); v.notEmpty(iqn, "the name of the target") && iqn.text() != "" && !isISCSIName(iqn.text()) {
		v.problem(iqn, "%q is no name of a target: iqn.2001-04.org.example:disk, eui. and 16 or naa. and 32 letters or digits", iqn.text())
	}
	v.between(p.at("lun"), 0, 255)
	if secret := p.at("secretRef"); !secret.set() && (p.at("chapAuthDiscovery").isTrue() || p.at("chapAuthSession").isTrue()) {
		v.required(secret, "which Secret holds the credentials for CHAP")
	}
	if initiator, ok := p.at("initiatorName").node.Str(); ok && !isISCSIName(initiator) {
		v.problemAt(p.at("initiatorName"), p.path()+".initiatorname", "%q is no name of an initiator, such as iqn.2001-04.org.example:node", initiator)
	}
}

// glusterfs judges a GlusterfsVolumeSource.
func (v *validator) glusterfs(p place) {
	v.notEmpty(p.at("endpoints"), "the name of the Endpoints of the servers")
	v.notEmpty(p.at("path"), "the name of the volume there")
}

// rbd judges an RBDVolumeSource.
func (v *validator) rbd(p place) {
	v.monitors(p.at("monitors"))
	v.notEmpty(p.at("image"), "the name of the image")
}

// cephfs judges a CephFSVolumeSource.
func (v *validator) cephfs(p place) { v.monitors(p.at("monitors")) }

// monitors judges the monitors of a Ceph cluster.
func (v *validator) monitors(p place) {
	if p.node.IsList() && len(p.node.Items()) == 0 {
		v.required(p, "the addresses of the monitors of Ceph")
	}
}

// cinder judges a CinderVolumeSource.
func (v *validator) cinder(p place) {
	v.notEmpty(p.at("volumeID"), "the id of the disk")
	if secret := p.at("secretRef"); secret.set() {
		v.needed(secret.at("name"), "which Secret holds the credentials")
	}
}

// flocker judges a FlockerVolumeSource.
func (v *validator) flocker(p place) {
	name, uuid := p.at("datasetName"), p.at("datasetUUID")
	switch {
	case name.text() == "" && uuid.text() == "":
		v.problem(p, "a flocker volume needs a datasetName or a datasetUUID")
	case name.text() != "" && uuid.text() != "":
		v.problem(p, "a flocker volume has a datasetName or a datasetUUID, not both")
	}
	if strings.Contains(name.text(), "/") {
		v.problem(name, "%q may not contain a slash", name.text())
	}
}

// persistentVolumeClaim judges a PersistentVolumeClaimVolumeSource.
func (v *validator) persistentVolumeClaim(p place) {
	v.notEmpty(p.at("claimName"), "which PersistentVolumeClaim it is")
}

// quobyte judges a QuobyteVolumeSource.
func (v *validator) quobyte(p place) {
	registry, tenant := p.at("registry"), p.at("tenant")
	switch {
	case !v.notEmpty(registry, "host:port of the registry, or several with commas between"):
	case len(tenant.text()) > 64:
		v.problem(tenant, "%q has %d characters: a tenant is a UUID and may have 64", tenant.text(), len(tenant.text()))
	case registry.text() != "":
		for pair := range strings.SplitSeq(registry.text(), ",") {
			if !isHostPort(pair) {
				v.problem(registry, "%q is not host:port, or several with commas between", registry.text())
				break
			}
		}
	}
	v.notEmpty(p.at("volume"), "the name of the volume")
}

// isHostPort reports whether a text is a host, in brackets if it has colons, a colon and a port.
func isHostPort(text string) bool {
	host, rest, bracketed := strings.Cut(text, "]")
	if bracketed {
		return strings.HasPrefix(host, "[") && strings.HasPrefix(rest, ":") && !strings.ContainsAny(host[1:]+rest[1:], "[]") && !strings.Contains(rest[1:], ":")
	}
	return strings.Count(text, ":") == 1 && !strings.Contains(text, "[")
}

// fc judges an FCVolumeSource.
func (v *validator) fc(p place) {
	names, wwids := p.at("targetWWNs"), p.at("wwids")
	hasNames, hasIDs := len(names.node.Items()) > 0, len(wwids.node.Items()) > 0
	switch {
	case !hasNames && !hasIDs:
		v.required(names, "a fibre channel volume has targetWWNs or wwids")
	case hasNames && hasIDs:
		v.problem(names, "a fibre channel volume has targetWWNs or wwids, not both")
	}
	if !hasNames {
		return
	}
	if lun := p.at("lun"); lun.set() {
		v.between(lun, 0, 255)
	} else {
		v.required(lun, "it goes with targetWWNs")
	}
}

// flexVolume judges a FlexVolumeSource.
func (v *validator) flexVolume(p place) {
	v.notEmpty(p.at("driver"), "the name of the driver")
	for _, option := range p.at("options").entries() {
		domain, _, _ := strings.Cut(option.key(), "/")
		domain = "." + strings.ToLower(domain)
		if strings.HasSuffix(domain, ".kubernetes.io") || strings.HasSuffix(domain, ".k8s.io") {
			v.badKey(option, "%q is reserved: options of kubernetes.io and k8s.io are not the driver's", option.key())
		}
	}
}

// azureFile judges an AzureFileVolumeSource.
func (v *validator) azureFile(p place) {
	v.notEmpty(p.at("secretName"), "which Secret holds the credentials")
	v.notEmpty(p.at("shareName"), "the name of the share")
}

// azureDisk judges an AzureDiskVolumeSource. Without a kind it is Shared.
func (v *validator) azureDisk(p place) {
	v.notEmpty(p.at("diskName"), "the name of the disk")
	uri, kind := p.at("diskURI"), p.at("kind")
	scheme := "https://"
	if kind.text() == "Managed" {
		scheme = "/subscriptions/"
	}
	if v.notEmpty(uri, "where the disk is") && uri.text() != "" && !strings.HasPrefix(uri.text(), scheme) {
		v.problem(uri, "%q is not where a disk of this kind is: it must begin with %s", uri.text(), scheme)
	}
	v.oneOfSet(p.at("cachingMode"), "None", "ReadOnly", "ReadWrite")
	v.oneOfSet(kind, "Shared", "Dedicated", "Managed")
}

// vsphereVolume judges a VsphereVirtualDiskVolumeSource.
func (v *validator) vsphereVolume(p place) {
	v.notEmpty(p.at("volumePath"), "the path of the disk")
}

// photonPersistentDisk judges a PhotonPersistentDiskVolumeSource.
func (v *validator) photonPersistentDisk(p place) {
	v.notEmpty(p.at("pdID"), "the id of the disk")
}

// portworxVolume judges a PortworxVolumeSource.
func (v *validator) portworxVolume(p place) {
	v.notEmpty(p.at("volumeID"), "the id of the volume")
}

// storageOS judges a StorageOSVolumeSource.
func (v *validator) storageOS(p place) {
	name, namespace := p.at("volumeName"), p.at("volumeNamespace")
	if v.needed(name, "the name of the volume") && name.text() != "" {
		v.checked(name, name.text(), LabelName(name.text()))
	}
	if namespace.text() != "" {
		v.checked(namespace, namespace.text(), LabelName(namespace.text()))
	}
	if secret := p.at("secretRef"); secret.set() {
		v.needed(secret.at("name"), "which Secret holds the credentials")
	}
}

// scaleIO judges a ScaleIOVolumeSource.
func (v *validator) scaleIO(p place) {
	v.notEmpty(p.at("gateway"), "the address of the gateway")
	v.notEmpty(p.at("system"), "the name of the storage system")
	v.needed(p.at("volumeName"), "the name of the volume")
}

// oneOfSet reports a string that is none of those allowed, the empty one too. An absent one has a default.
func (v *validator) oneOfSet(p place, accepted ...string) {
	value, ok := p.node.Str()
	switch {
	case !ok:
	case value != "":
		v.oneOf(p, "", accepted...)
	case accepted[0] != "":
		v.problem(p, "%q is none of %s", value, strings.Join(accepted, ", "))
	}
}
