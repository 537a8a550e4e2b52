package validation

import (
	"encoding/base64"
	"encoding/json"
)

// maxDataSize is how much a ConfigMap or Secret may hold, in bytes.
const maxDataSize = 1 << 20

// configMap judges a ConfigMap.
func (v *validator) configMap(root place) {
	binary, data := root.at("binaryData"), root.at("data")
	size := 0
	for _, entry := range binary.entries() {
		v.keyOfData(entry, "")
		size += len(v.decoded(entry, "data"))
	}
	for _, entry := range data.entries() {
		v.keyOfData(entry, "")
		if binary.node.Field(entry.key()) != nil {
			v.rejectKey(entry, say("%q is a key of both data and binaryData", entry.key()).help("rename one of them"))
		}
		size += len(entry.text())
	}
	if size > maxDataSize {
		v.rejectAt(data, "[]", say("the ConfigMap is larger than 1 MiB").help("split it into several ConfigMaps"))
	}
	v.objectMeta(root.at("metadata"), subdomainName)
}

// secret judges a Secret. The server puts stringData into data, over what is there, before it looks.
func (v *validator) secret(root place) {
	data, plain := root.at("data"), root.at("stringData")
	size := 0
	for _, entry := range data.entries() {
		value := v.decoded(entry, "stringData")
		if plain.at(entry.key()).isSet() {
			continue
		}
		v.keyOfData(entry, "")
		size += len(value)
	}
	v.objectMeta(root.at("metadata"), subdomainName)
	for _, entry := range plain.entries() {
		v.keyOfData(entry, "data")
		size += len(entry.text())
	}
	if size > maxDataSize {
		v.rejectAt(root, "data", say("the Secret is larger than 1 MiB").help("split it into several Secrets"))
	}
	v.secretType(root)
}

// keyOfData judges a key of a ConfigMap or Secret, which becomes the name of a file. in is where the server has it, ""
// where that is its place in the file.
func (v *validator) keyOfData(entry place, in string) {
	for _, f := range dataKey(entry.key()) {
		if in == "" {
			v.rejectKey(entry, f.of("key", entry.key()))
		} else {
			v.rejectAt(entry, in+"["+entry.key()+"]", f.of("key", entry.key()))
		}
	}
}

// decoded is what a value says in base64, over line breaks. plain is the field for what is not encoded.
func (v *validator) decoded(entry place, plain string) []byte {
	value, err := base64.StdEncoding.DecodeString(entry.text())
	if err != nil {
		v.reject(entry, say("%s is not valid base64", entry.key()).help("encode the value, or move the plain text to %s", plain))
	}
	return value
}

// secretType judges whether a Secret holds what its type wants. A type that nobody knows wants nothing.
func (v *validator) secretType(root place) {
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
		v.dockerConfig(root, ".dockercfg", lacks)
	case "kubernetes.io/dockerconfigjson":
		v.dockerConfig(root, ".dockerconfigjson", lacks)
	case "kubernetes.io/basic-auth": // one of the two will do
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

// dockerConfig judges a key that holds the access to registries.
func (v *validator) dockerConfig(root place, key string, lacks func(path, key string)) {
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

// secretValue is what a Secret has under a key.
func secretValue(root place, key string) (entry place, value []byte) {
	if entry = root.in("stringData", key); entry.isSet() {
		return entry, []byte(entry.text())
	}
	entry = root.in("data", key)
	value, _ = base64.StdEncoding.DecodeString(entry.text())
	return entry, value
}
