package messages

// kubectlMessages are what kubectl says about the text of a file and about the fields of an object before it sends it.
func kubectlMessages() []Message {
	return []Message{{
		Signs: []string{"found character that cannot start any token", "found a tab character"},
		Rules: []string{"yaml-tab", "syntax-error"},
		Means: "a line is indented with a tab, or a value without quotes begins with @, % or a backquote",
		Help:  "indent with spaces and quote such a value; `tfk8s lint FILE` shows the line (kubectl counts lines from the last ---)", IsFixed: true,
	}, {
		Signs: []string{"error converting yaml to json", "error parsing", "yaml: line", "json: line", "mapping values are not allowed", "did not find expected", "could not find expected"},
		Form:  `(?:.*(?:to JSON|parsing [^:]*|yaml|json): )?(?P<detail>.*)`,
		Rules: []string{"syntax-error", "yaml-tab"},
		Means: "the file is not valid YAML or JSON, so kubectl sends nothing: {detail}",
		Help:  "`tfk8s lint FILE` shows the place and what to write there (kubectl counts lines from the last ---)",
	}, {
		Signs: []string{"no objects passed to", "invalid object to validate", "unstructured.detector"},
		Rules: []string{"no-object", "lost-document"},
		Means: "the file holds no Kubernetes object, or something else beside the objects",
		Help:  "write each object as a map with apiVersion, kind and metadata, and --- on a line of its own between two objects",
	}, {
		Signs: []string{"into go value of type map[string]interface", "decodelist.items"},
		Form:  `unable to decode`,
		Rules: []string{"no-object", "wrong-type"},
		Means: "a document, or an item of a List, is not an object",
		Help:  "write each object as a map with apiVersion, kind and metadata; `tfk8s lint FILE` shows the place",
	}, {
		Signs: []string{"missing required field selector", "must be specified: selector"},
		Rules: []string{"selector-required", "missing-field"},
		Means: "the object needs spec.selector: this apiVersion does not derive it from the labels of the pods, as that of the {old} did",
		Help:  "copy the labels of spec.template.metadata.labels to spec.selector.matchLabels", IsFixed: true,
	}, {
		Signs: []string{"missing required field"},
		Form:  `(?:ValidationError\((?P<at>[^)]*)\): )?missing required field "?(?P<field>[^"\s]+)"?`,
		Rules: []string{"missing-field", "unknown-field"},
		Means: "{at} needs the field {field}",
		Help:  "add {field} there, or correct its spelling or indentation if the file has it",
	}, {
		Signs: []string{"unknown field"},
		Form:  `(?:ValidationError\((?P<at>[^)]*)\): )?unknown field "?(?P<field>[^"]*?)"? in (?P<type>[\w.]+)`,
		Match: "isNewerField",
		Rules: []string{"field-after-1.15"},
		Means: "{field} needs Kubernetes {since}; the {cluster} runs {kubernetes}",
		Help:  "remove {field} from {at}",
	}, {
		Signs: []string{"unknown field"},
		Form:  `(?:ValidationError\((?P<at>[^)]*)\): )?unknown field "?(?P<field>[^"]*?)"? in (?P<type>[\w.]+)`,
		Match: "isRemovedField",
		Rules: []string{"removed-field"},
		Means: "only the {old} reads {field}; on the {cluster}: {instead}",
		Help:  "change it at {at}", IsFixed: true,
	}, {
		Signs: []string{"unknown field"},
		Form:  `(?:ValidationError\((?P<at>[^)]*)\): )?unknown field "?(?P<field>[^"]*?)"? in (?P<type>[\w.]+)`,
		Match: "addFields",
		Rules: []string{"unknown-field", "wrong-kind"},
		Means: `{at} has no field "{field}"{fields}`,
		Help:  "rename, move or remove {field}; `tfk8s lint FILE` shows where it belongs, and convert moves it where that is clear",
	}, {
		Signs: []string{"unknown field"},
		Rules: []string{"unknown-field", "wrong-kind", "field-after-1.15"},
		Means: "the kind has no such field: it is misspelled, indented wrongly or copied from another kind",
		Help:  "`tfk8s lint FILE` shows where it belongs",
	}, {
		Signs: []string{"found invalid field"},
		Form:  `found invalid field (?P<field>\S+) for (?:\w+\.)?(?P<short>\w+)`,
		Rules: []string{"unknown-field", "wrong-kind", "field-after-1.15"},
		Means: `{short} has no field "{field}"`,
		Help:  "correct its spelling or indentation; `tfk8s lint FILE` shows where it belongs. If the field is right, the kubectl of the {old} is too old for it: `{alias}`",
	}, {
		Signs: []string{"is required"},
		Form:  `field (?P<field>\S+) for (?:\w+\.)?(?P<short>\w+) is required`,
		Rules: []string{"missing-field", "unknown-field"},
		Means: "{short} needs the field {field}",
		Help:  "add {field}, or correct its spelling or indentation if the file has it",
	}, {
		Signs: []string{"expected type "},
		Form:  `expected type (?P<want>\w+), for field (?P<at>[^\s,]+), got (?P<got>\w+)`,
		Match: "addArticles",
		Rules: []string{"wrong-type", "env-not-string"},
		Means: "{at} must be {want}, not {got}",
		Help:  "put a number or boolean in quotes where a string belongs, and remove the quotes where a number belongs", IsFixed: true,
	}, {
		Signs: []string{"invalid type for"},
		Form:  `(?:ValidationError\((?P<at>[^)]*)\): )?invalid type for (?P<type>[^:\s]*\w): got "?(?P<got>\w+)"?, expected "?(?P<want>\w+)"?`,
		Match: "addTypes",
		Rules: []string{"wrong-type"},
		Means: "{at} must be {want}, not {got}",
		Help:  "{way}",
	}, {
		Signs: []string{"unknown object type nil"},
		Form:  `unknown object type "?nil"? in (?P<at>\S+)`,
		Rules: []string{"wrong-type"},
		Means: "{at} is null: its value is empty, null or ~",
		Help:  `give it a value ("" for an empty text), or remove the line`,
	}, {
		Signs: []string{"the namespace from the provided object"},
		Form:  `object "?(?P<ns>[^"\s]*)"? does not match the namespace "?(?P<current>[^"\s.]*)"?`,
		Match: "addNamespace",
		Rules: []string{"legacy-namespace", "foreign-namespace"},
		Means: `the object is for the namespace "{ns}", but kubectl is set to "{current}"`,
		Help:  "write namespace: {own} in the object, or remove the line", IsFixed: true,
	}}
}
