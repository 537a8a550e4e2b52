package validation

import (
	"encoding/base64"
	"encoding/json"
)

// maxDataSize is the most that the values of a ConfigMap or Secret may have together, in bytes.
const maxDataSize = 1 << 20

// validateConfigMap validates a ConfigMap.
func (v *validator) validateConfigMap(root place) {
	binary, data := root.at("binaryData"), root.at("data")
	size := 0
	for _, entry := range binary.entries() {
		v.validateDataKey(entry, "")
		size += len(v.decode(entry, "data"))
	}
	for _, entry := range data.entries() {
		v.validateDataKey(entry, "")
		if binary.node.Field(entry.key()) != nil {
			v.rejectKey(entry, say("%q is a key of both data and binaryData", entry.key()).help("rename one of them"))
		}
		size += len(entry.text())
	}
	if size > maxDataSize {
		v.rejectAt(data, "[]", say("the ConfigMap is larger than 1 MiB").help("split it into several ConfigMaps"))
	}
	v.validateObjectMeta(root.at("metadata"), SubdomainName)
}

// validateSecret validates a Secret. The server first copies stringData into data, where it replaces values.
func (v *validator) validateSecret(root place) {
	data, plain := root.at("data"), root.at("stringData")
	size := 0
	for _, entry := range data.entries() {
		value := v.decode(entry, "stringData")
		if plain.at(entry.key()).isSet() {
			continue
		}
		v.validateDataKey(entry, "")
		size += len(value)
	}
	v.validateObjectMeta(root.at("metadata"), SubdomainName)
	for _, entry := range plain.entries() {
		v.validateDataKey(entry, "data")
		size += len(entry.text())
	}
	if size > maxDataSize {
		v.rejectAt(root, "data", say("the Secret is larger than 1 MiB").help("split it into several Secrets"))
	}
	v.validateSecretType(root)
}

// validateDataKey validates a key of a ConfigMap or Secret. in is the map in which the server has the key, "" if that
// is the one in the file.
func (v *validator) validateDataKey(entry place, in string) {
	for _, f := range dataKey(entry.key()) {
		if in == "" {
			v.rejectKey(entry, f.of("key", entry.key()))
		} else {
			v.rejectAt(entry, in+"["+entry.key()+"]", f.of("key", entry.key()))
		}
	}
}

// decode decodes a base64 value, which may have line breaks. plain is the field for text that is not encoded.
func (v *validator) decode(entry place, plain string) []byte {
	value, err := base64.StdEncoding.DecodeString(entry.text())
	if err != nil {
		v.reject(entry, say("%s is not valid base64", entry.key()).help("encode the value, or move the plain text to %s", plain))
	}
	return value
}

// validateSecretType validates that a Secret has the keys that its type needs. Types that the server does not know need
// none.
func (v *validator) validateSecretType(root place) {
	const annotations = "metadata.annotations"
	kind := root.at("type")
	lacks := func(path, key string) {
		x := say("a Secret of type %q needs %s", kind.text(), key).help("add %s under stringData, or its base64 under data", key)
		if path == annotations {
			x = say("a Secret of type %q needs an annotation", kind.text()).help("add %s under %s", key, annotations)
		}
		x.Lacks = key
		v.rejectAt(kind, path+"["+key+"]", x)
	}
	const unnamed = "data[%s]" // as the server writes it
	switch kind.text() {
	case "kubernetes.io/service-account-token":
		const account = "kubernetes.io/service-account.name"
		if root.in("metadata", "annotations", account).text() == "" {
			lacks(annotations, account)
		}
	case "kubernetes.io/dockercfg":
		v.validateDockerConfig(root, ".dockercfg", lacks)
	case "kubernetes.io/dockerconfigjson":
		v.validateDockerConfig(root, ".dockerconfigjson", lacks)
	case "kubernetes.io/basic-auth": // one of the two is enough
		if !hasSecret(root, "username") && !hasSecret(root, "password") {
			x := say("a Secret of type %q needs username or password", kind.text()).help("add username or password under stringData")
			x.Also = unnamed + "[password]"
			v.rejectAt(kind, unnamed+"[username]", x)
		}
	case "kubernetes.io/ssh-auth":
		const key = "ssh-privatekey"
		if _, value := secretValue(root, key); len(value) == 0 {
			lacks(unnamed, key)
		}
	case "kubernetes.io/tls":
		for _, key := range [...]string{"tls.crt", "tls.key"} {
			if !hasSecret(root, key) {
				lacks("data", key)
			}
		}
	}
}

// validateDockerConfig validates a key that holds the credentials for registries.
func (v *validator) validateDockerConfig(root place, key string, lacks func(path, key string)) {
	if !hasSecret(root, key) {
		lacks("data", key)
		return
	}
	entry, value := secretValue(root, key)
	if err := json.Unmarshal(value, new(map[string]any)); err != nil {
		v.rejectAt(entry, "data["+key+"]", say("%s is not a JSON object", key).help("store the credentials file of Docker unchanged"))
	}
}

func hasSecret(root place, key string) bool {
	entry, _ := secretValue(root, key)
	return entry.isSet()
}

// secretValue returns the entry of a Secret with a key, and its value.
func secretValue(root place, key string) (entry place, value []byte) {
	if entry = root.in("stringData", key); entry.isSet() {
		return entry, []byte(entry.text())
	}
	entry = root.in("data", key)
	value, _ = base64.StdEncoding.DecodeString(entry.text())
	return entry, value
}
