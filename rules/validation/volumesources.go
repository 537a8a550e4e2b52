package validation

import (
	"strings"
)

// validateEmptyDir validates an EmptyDirVolumeSource. The server accepts any medium.
func (v *validator) validateEmptyDir(p place) {
	limit := p.at("sizeLimit")
	if q, ok := Quantity(limit.node); ok && q.Sign() < 0 {
		v.reject(limit, say("sizeLimit %s is negative", limit.node.Text()).help("remove it, or write how much may be stored"))
	}
}

// validateHostPath validates a HostPathVolumeSource.
func (v *validator) validateHostPath(p place) {
	if !v.requireNonEmpty(p.at("path"), "write the path on the node") {
		return
	}
	v.rejectUpward(p.at("path"))
	v.requireOneOfIfSet(p.at("type"), "", "DirectoryOrCreate", "Directory", "FileOrCreate", "File", "Socket", "CharDevice", "BlockDevice")
}

// validateGitRepo validates a GitRepoVolumeSource.
func (v *validator) validateGitRepo(p place) {
	v.requireNonEmpty(p.at("repository"), "write the URL of the repository")
	v.validatePathInside(p.at("directory"))
}

// validateGcePersistentDisk validates a GCEPersistentDiskVolumeSource, which the server spells persistentDisk.
func (v *validator) validateGcePersistentDisk(p place) {
	v = v.withPath(p, func() string { return strings.TrimSuffix(p.path(), "gcePersistentDisk") + "persistentDisk" })
	v.requireNonEmpty(p.at("pdName"), "write the name of the disk")
	v.requireRange(p.at("partition"), 0, 255)
}

// validateAwsElasticBlockStore validates an AWSElasticBlockStoreVolumeSource.
func (v *validator) validateAwsElasticBlockStore(p place) {
	v.requireNonEmpty(p.at("volumeID"), "write the id of the disk")
	v.requireRange(p.at("partition"), 0, 255)
}

// validateSecretVolume validates a SecretVolumeSource.
func (v *validator) validateSecretVolume(p place) {
	v.requireText(p.at("secretName"), "name the Secret")
	v.validateKeysToPaths(p.at("items"))
	v.validateFileMode(p.at("defaultMode"))
}

// validateConfigMapVolume validates a ConfigMapVolumeSource.
func (v *validator) validateConfigMapVolume(p place) {
	v.requireText(p.at("name"), "name the ConfigMap")
	v.validateKeysToPaths(p.at("items"))
	v.validateFileMode(p.at("defaultMode"))
}

// validateKeysToPaths validates a list of KeyToPath.
func (v *validator) validateKeysToPaths(items place) {
	for _, item := range items.items() {
		v.requireNonEmpty(item.at("key"), "name the key that becomes a file")
		v.validateFilePath(item.at("path"))
		v.validateFileMode(item.at("mode"))
	}
}

// validateFilePath validates the required path of a file in a volume.
func (v *validator) validateFilePath(p place) {
	if v.requireNonEmpty(p, "write the path of the file in the volume") {
		v.validateFileInside(p)
	}
}

// validateNFS validates an NFSVolumeSource.
func (v *validator) validateNFS(p place) {
	v.requireNonEmpty(p.at("server"), "write the host name of the server")
	path := p.at("path")
	if v.requireNonEmpty(path, "write the directory on the server") && path.text() != "" && !strings.HasPrefix(path.text(), "/") {
		v.reject(path, say("path %q is relative", path.text()).help("write %q", "/"+path.text()))
	}
}

// validateISCSI validates an ISCSIVolumeSource.
func (v *validator) validateISCSI(p place) {
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

// validateGlusterfs validates a GlusterfsVolumeSource.
func (v *validator) validateGlusterfs(p place) {
	v.requireNonEmpty(p.at("endpoints"), "name the Endpoints of the servers")
	v.requireNonEmpty(p.at("path"), "write the name of the volume")
}

// validateRBD validates an RBDVolumeSource.
func (v *validator) validateRBD(p place) {
	v.validateMonitors(p.at("monitors"))
	v.requireNonEmpty(p.at("image"), "write the name of the image")
}

// validateCephFS validates a CephFSVolumeSource.
func (v *validator) validateCephFS(p place) { v.validateMonitors(p.at("monitors")) }

// validateMonitors validates the monitors of a Ceph cluster.
func (v *validator) validateMonitors(p place) {
	if p.node.IsList() && len(p.node.Items()) == 0 {
		v.rejectMissing(p, "write the addresses of the Ceph monitors")
	}
}

// validateCinder validates a CinderVolumeSource.
func (v *validator) validateCinder(p place) {
	v.requireNonEmpty(p.at("volumeID"), "write the id of the disk")
	if secret := p.at("secretRef"); secret.isSet() {
		v.requireText(secret.at("name"), "name the Secret with the credentials")
	}
}

// validateFlocker validates a FlockerVolumeSource.
func (v *validator) validateFlocker(p place) {
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

// validatePersistentVolumeClaim validates a PersistentVolumeClaimVolumeSource.
func (v *validator) validatePersistentVolumeClaim(p place) {
	v.requireNonEmpty(p.at("claimName"), "name the PersistentVolumeClaim")
}

// validateQuobyte validates a QuobyteVolumeSource.
func (v *validator) validateQuobyte(p place) {
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

// isHostPort reports whether a text is host:port. A host with colons is in brackets.
func isHostPort(text string) bool {
	host, rest, bracketed := strings.Cut(text, "]")
	if bracketed {
		return strings.HasPrefix(host, "[") && strings.HasPrefix(rest, ":") && !strings.ContainsAny(host[1:]+rest[1:], "[]") && !strings.Contains(rest[1:], ":")
	}
	return strings.Count(text, ":") == 1 && !strings.Contains(text, "[")
}

// validateFC validates an FCVolumeSource.
func (v *validator) validateFC(p place) {
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

// validateFlexVolume validates a FlexVolumeSource.
func (v *validator) validateFlexVolume(p place) {
	v.requireNonEmpty(p.at("driver"), "write the name of the driver")
	for _, option := range p.at("options").entries() {
		domain, _, _ := strings.Cut(option.key(), "/")
		domain = "." + strings.ToLower(domain)
		if strings.HasSuffix(domain, ".kubernetes.io") || strings.HasSuffix(domain, ".k8s.io") {
			v.rejectKey(option, say("option %q has a reserved domain", option.key()).help("use a domain other than kubernetes.io and k8s.io"))
		}
	}
}

// validateAzureFile validates an AzureFileVolumeSource.
func (v *validator) validateAzureFile(p place) {
	v.requireNonEmpty(p.at("secretName"), "name the Secret with the credentials")
	v.requireNonEmpty(p.at("shareName"), "write the name of the share")
}

// validateAzureDisk validates an AzureDiskVolumeSource. The default kind is Shared.
func (v *validator) validateAzureDisk(p place) {
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

// validateVsphereVolume validates a VsphereVirtualDiskVolumeSource.
func (v *validator) validateVsphereVolume(p place) {
	v.requireNonEmpty(p.at("volumePath"), "write the path of the disk")
}

// validatePhotonPersistentDisk validates a PhotonPersistentDiskVolumeSource.
func (v *validator) validatePhotonPersistentDisk(p place) {
	v.requireNonEmpty(p.at("pdID"), "write the id of the disk")
}

// validatePortworxVolume validates a PortworxVolumeSource.
func (v *validator) validatePortworxVolume(p place) {
	v.requireNonEmpty(p.at("volumeID"), "write the id of the volume")
}

// validateStorageOS validates a StorageOSVolumeSource.
func (v *validator) validateStorageOS(p place) {
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

// validateScaleIO validates a ScaleIOVolumeSource.
func (v *validator) validateScaleIO(p place) {
	v.requireNonEmpty(p.at("gateway"), "write the address of the gateway")
	v.requireNonEmpty(p.at("system"), "write the name of the storage system")
	v.requireText(p.at("volumeName"), "write the name of the volume")
}
