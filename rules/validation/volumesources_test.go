package validation_test

import (
	"strings"
	"testing"
)

// TestVolumeSourcesAreValidatedAsTheServerDoes has the answers of the server for each source: the path below
// spec.volumes[0], and the class of the error.
func TestVolumeSourcesAreValidatedAsTheServerDoes(t *testing.T) {
	const (
		wwns     = `targetWWNs: ["50060e801049cfd1"]`
		registry = `registry: "a:1,b:2", volume: v`
		iqn      = `iqn: "iqn.2001-04.org.example:disk"`
	)
	for source, answers := range map[string][]string{
		`emptyDir: {sizeLimit: 1Gi}`:                        nil,
		`emptyDir: {sizeLimit: -1}`:                         {"emptyDir.sizeLimit: Forbidden"},
		`hostPath: {path: /data}`:                           nil,
		`hostPath: {path: "", type: x}`:                     {"hostPath.path: Required value"},
		`hostPath: {path: /a/../b, type: directory}`:        {"hostPath.path: Invalid value", "hostPath.type: Unsupported value"},
		`gitRepo: {repository: a, directory: b}`:            nil,
		`gitRepo: {repository: "", directory: /b}`:          {"gitRepo.repository: Required value", "gitRepo.directory: Invalid value"},
		`gitRepo: {repository: a, directory: b/../c}`:       {"gitRepo.directory: Invalid value"},
		`gcePersistentDisk: {pdName: a, partition: 255}`:    nil,
		`gcePersistentDisk: {pdName: "", partition: 256}`:   {"persistentDisk.pdName: Required value", "persistentDisk.partition: Invalid value"},
		`awsElasticBlockStore: {volumeID: a, partition: 0}`: nil,
		`awsElasticBlockStore: {volumeID: "", partition: -1}`: {
			"awsElasticBlockStore.volumeID: Required value", "awsElasticBlockStore.partition: Invalid value",
		},
		`secret: {secretName: a, defaultMode: 0644}`:                             nil,
		`secret: {secretName: a, defaultMode: 01000}`:                            {"secret.defaultMode: Invalid value"},
		`configMap: {name: a, items: [{key: "", path: ""}]}`:                     {"configMap.items[0].key: Required value", "configMap.items[0].path: Required value"},
		`configMap: {name: "", items: [{key: a, path: ..b}]}`:                    {"configMap.name: Required value", "configMap.items[0].path: Invalid value"},
		`configMap: {name: a, items: [{key: a, path: b, mode: -1}]}`:             {"configMap.items[0].mode: Invalid value"},
		`nfs: {server: a, path: /b}`:                                             nil,
		`nfs: {server: "", path: ""}`:                                            {"nfs.server: Required value", "nfs.path: Required value"},
		`nfs: {server: a, path: b}`:                                              {"nfs.path: Invalid value"},
		`iscsi: {targetPortal: a, ` + iqn + `, lun: 255}`:                        nil,
		`iscsi: {targetPortal: "", iqn: "", lun: 256}`:                           {"iscsi.targetPortal: Required value", "iscsi.iqn: Required value", "iscsi.lun: Invalid value"},
		`iscsi: {targetPortal: a, iqn: disk, lun: -1}`:                           {"iscsi.iqn: Invalid value", "iscsi.lun: Invalid value"},
		`iscsi: {targetPortal: a, ` + iqn + `, lun: 0, chapAuthSession: true}`:   {"iscsi.secretRef: Required value"},
		`iscsi: {targetPortal: a, ` + iqn + `, lun: 0, chapAuthDiscovery: true}`: {"iscsi.secretRef: Required value"},
		`iscsi: {targetPortal: a, ` + iqn + `, lun: 0, initiatorName: b}`:        {"iscsi.initiatorname: Invalid value"},
		`iscsi: {targetPortal: ` + strings.Repeat("a", 63) + `, ` + iqn + `, lun: 0, initiatorName: "iqn.2001-04.org.example:node"}`: {
			"name: Invalid value",
		},
		`glusterfs: {endpoints: a, path: b}`:                                   nil,
		`glusterfs: {endpoints: "", path: ""}`:                                 {"glusterfs.endpoints: Required value", "glusterfs.path: Required value"},
		`rbd: {monitors: [a], image: b}`:                                       nil,
		`rbd: {monitors: [], image: ""}`:                                       {"rbd.monitors: Required value", "rbd.image: Required value"},
		`cephfs: {monitors: [a]}`:                                              nil,
		`cephfs: {monitors: []}`:                                               {"cephfs.monitors: Required value"},
		`cinder: {volumeID: a, secretRef: {name: b}}`:                          nil,
		`cinder: {volumeID: "", secretRef: {}}`:                                {"cinder.volumeID: Required value", "cinder.secretRef.name: Required value"},
		`flocker: {datasetName: a}`:                                            nil,
		`flocker: {datasetUUID: a}`:                                            nil,
		`flocker: {}`:                                                          {"flocker: Required value"},
		`flocker: {datasetName: a, datasetUUID: b}`:                            {"flocker: Invalid value"},
		`flocker: {datasetName: a/b}`:                                          {"flocker.datasetName: Invalid value"},
		`persistentVolumeClaim: {claimName: ""}`:                               {"persistentVolumeClaim.claimName: Required value"},
		`quobyte: {` + registry + `, tenant: ` + strings.Repeat("a", 64) + `}`: nil,
		`quobyte: {` + registry + `, tenant: ` + strings.Repeat("a", 65) + `}`: {"quobyte.tenant: Invalid value"},
		`quobyte: {registry: "", volume: ""}`:                                  {"quobyte.registry: Required value", "quobyte.volume: Required value"},
		`quobyte: {registry: "a:1,b", volume: v}`:                              {"quobyte.registry: Invalid value"},
		`quobyte: {registry: "a:1:2", volume: v}`:                              {"quobyte.registry: Invalid value"},
		`quobyte: {registry: "[::1]:1", volume: v}`:                            nil,
		`quobyte: {registry: "[::1]", volume: v}`:                              {"quobyte.registry: Invalid value"},
		`quobyte: {registry: "[::1]:1:2", volume: v}`:                          {"quobyte.registry: Invalid value"},
		`quobyte: {registry: "::1]:1", volume: v}`:                             {"quobyte.registry: Invalid value"},
		`quobyte: {registry: "[::1:1", volume: v}`:                             {"quobyte.registry: Invalid value"},
		`fc: {` + wwns + `, lun: 255}`:                                         nil,
		`fc: {wwids: [a]}`:                                                     nil,
		`fc: {}`:                                                               {"fc.targetWWNs: Required value"},
		`fc: {` + wwns + `}`:                                                   {"fc.lun: Required value"},
		`fc: {` + wwns + `, lun: 256}`:                                         {"fc.lun: Invalid value"},
		`fc: {` + wwns + `, wwids: [a], lun: 1}`:                               {"fc.targetWWNs: Invalid value"},
		`flexVolume: {driver: a/b, options: {"example.org/c": d}}`:             nil,
		`flexVolume: {driver: "", options: {"A.Kubernetes.io/c": d, "k8s.io/e": f}}`: {
			"flexVolume.driver: Required value", "flexVolume.options[A.Kubernetes.io/c]: Invalid value", "flexVolume.options[k8s.io/e]: Invalid value",
		},
		`azureFile: {secretName: a, shareName: b}`:                                                nil,
		`azureFile: {secretName: "", shareName: ""}`:                                              {"azureFile.secretName: Required value", "azureFile.shareName: Required value"},
		`azureDisk: {diskName: a, diskURI: "https://b"}`:                                          nil,
		`azureDisk: {diskName: a, diskURI: "/subscriptions/b", kind: Managed, cachingMode: None}`: nil,
		`azureDisk: {diskName: "", diskURI: ""}`:                                                  {"azureDisk.diskName: Required value", "azureDisk.diskURI: Required value"},
		`azureDisk: {diskName: a, diskURI: "https://b", kind: Managed}`:                           {"azureDisk.diskURI: Unsupported value"},
		`azureDisk: {diskName: a, diskURI: "/subscriptions/b"}`:                                   {"azureDisk.diskURI: Unsupported value"},
		`azureDisk: {diskName: a, diskURI: "https://b", kind: "", cachingMode: readonly}`: {
			"azureDisk.kind: Unsupported value", "azureDisk.cachingMode: Unsupported value",
		},
		`vsphereVolume: {volumePath: ""}`:                                      {"vsphereVolume.volumePath: Required value"},
		`photonPersistentDisk: {pdID: ""}`:                                     {"photonPersistentDisk.pdID: Required value"},
		`portworxVolume: {volumeID: ""}`:                                       {"portworxVolume.volumeID: Required value"},
		`storageos: {volumeName: a, volumeNamespace: b, secretRef: {name: c}}`: nil,
		`storageos: {}`: {"storageos.volumeName: Required value"},
		`storageos: {volumeName: A, volumeNamespace: B, secretRef: {}}`: {
			"storageos.volumeName: Invalid value", "storageos.volumeNamespace: Invalid value", "storageos.secretRef.name: Required value",
		},
		`scaleIO: {gateway: a, system: b, volumeName: c, secretRef: {name: d}}`: nil,
		`scaleIO: {gateway: "", system: "", secretRef: {name: d}}`: {
			"scaleIO.gateway: Required value", "scaleIO.system: Required value", "scaleIO.volumeName: Required value",
		},
		`emptyDir: {}, cephfs: {monitors: [a]}`: {"cephFS: Forbidden"},
		`emptyDir: {}, downwardAPI: {}`:         {"downwarAPI: Forbidden"},
		`secret: {secretName: a}, nfs: {}`:      {"nfs: Forbidden"},
		`csi: {driver: a}`:                      {": Required value"},
	} {
		t.Run(source, func(t *testing.T) {
			var below []string
			for _, answer := range answers {
				below = append(below, strings.Replace("spec.volumes[0]."+answer, ".: ", ": ", 1))
			}
			compareWithAnswers(t, pod+"  volumes: [{name: v, "+source+"}]\n", below)
		})
	}
}
