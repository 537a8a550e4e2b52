package explain

import (
	"strings"

	"github.com/toolforge/tfk8s/rules/api"
	"github.com/toolforge/tfk8s/rules/internal/words"
	"github.com/toolforge/tfk8s/schemas"
)

// kindForm is how kubectl names a kind that it does not find: each release in its own words.
var kindForm = words.Pattern(`(?:no matches for kind|no kind) "?(?P<kind>[^"\s]+)"? (?:in|is registered for) version "?(?P<version>[^"\s;]+)"?`)

// versionMessages are about kinds and apiVersions that a cluster or kubectl does not know.
func versionMessages() []message {
	return []message{{
		signs: []string{"no matches for kind", "is registered for version"},
		form:  kindForm,
		match: func(q *query) bool { return q.values["kind"] == "ScheduledJob" && q.addVersions() },
		rules: []string{"scheduledjob"},
		means: "ScheduledJob is called CronJob on the {cluster}",
		help:  "write kind: CronJob and apiVersion: {to}", fixed: true,
	}, {
		signs: []string{"no matches for kind", "is registered for version"},
		form:  kindForm,
		match: func(q *query) bool { return q.isServed() && q.knownMove() != nil },
		rules: []string{"deprecated-api"},
		means: "the {cluster} still serves {kind} in {version}: an older kubectl, or another cluster, said this",
		help:  "{use}, which lasts longer; then " + ownKubectl, fixed: true,
	}, {
		signs: []string{"no matches for kind", "is registered for version"},
		form:  kindForm,
		match: (*query).isServed,
		means: "the {cluster} serves {kind} in {version}, but the {old} and its kubectl do not",
		help:  "`kubectl config use-context {context}`; then " + ownKubectl,
	}, {
		signs: []string{"no matches for kind", "is registered for version"},
		form:  kindForm,
		match: func(q *query) bool { m := q.knownMove(); return m != nil && m.Status == schemas.TooNew },
		rules: []string{"api-too-new"},
		means: "{kind} in {version} needs a later Kubernetes than the {cluster} runs ({kubernetes})",
		help:  "{use}", fixed: true,
	}, {
		signs: []string{"no matches for kind", "is registered for version"},
		form:  kindForm,
		match: func(q *query) bool { q.addVersions(); return q.knownMove() != nil || q.isUnknownKind() },
		rules: []string{"api-not-served", "other-api"},
		means: "the {cluster} does not serve {kind} in {version}",
		help:  "{use}", fixed: true,
	}, {
		signs: []string{"no matches for kind", "is registered for version"},
		form:  kindForm,
		match: (*query).addVersions,
		rules: []string{"api-wrong-group"},
		means: "there is no {kind} in {version}: one of the two is wrong or misspelled",
		help:  "{use}", fixed: true,
	}, {
		signs: []string{"no matches for kind"},
		rules: []string{"api-not-served", "api-too-new", "api-wrong-group", "other-api"},
		means: "the cluster does not serve the kind in this apiVersion",
		help:  "`tfk8s lint FILE` names the apiVersion to use", fixed: true,
	}, {
		signs: []string{"unknown object type schema"},
		form:  words.Pattern(`GroupVersionKind\{Group:"?(?P<group>[^",]*)"?, Version:"?(?P<version>\w+)"?, Kind:"?(?P<kind>\w+)"?\}`),
		match: func(q *query) bool {
			q.values["version"] = strings.TrimPrefix(q.values["group"]+"/"+q.values["version"], "/")
			return q.isServed()
		},
		means: "the {cluster} serves {kind} in {version}, but the cluster or the kubectl that said this does not",
		help:  "`kubectl config use-context {context}`; then " + ownKubectl,
	}, {
		signs: []string{"does not match the expected api version"},
		means: "kubectl sent the object to another API version than its apiVersion names",
		help:  ownKubectl + "; to move an object that exists, delete it and create it from the new file",
	}, {
		signs: []string{"object kind is missing", "object apiversion is missing", "kind not set", "apiversion not set", "isnt string type", "unexpected groupversion string", "is registered for version", "unknown object type schema"},
		rules: []string{"api-wrong-group", "no-object"},
		means: "apiVersion or kind is missing, misspelled or not a string, or the file is not a Kubernetes manifest",
		help:  "write both as they are spelled (apiVersion: apps/v1, kind: Deployment); do not give kubectl other files, such as service.manifest",
	}, {
		signs: []string{"new-form yaml on old cluster", "apiversion v1 for deployment"},
		rules: []string{"api-wrong-group", "api-not-served"},
		means: "the cluster does not serve the kind in this apiVersion",
		help:  "write apiVersion: apps/v1 for a Deployment; for the {cluster}: `kubectl config use-context {context}`, and `{alias}`", fixed: true,
	}}
}

// isServed reports whether the current cluster serves the kind in the version of the error.
func (q *query) isServed() bool {
	group, version := schemas.ParseAPIVersion(q.values["version"])
	return q.Bundle.Served(schemas.GVK{Group: group, Version: version, Kind: q.values["kind"]}) != nil
}

// knownMove returns what the policy says about the kind in this version, and adds what to use instead.
func (q *query) knownMove() *schemas.APIMove {
	m := q.Policy.Move(q.values["kind"], q.values["version"])
	if m == nil {
		return nil
	}
	switch {
	case m.To == "":
		q.byHand = true
		q.values["use"] = "remove the object: nothing replaces it"
	case m.ToKind != "":
		q.values["use"] = "write kind: " + m.ToKind + " and apiVersion: " + m.To
	default:
		q.values["use"] = "write apiVersion: " + m.To
	}
	q.values["to"] = m.To
	return m
}

func (q *query) isUnknownKind() bool {
	return !api.IsKind(q.Settings, q.values["kind"]) && q.nearKind() == ""
}

// nearKind is the kind that a misspelled one probably means, "" if there is none.
func (q *query) nearKind() string {
	group, _ := schemas.ParseAPIVersion(q.values["version"])
	return api.NearKind(q.Settings, q.values["kind"], group)
}

// addVersions adds what to write instead of a kind and its version.
func (q *query) addVersions() bool {
	kind := q.values["kind"]
	versions := api.VersionsFor(q.Settings, kind)
	q.values["to"] = words.Either(versions)
	switch near := q.nearKind(); {
	case len(versions) > 0:
		q.values["use"] = "write apiVersion: " + q.values["to"]
	case near != "" && !strings.EqualFold(near, kind):
		q.values["use"] = "write kind: " + near + ", if that is meant"
	case near != "":
		q.values["use"] = "write kind: " + near
	default:
		q.byHand = true
		q.values["use"] = "remove the object, or use a kind that the cluster serves (`kubectl api-resources` lists them)"
	}
	return true
}
