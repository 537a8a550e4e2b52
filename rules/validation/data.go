package validation

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
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
			v.badKey(entry, "%q is a key of binaryData as well: use another one", entry.key())
		}
		size += len(entry.text())
	}
	if size > maxDataSize {
		v.problemAt(data, "[]", "a ConfigMap of %d bytes is too long: at most %d are allowed", size, maxDataSize)
	}
	v.objectMeta(root.at("metadata"), subdomainName)
}

// secret judges a Secret. The server puts stringData into data, over what is there, before it looks.
func (v *validator) secret(root place) {
	data, plain := root.at("data"), root.at("stringData")
	size := 0
	for _, entry := range data.entries() {
		value := v.decoded(entry, "stringData")
		if plain.at(entry.key()).set() {
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
		v.problemAt(root, "data", "a Secret of %d bytes is too long: at most %d are allowed", size, maxDataSize)
	}
	v.secretType(root)
}

// keyOfData judges a key of a ConfigMap or Secret, which becomes the name of a file. in is where the server has it, ""
// where that is its place in the file.
func (v *validator) keyOfData(entry place, in string) {
	for _, m := range dataKey(entry.key()) {
		if in == "" {
			v.badKey(entry, "%q cannot be a key: %s", entry.key(), m)
		} else {
			v.problemAt(entry, in+"["+entry.key()+"]", "%q cannot be a key: %s", entry.key(), m)
		}
	}
}

// decoded is what a value says in base64, over line breaks. plain is the field for what is not encoded.
func (v *validator) decoded(entry place, plain string) []byte {
	value, err := base64.StdEncoding.DecodeString(entry.text())
	if err != nil {
		v.problem(entry, "%s is no base64 (%s): plain text belongs in %s", entry.key(), err, plain)
	}
	return value
}

// secretType judges whether a Secret holds what its type wants. A type that nobody knows wants nothing.
func (v *validator) secretType(root place) {
	kind := root.at("type")
	lacks := func(path, key string) {
		message := fmt.Sprintf("a Secret of type %q must have %s", kind.text(), key)
		v.report(Problem{Node: kind.node, Path: path + "[" + key + "]", Lacks: key, Message: message, Pods: v.pods})
	}
	const unnamed = "data[%s]" // as the server writes it
	switch kind.text() {
	case "kubernetes.io/service-account-token":
		const account = "kubernetes.io/service-account.name"
		if root.in("metadata", "annotations", account).text() == "" {
			lacks("metadata.annotations", account)
		}
	case "kubernetes.io/dockercfg":
		v.dockerConfig(root, ".dockercfg", lacks)
	case "kubernetes.io/dockerconfigjson":
		v.dockerConfig(root, ".dockerconfigjson", lacks)
	case "kubernetes.io/basic-auth": // one of the two will do
		if !hasSecret(root, "username") && !hasSecret(root, "password") {
			message := fmt.Sprintf("a Secret of type %q must have username or password", kind.text())
			v.report(Problem{Node: kind.node, Path: unnamed + "[username]", Also: unnamed + "[password]", Message: message, Pods: v.pods})
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
		v.problemAt(entry, "data["+key+"]", "%s is no JSON object: %s", key, err)
	}
}

func hasSecret(root place, key string) bool {
	entry, _ := secretValue(root, key)
	return entry.set()
}

// secretValue is what a Secret has under a key.
func secretValue(root place, key string) (entry place, value []byte) {
	if entry = root.in("stringData", key); entry.set() {
		return entry, []byte(entry.text())
	}
	entry = root.in("data", key)
	value, _ = base64.StdEncoding.DecodeString(entry.text())
	return entry, value
}
