package validation

import (
	"strings"
)

// emptyDir judges an EmptyDirVolumeSource. Any medium is taken.
func (v *validator) emptyDir(p place) {
	limit := p.at("sizeLimit")
	if q, ok := Quantity(limit.node); ok && q.Sign() < 0 {
		v.reject(limit, say("sizeLimit %s is negative", limit.node.Text()).help("remove it, or write how much may be stored"))
	}
}

// hostPath judges a HostPathVolumeSource.
func (v *validator) hostPath(p place) {
	if !v.requireNonEmpty(p.at("path"), "write the path on the node") {
		return
	}
	v.noBacksteps(p.at("path"))
	v.requireOneOfIfSet(p.at("type"), "", "DirectoryOrCreate", "Directory", "FileOrCreate", "File", "Socket", "CharDevice", "BlockDevice")
}

// gitRepo judges a GitRepoVolumeSource.
func (v *validator) gitRepo(p place) {
	v.requireNonEmpty(p.at("repository"), "write the URL of the repository")
	v.pathInside(p.at("directory"))
}

// gcePersistentDisk judges a GCEPersistentDiskVolumeSource, which the server calls persistentDisk in its answers.
func (v *validator) gcePersistentDisk(p place) {
	v = v.spelled(p, func() string { return strings.TrimSuffix(p.path(), "gcePersistentDisk") + "persistentDisk" })
	v.requireNonEmpty(p.at("pdName"), "write the name of the disk")
	v.requireRange(p.at("partition"), 0, 255)
}

// awsElasticBlockStore judges an AWSElasticBlockStoreVolumeSource.
func (v *validator) awsElasticBlockStore(p place) {
	v.requireNonEmpty(p.at("volumeID"), "write the id of the disk")
	v.requireRange(p.at("partition"), 0, 255)
}

// secretVolume judges a SecretVolumeSource.
func (v *validator) secretVolume(p place) {
	v.requireText(p.at("secretName"), "name the Secret")
	v.keysToPaths(p.at("items"))
	v.fileMode(p.at("defaultMode"))
}

// configMapVolume judges a ConfigMapVolumeSource.
func (v *validator) configMapVolume(p place) {
	v.requireText(p.at("name"), "name the ConfigMap")
	v.keysToPaths(p.at("items"))
	v.fileMode(p.at("defaultMode"))
}

// keysToPaths judges a list of KeyToPath.
func (v *validator) keysToPaths(items place) {
	for _, item := range items.items() {
		v.requireNonEmpty(item.at("key"), "name the key that becomes a file")
		v.filePath(item.at("path"))
		v.fileMode(item.at("mode"))
	}
}

// filePath judges the path of a file in a volume, which must be given.
func (v *validator) filePath(p place) {
	if v.requireNonEmpty(p, "write the path of the file in the volume") {
		v.fileInside(p)
	}
}

// nfs judges an NFSVolumeSource.
func (v *validator) nfs(p place) {
	v.requireNonEmpty(p.at("server"), "write the host name of the server")
	path := p.at("path")
	if v.requireNonEmpty(path, "write the directory on the server") && path.text() != "" && !strings.HasPrefix(path.text(), "/") {
		v.reject(path, say("path %q is relative", path.text()).help("write %q", "/"+path.text()))
	}
}

// iscsi judges an ISCSIVolumeSource.
func (v *validator) iscsi(p place) {
	v.requireNonEmpty(p.at("targetPortal"), "write the address of the target")
	if iqn := p.at("iqn"); v.requireNonEmpty(iqn, "write the name of the target") && iqn.text() != "" && !isISCSIName(iqn.text()) {
		v.reject(iqn, say("%q is not the name of an iSCSI target", iqn.text()).help("write it like iqn.2001-04.org.example:disk"))
	}
	v.requireRange(p.at("lun"), 0, 255)
	if secret := p.at("secretRef"); !secret.isSet() && (p.at("chapAuthDiscovery").isTrue() || p.at("chapAuthSession").isTrue()) {
		v.rejectMissing(secret, "name the Secret with the CHAP credentials")
	}
	if initiator, ok := p.at("initiatorName").node.Str(); ok && !isISCSIName(initiator) {
		v.rejectAt(p.at("initiatorName"), p.path()+".initiatorname", say("%q is not the name of an iSCSI initiator", initiator).help("write it like iqn.2001-04.org.example:node"))
	}
}

// glusterfs judges a GlusterfsVolumeSource.
func (v *validator) glusterfs(p place) {
	v.requireNonEmpty(p.at("endpoints"), "name the Endpoints of the servers")
	v.requireNonEmpty(p.at("path"), "write the name of the volume")
}

// rbd judges an RBDVolumeSource.
func (v *validator) rbd(p place) {
	v.monitors(p.at("monitors"))
	v.requireNonEmpty(p.at("image"), "write the name of the image")
}

// cephfs judges a CephFSVolumeSource.
func (v *validator) cephfs(p place) { v.monitors(p.at("monitors")) }

// monitors judges the monitors of a Ceph cluster.
func (v *validator) monitors(p place) {
	if p.node.IsList() && len(p.node.Items()) == 0 {
		v.rejectMissing(p, "write the addresses of the Ceph monitors")
	}
}

// cinder judges a CinderVolumeSource.
func (v *validator) cinder(p place) {
	v.requireNonEmpty(p.at("volumeID"), "write the id of the disk")
	if secret := p.at("secretRef"); secret.isSet() {
		v.requireText(secret.at("name"), "name the Secret with the credentials")
	}
}

// flocker judges a FlockerVolumeSource.
func (v *validator) flocker(p place) {
	name, uuid := p.at("datasetName"), p.at("datasetUUID")
	switch {
	case name.text() == "" && uuid.text() == "":
		v.reject(p, say("the flocker volume has no dataset").help("add datasetName or datasetUUID"))
	case name.text() != "" && uuid.text() != "":
		v.reject(p, say("the flocker volume has both datasetName and datasetUUID").help("keep one of them"))
	}
	if strings.Contains(name.text(), "/") {
		v.reject(name, say("datasetName %q contains a slash", name.text()).help("use a name without slashes"))
	}
}

// persistentVolumeClaim judges a PersistentVolumeClaimVolumeSource.
func (v *validator) persistentVolumeClaim(p place) {
	v.requireNonEmpty(p.at("claimName"), "name the PersistentVolumeClaim")
}

// quobyte judges a QuobyteVolumeSource.
func (v *validator) quobyte(p place) {
	registry, tenant := p.at("registry"), p.at("tenant")
	switch {
	case !v.requireNonEmpty(registry, "write host:port of the registry"):
	case len(tenant.text()) > 64:
		v.reject(tenant, say("tenant %s is longer than 64 characters", quote(tenant.text())).help("write the UUID of the tenant"))
	case registry.text() != "":
		for pair := range strings.SplitSeq(registry.text(), ",") {
			if !isHostPort(pair) {
				v.reject(registry, say("registry %q is not host:port", registry.text()).help("write host:port, or several separated by commas"))
				break
			}
		}
	}
	v.requireNonEmpty(p.at("volume"), "write the name of the volume")
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
		v.rejectMissing(names, "add targetWWNs or wwids")
	case hasNames && hasIDs:
		v.reject(names, say("the fibre channel volume has both targetWWNs and wwids").help("keep one of them"))
	}
	if !hasNames {
		return
	}
	if lun := p.at("lun"); lun.isSet() {
		v.requireRange(lun, 0, 255)
	} else {
		v.rejectMissing(lun, "write the number of the unit, such as 0")
	}
}

// flexVolume judges a FlexVolumeSource.
func (v *validator) flexVolume(p place) {
	v.requireNonEmpty(p.at("driver"), "write the name of the driver")
	for _, option := range p.at("options").entries() {
		domain, _, _ := strings.Cut(option.key(), "/")
		domain = "." + strings.ToLower(domain)
		if strings.HasSuffix(domain, ".kubernetes.io") || strings.HasSuffix(domain, ".k8s.io") {
			v.rejectKey(option, say("option %q has a reserved domain", option.key()).help("use a domain other than kubernetes.io and k8s.io"))
		}
	}
}

// azureFile judges an AzureFileVolumeSource.
func (v *validator) azureFile(p place) {
	v.requireNonEmpty(p.at("secretName"), "name the Secret with the credentials")
	v.requireNonEmpty(p.at("shareName"), "write the name of the share")
}

// azureDisk judges an AzureDiskVolumeSource. Without a kind it is Shared.
func (v *validator) azureDisk(p place) {
	v.requireNonEmpty(p.at("diskName"), "write the name of the disk")
	uri, kind := p.at("diskURI"), p.at("kind")
	scheme := "https://"
	if kind.text() == "Managed" {
		scheme = "/subscriptions/"
	}
	if v.requireNonEmpty(uri, "write the URI of the disk") && uri.text() != "" && !strings.HasPrefix(uri.text(), scheme) {
		v.reject(uri, say("diskURI %q does not begin with %s", uri.text(), scheme).help("write the URI of the disk"))
	}
	v.requireOneOfIfSet(p.at("cachingMode"), "None", "ReadOnly", "ReadWrite")
	v.requireOneOfIfSet(kind, "Shared", "Dedicated", "Managed")
}

// vsphereVolume judges a VsphereVirtualDiskVolumeSource.
func (v *validator) vsphereVolume(p place) {
	v.requireNonEmpty(p.at("volumePath"), "write the path of the disk")
}

// photonPersistentDisk judges a PhotonPersistentDiskVolumeSource.
func (v *validator) photonPersistentDisk(p place) {
	v.requireNonEmpty(p.at("pdID"), "write the id of the disk")
}

// portworxVolume judges a PortworxVolumeSource.
func (v *validator) portworxVolume(p place) {
	v.requireNonEmpty(p.at("volumeID"), "write the id of the volume")
}

// storageOS judges a StorageOSVolumeSource.
func (v *validator) storageOS(p place) {
	name, namespace := p.at("volumeName"), p.at("volumeNamespace")
	if v.requireText(name, "write the name of the volume") && name.text() != "" {
		v.rejectFaults(name, name.text(), LabelName(name.text()))
	}
	if namespace.text() != "" {
		v.rejectFaults(namespace, namespace.text(), LabelName(namespace.text()))
	}
	if secret := p.at("secretRef"); secret.isSet() {
		v.requireText(secret.at("name"), "name the Secret with the credentials")
	}
}

// scaleIO judges a ScaleIOVolumeSource.
func (v *validator) scaleIO(p place) {
	v.requireNonEmpty(p.at("gateway"), "write the address of the gateway")
	v.requireNonEmpty(p.at("system"), "write the name of the storage system")
	v.requireText(p.at("volumeName"), "write the name of the volume")
}
