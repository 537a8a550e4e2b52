package explain

import (
	"strings"

	"github.com/toolforge/tfk8s/rules/api"
	"github.com/toolforge/tfk8s/rules/internal/words"
	"github.com/toolforge/tfk8s/schemas"
)

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
