package explain

import "github.com/toolforge/tfk8s/rules/internal/words"

// kubectlMessages are what kubectl says about the text of a file and about the fields of an object before it sends it.
func kubectlMessages() []message {
	return []message{{
		signs: []string{"found character that cannot start any token", "found a tab character"},
		rules: []string{"yaml-tab", "syntax-error"},
		means: "a line is indented with a tab, or a value without quotes begins with @, % or a backquote",
		help:  "indent with spaces and quote such a value; `tfk8s lint FILE` shows the line (kubectl counts lines from the last ---)", fixed: true,
	}, {
		signs: []string{"error converting yaml to json", "error parsing", "yaml: line", "json: line", "mapping values are not allowed", "did not find expected", "could not find expected"},
		form:  words.Pattern(`(?:.*(?:to JSON|parsing [^:]*|yaml|json): )?(?P<detail>.*)`),
		rules: []string{"syntax-error", "yaml-tab"},
		means: "the file is not valid YAML or JSON, so kubectl sends nothing: {detail}",
		help:  "`tfk8s lint FILE` shows the place and what to write there (kubectl counts lines from the last ---)",
	}, {
		signs: []string{"no objects passed to", "invalid object to validate", "unstructured.detector"},
		rules: []string{"no-object", "lost-document"},
		means: "the file holds no Kubernetes object, or something else beside the objects",
		help:  "write each object as a map with apiVersion, kind and metadata, and --- on a line of its own between two objects",
	}, {
		signs: []string{"into go value of type map[string]interface", "decodelist.items"},
		form:  words.Pattern(`unable to decode`),
		rules: []string{"no-object", "wrong-type"},
		means: "a document, or an item of a List, is not an object",
		help:  "write each object as a map with apiVersion, kind and metadata; `tfk8s lint FILE` shows the place",
	}, {
		signs: []string{"missing required field selector", "must be specified: selector"},
		rules: []string{"selector-required", "missing-field"},
		means: "the object needs spec.selector: this apiVersion does not derive it from the labels of the pods, as that of the {old} did",
		help:  "copy the labels of spec.template.metadata.labels to spec.selector.matchLabels", fixed: true,
	}, {
		signs: []string{"missing required field"},
		form:  words.Pattern(`(?:ValidationError\((?P<at>[^)]*)\): )?missing required field "?(?P<field>[^"\s]+)"?`),
		rules: []string{"missing-field", "unknown-field"},
		means: "{at} needs the field {field}",
		help:  "add {field} there, or correct its spelling or indentation if the file has it",
	}, {
		signs: []string{"unknown field"},
		form:  words.Pattern(`(?:ValidationError\((?P<at>[^)]*)\): )?unknown field "?(?P<field>[^"]*?)"? in (?P<type>[\w.]+)`),
		match: (*query).isNewerField,
		rules: []string{"field-after-1.15"},
		means: "{field} needs Kubernetes {since}; the {cluster} runs {kubernetes}",
		help:  "remove {field} from {at}",
	}, {
		signs: []string{"unknown field"},
		form:  words.Pattern(`(?:ValidationError\((?P<at>[^)]*)\): )?unknown field "?(?P<field>[^"]*?)"? in (?P<type>[\w.]+)`),
		match: (*query).isRemovedField,
		rules: []string{"removed-field"},
		means: "only the {old} reads {field}; on the {cluster}: {instead}",
		help:  "change it at {at}", fixed: true,
	}, {
		signs: []string{"unknown field"},
		form:  words.Pattern(`(?:ValidationError\((?P<at>[^)]*)\): )?unknown field "?(?P<field>[^"]*?)"? in (?P<type>[\w.]+)`),
		match: (*query).addFields,
		rules: []string{"unknown-field", "wrong-kind"},
		means: `{at} has no field "{field}"{fields}`,
		help:  "rename, move or remove {field}; `tfk8s lint FILE` shows where it belongs, and convert moves it where that is clear",
	}, {
		signs: []string{"unknown field"},
		rules: []string{"unknown-field", "wrong-kind", "field-after-1.15"},
		means: "the kind has no such field: it is misspelled, indented wrongly or copied from another kind",
		help:  "`tfk8s lint FILE` shows where it belongs",
	}, {
		signs: []string{"found invalid field"},
		form:  words.Pattern(`found invalid field (?P<field>\S+) for (?:\w+\.)?(?P<short>\w+)`),
		rules: []string{"unknown-field", "wrong-kind", "field-after-1.15"},
		means: `{short} has no field "{field}"`,
		help:  "correct its spelling or indentation; `tfk8s lint FILE` shows where it belongs. If the field is right, the kubectl of the {old} is too old for it: `{alias}`",
	}, {
		signs: []string{"is required"},
		form:  words.Pattern(`field (?P<field>\S+) for (?:\w+\.)?(?P<short>\w+) is required`),
		rules: []string{"missing-field", "unknown-field"},
		means: "{short} needs the field {field}",
		help:  "add {field}, or correct its spelling or indentation if the file has it",
	}, {
		signs: []string{"expected type "},
		form:  words.Pattern(`expected type (?P<want>\w+), for field (?P<at>[^\s,]+), got (?P<got>\w+)`),
		match: func(q *query) bool {
			q.values["want"], q.values["got"] = words.Article(q.values["want"]), words.Article(q.values["got"])
			return true
		},
		rules: []string{"wrong-type", "env-not-string"},
		means: "{at} must be {want}, not {got}",
		help:  "put a number or boolean in quotes where a string belongs, and remove the quotes where a number belongs", fixed: true,
	}, {
		signs: []string{"invalid type for"},
		form:  words.Pattern(`(?:ValidationError\((?P<at>[^)]*)\): )?invalid type for (?P<type>[^:\s]*\w): got "?(?P<got>\w+)"?, expected "?(?P<want>\w+)"?`),
		match: (*query).addTypes,
		rules: []string{"wrong-type"},
		means: "{at} must be {want}, not {got}",
		help:  "{way}",
	}, {
		signs: []string{"unknown object type nil"},
		form:  words.Pattern(`unknown object type "?nil"? in (?P<at>\S+)`),
		rules: []string{"wrong-type"},
		means: "{at} is null: its value is empty, null or ~",
		help:  `give it a value ("" for an empty text), or remove the line`,
	}, {
		signs: []string{"the namespace from the provided object"},
		form:  words.Pattern(`object "?(?P<ns>[^"\s]*)"? does not match the namespace "?(?P<current>[^"\s.]*)"?`),
		match: (*query).addNamespace,
		rules: []string{"legacy-namespace", "foreign-namespace"},
		means: `the object is for the namespace "{ns}", but kubectl is set to "{current}"`,
		help:  "write namespace: {own} in the object, or remove the line", fixed: true,
	}}
}
