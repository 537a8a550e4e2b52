package explain

import (
	"strings"

	"github.com/toolforge/tfk8s/rules/internal/words"
	"github.com/toolforge/tfk8s/schemas"
)

// checks are those that messages name. Each adds values, and reports whether the error has the shape of the message.
func checks() map[string]func(*query) bool {
	return map[string]func(*query) bool{
		"addConfigMap":        (*query).addConfigMap,
		"addEncodings":        (*query).addEncodings,
		"addFields":           (*query).addFields,
		"addImage":            (*query).addImage,
		"addLinks":            (*query).addLinks,
		"addMissing":          (*query).addMissing,
		"addName":             (*query).addName,
		"addNamespace":        (*query).addNamespace,
		"addNear":             (*query).addNear,
		"addNearChoice":       (*query).addNearChoice,
		"addNearResource":     (*query).addNearResource,
		"addSource":           (*query).addSource,
		"addTypes":            (*query).addTypes,
		"addVersions":         (*query).addVersions,
		"isForbiddenKind":     (*query).isForbiddenKind,
		"isInLegacyNamespace": (*query).isInLegacyNamespace,
		"isMissingObject":     (*query).isMissingObject,
		"isNewerField":        (*query).isNewerField,
		"isRemovedField":      (*query).isRemovedField,
		"isReserved":          (*query).isReserved,
		"isServed":            (*query).isServed,
		"isServedInGroup":     (*query).isServedInGroup,
		"isServedResource":    (*query).isServedResource,

		"addAmount": func(q *query) bool { q.values["amount"] = q.values["after"] + q.values["before"]; return true },
		"addArticles": func(q *query) bool {
			q.values["want"], q.values["got"] = words.Article(q.values["want"]), words.Article(q.values["got"])
			return true
		},
		"addFile":           func(q *query) bool { q.orElse("file", q.values["file2"]+q.values["file3"]); return true },
		"addKindName":       func(q *query) bool { q.orElse("kind", "KIND"); q.addKindName(); return true },
		"addOwn":            func(q *query) bool { q.addOwn(); return true },
		"addProgram":        func(q *query) bool { q.orElse("program", q.values["program2"]+q.values["program3"]); return true },
		"isClusterWide":     func(q *query) bool { return q.values["verb"] != "create" && q.values["cluster2"] != "" },
		"isContext":         func(q *query) bool { return q.values["name"] == q.Policy.Current.Context },
		"isDuplicate":       func(q *query) bool { return q.values["fault"] == "Duplicate value" },
		"isField":           func(q *query) bool { q.addDetail(); return q.values["field"] != "" },
		"isForbidden":       func(q *query) bool { q.addDetail(); return q.values["fault"] == "Forbidden" },
		"isGarbledCreation": func(q *query) bool { return q.values["verb"] == "create" && q.isGarbledRequest() },
		"isLegacyCreation":  func(q *query) bool { return q.isInLegacyNamespace() && q.values["verb"] == "create" },
		"isMissing":         func(q *query) bool { q.addDetail(); return q.values["fault"] == "Required value" },
		"isMoved":           func(q *query) bool { return q.isServed() && q.knownMove() != nil },
		"isNotFound":        func(q *query) bool { return q.values["fault"] == "Not found" },
		"isOver":            func(q *query) bool { return q.isOver() },
		"isOverCount":       func(q *query) bool { return q.isOver("services", "configmaps", "secrets", "replicationcontrollers") },
		"isOverNodePorts":   func(q *query) bool { return q.isOver("services.nodeports") },
		"isOwnNamespace":    func(q *query) bool { q.addOwn(); return q.values["ns"] == q.values["own"] },
		"isRuleOfIngress":   func(q *query) bool { return strings.HasPrefix(q.values["field"], "spec.rules") },
		"isScheduledJob":    func(q *query) bool { return q.values["kind"] == "ScheduledJob" && q.addVersions() },
		"isServedVersion": func(q *query) bool {
			q.values["version"] = strings.TrimPrefix(q.values["group"]+"/"+q.values["version"], "/")
			return q.isServed()
		},
		"isTooNew":         func(q *query) bool { m := q.knownMove(); return m != nil && m.Status == schemas.TooNew },
		"isUnknownVersion": func(q *query) bool { q.addVersions(); return q.knownMove() != nil || q.isUnknownKind() },
		"trimQuotes":       func(q *query) bool { q.values["value"] = strings.Trim(q.values["value"], `"`); return true },
	}
}
