package explain

import (
	"strings"

	"github.com/toolforge/tfk8s/rules/internal/words"
)

// existsForm is how the API server says that a name is in use.
var existsForm = words.Pattern(`(?:(?P<kind>[a-z]\w*)(?:\.[\w.]+)? )?"?(?P<name>[^"\s]+)"? already exists`)

// apiMessages are what the API server says about a whole object.
func apiMessages() []message {
	return []message{{
		signs: []string{"object is being deleted"},
		means: "the old object is still being deleted, so the new one cannot have its name yet",
		help:  "wait until `kubectl get deployment,rs,pod` no longer lists it. For a webservice, run `webservice start` then; `grep kubernetes service.manifest` shows whether its settings are still there",
	}, {
		signs: []string{"webservice restart fails"},
		means: "the old objects are still being deleted when `webservice restart` creates the new ones",
		help:  "wait a few moments, then run `webservice start`; `grep kubernetes service.manifest` shows whether its settings are still there",
	}, {
		signs: []string{"already exists"},
		form:  existsForm,
		match: (*query).isReserved,
		rules: []string{"reserved-name"},
		means: `the cluster keeps an object called "{name}" in every tool's namespace`,
		help:  "give yours another name",
	}, {
		signs: []string{"already exists"},
		form:  existsForm,
		match: func(q *query) bool { q.orElse("kind", "KIND"); q.addKindName(); return true },
		rules: []string{"name-used-twice", "reserved-name"},
		means: `the namespace already has {aKind} "{name}", and kubectl create does not replace it`,
		help:  "`kubectl delete {kind} {name}` before you create it again, or give the new one another name; a file can also hold the same name twice",
	}, {
		signs: []string{"envvar.value: readstring", "into go struct field envvar", "into envvar.value"},
		rules: []string{"env-not-string", "wrong-type"},
		means: "the value of an environment variable is a number, a boolean (true, yes, on, off) or a map, but must be a string",
		help:  `put the value in quotes (value: "true")`, fixed: true,
	}, {
		signs: []string{"cannot be handled as", "cannot unmarshal", "readstring: expects"},
		form:  words.Pattern(`(?:.*? of \.\.\.\|(?P<near>.*?)\|\.\.\.)?`),
		match: (*query).addNear,
		rules: []string{"wrong-type", "env-not-string", "invalid-value"},
		means: "a value has another type than its field, so the API server cannot read the object{near}",
		help:  "put numbers and booleans in quotes where a string belongs, and remove the quotes where a number belongs; `tfk8s lint FILE` finds the field",
	}, {
		signs: []string{"resourceversion should not be set", "the object has been modified", "operation cannot be fulfilled"},
		rules: []string{"server-fields"},
		means: "the manifest has fields that only the server sets, as `kubectl get -o yaml` prints them",
		help:  "remove metadata.resourceVersion, uid, selfLink, creationTimestamp and status", fixed: true,
	}, {
		signs: []string{"switch back", "use-context"},
		means: "to go back to the {old}, follow the steps of the move in reverse, for as long as that cluster runs",
		help:  "`tfk8s plan --back FILE` lists the steps: stop what runs on the {cluster} (webservice stop, kubectl delete deployment NAME), `kubectl config use-context {oldContext}`, unalias kubectl, and start it again (webservice --backend=kubernetes TYPE start, or kubectl create -f OLD-FILE)",
	}}
}

// addKindName adds the kind of a resource with its article: "a Service" for services.
func (q *query) addKindName() {
	q.values["kindName"] = q.values["kind"]
	for _, r := range q.Bundle.Resources() {
		if r.Plural == q.values["kind"] {
			q.values["kindName"] = r.Kind
		}
	}
	q.values["aKind"] = words.Article(q.values["kindName"])
}

func (q *query) isReserved() bool {
	for _, r := range q.Policy.Tools.ReservedObjects {
		if r.Name == q.values["name"] && strings.HasPrefix(q.values["kind"], strings.ToLower(r.Kind)) {
			return true
		}
	}
	return false
}
