package messages

// apiMessages are what the API server says about a whole object.
func apiMessages() []Message {
	return []Message{{
		Signs: []string{"object is being deleted"},
		Means: "the old object is still being deleted, so the new one cannot have its name yet",
		Help:  "wait until `kubectl get deployment,rs,pod` no longer lists it. For a webservice, run `webservice start` then; `grep kubernetes service.manifest` shows whether its settings are still there",
	}, {
		Signs: []string{"webservice restart fails"},
		Means: "the old objects are still being deleted when `webservice restart` creates the new ones",
		Help:  "wait a few moments, then run `webservice start`; `grep kubernetes service.manifest` shows whether its settings are still there",
	}, {
		Signs: []string{"already exists"},
		Form:  existsForm,
		Match: "isReserved",
		Rules: []string{"reserved-name"},
		Means: `the cluster keeps an object called "{name}" in every tool's namespace`,
		Help:  "give yours another name",
	}, {
		Signs: []string{"already exists"},
		Form:  existsForm,
		Match: "addKindName",
		Rules: []string{"name-used-twice", "reserved-name"},
		Means: `the namespace already has {aKind} "{name}", and kubectl create does not replace it`,
		Help:  "`kubectl delete {kind} {name}` before you create it again, or give the new one another name; a file can also hold the same name twice",
	}, {
		Signs: []string{"envvar.value: readstring", "into go struct field envvar", "into envvar.value"},
		Rules: []string{"env-not-string", "wrong-type"},
		Means: "the value of an environment variable is a number, a boolean (true, yes, on, off) or a map, but must be a string",
		Help:  `put the value in quotes (value: "true")`, IsFixed: true,
	}, {
		Signs: []string{"cannot be handled as", "cannot unmarshal", "readstring: expects"},
		Form:  `(?:.*? of \.\.\.\|(?P<near>.*?)\|\.\.\.)?`,
		Match: "addNear",
		Rules: []string{"wrong-type", "env-not-string", "invalid-value"},
		Means: "a value has another type than its field, so the API server cannot read the object{near}",
		Help:  "put numbers and booleans in quotes where a string belongs, and remove the quotes where a number belongs; `tfk8s lint FILE` finds the field",
	}, {
		Signs: []string{"resourceversion should not be set", "the object has been modified", "operation cannot be fulfilled"},
		Rules: []string{"server-fields"},
		Means: "the manifest has fields that only the server sets, as `kubectl get -o yaml` prints them",
		Help:  "remove metadata.resourceVersion, uid, selfLink, creationTimestamp and status", IsFixed: true,
	}, {
		Signs: []string{"switch back", "use-context"},
		Means: "to go back to the {old}, follow the steps of the move in reverse, for as long as that cluster runs",
		Help:  "`tfk8s plan --back FILE` lists the steps: stop what runs on the {cluster} (webservice stop, kubectl delete deployment NAME), `kubectl config use-context {oldContext}`, unalias kubectl, and start it again (webservice --backend=kubernetes TYPE start, or kubectl create -f OLD-FILE)",
	}}
}

// existsForm is how the API server says that a name is in use.
const existsForm = `(?:(?P<kind>[a-z]\w*)(?:\.[\w.]+)? )?"?(?P<name>[^"\s]+)"? already exists`
