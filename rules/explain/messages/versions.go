package messages

// versionMessages are about kinds and apiVersions that a cluster or kubectl does not know.
func versionMessages() []Message {
	return []Message{{
		Signs: []string{"no matches for kind", "is registered for version"},
		Form:  kindForm,
		Match: "isScheduledJob",
		Rules: []string{"scheduledjob"},
		Means: "ScheduledJob is called CronJob on the {cluster}",
		Help:  "write kind: CronJob and apiVersion: {to}", IsFixed: true,
	}, {
		Signs: []string{"no matches for kind", "is registered for version"},
		Form:  kindForm,
		Match: "isMoved",
		Rules: []string{"deprecated-api"},
		Means: "the {cluster} still serves {kind} in {version}: an older kubectl, or another cluster, said this",
		Help:  "{use}, which lasts longer; then " + ownKubectl, IsFixed: true,
	}, {
		Signs: []string{"no matches for kind", "is registered for version"},
		Form:  kindForm,
		Match: "isServed",
		Means: "the {cluster} serves {kind} in {version}, but the {old} and its kubectl do not",
		Help:  "`kubectl config use-context {context}`; then " + ownKubectl,
	}, {
		Signs: []string{"no matches for kind", "is registered for version"},
		Form:  kindForm,
		Match: "isTooNew",
		Rules: []string{"api-too-new"},
		Means: "{kind} in {version} needs a later Kubernetes than the {cluster} runs ({kubernetes})",
		Help:  "{use}", IsFixed: true,
	}, {
		Signs: []string{"no matches for kind", "is registered for version"},
		Form:  kindForm,
		Match: "isUnknownVersion",
		Rules: []string{"api-not-served", "other-api"},
		Means: "the {cluster} does not serve {kind} in {version}",
		Help:  "{use}", IsFixed: true,
	}, {
		Signs: []string{"no matches for kind", "is registered for version"},
		Form:  kindForm,
		Match: "addVersions",
		Rules: []string{"api-wrong-group"},
		Means: "there is no {kind} in {version}: one of the two is wrong or misspelled",
		Help:  "{use}", IsFixed: true,
	}, {
		Signs: []string{"no matches for kind"},
		Rules: []string{"api-not-served", "api-too-new", "api-wrong-group", "other-api"},
		Means: "the cluster does not serve the kind in this apiVersion",
		Help:  "`tfk8s lint FILE` names the apiVersion to use", IsFixed: true,
	}, {
		Signs: []string{"unknown object type schema"},
		Form:  `GroupVersionKind\{Group:"?(?P<group>[^",]*)"?, Version:"?(?P<version>\w+)"?, Kind:"?(?P<kind>\w+)"?\}`,
		Match: "isServedVersion",
		Means: "the {cluster} serves {kind} in {version}, but the cluster or the kubectl that said this does not",
		Help:  "`kubectl config use-context {context}`; then " + ownKubectl,
	}, {
		Signs: []string{"does not match the expected api version"},
		Means: "kubectl sent the object to another API version than its apiVersion names",
		Help:  ownKubectl + "; to move an object that exists, delete it and create it from the new file",
	}, {
		Signs: []string{"object kind is missing", "object apiversion is missing", "kind not set", "apiversion not set", "isnt string type", "unexpected groupversion string", "is registered for version", "unknown object type schema"},
		Rules: []string{"api-wrong-group", "no-object"},
		Means: "apiVersion or kind is missing, misspelled or not a string, or the file is not a Kubernetes manifest",
		Help:  "write both as they are spelled (apiVersion: apps/v1, kind: Deployment); do not give kubectl other files, such as service.manifest",
	}, {
		Signs: []string{"new-form yaml on old cluster", "apiversion v1 for deployment"},
		Rules: []string{"api-wrong-group", "api-not-served"},
		Means: "the cluster does not serve the kind in this apiVersion",
		Help:  "write apiVersion: apps/v1 for a Deployment; for the {cluster}: `kubectl config use-context {context}`, and `{alias}`", IsFixed: true,
	}}
}

// kindForm is how kubectl names a kind that it does not find: each release in its own words.
const kindForm = `(?:no matches for kind|no kind) "?(?P<kind>[^"\s]+)"? (?:in|is registered for) version "?(?P<version>[^"\s;]+)"?`
