package explain

import (
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/rules/api"
	"github.com/toolforge/tfk8s/rules/field"
	"github.com/toolforge/tfk8s/rules/internal/words"
	"github.com/toolforge/tfk8s/rules/job"
	"github.com/toolforge/tfk8s/rules/tool"
	"github.com/toolforge/tfk8s/rules/yaml"
	"github.com/toolforge/tfk8s/schemas"
)

// kubectlMessages are what kubectl says before it sends an object.
func kubectlMessages() []message {
	return []message{{
		signs:  []string{"found character that cannot start any token", "found a tab character"},
		rules:  []*lint.Rule{yaml.YamlTab, yaml.SyntaxError},
		means:  "YAML is not indented with tabs, and no plain value begins with @, % or a backquote",
		remedy: "indent with blanks, and quote such a value: `tfk8s convert -w FILE` does both where it is clear, `tfk8s lint FILE` shows where (kubectl counts lines from the last ---)",
	}, {
		signs:  []string{"error converting yaml to json", "error parsing", "yaml: line", "json: line", "mapping values are not allowed", "did not find expected", "could not find expected"},
		form:   words.Pattern(`(?:.*(?:to JSON|parsing [^:]*|yaml|json): )?(?P<detail>.*)`),
		rules:  []*lint.Rule{yaml.SyntaxError, yaml.YamlTab},
		means:  "the text is no YAML or JSON, so kubectl sends nothing: {detail}",
		remedy: "run `tfk8s lint FILE`: it shows the very place and what to write (kubectl counts lines from the last ---)",
	}, {
		signs:  []string{"no objects passed to", "invalid object to validate", "unstructured.detector"},
		rules:  []*lint.Rule{yaml.NoObject, yaml.LostDocument},
		means:  "kubectl found no Kubernetes object in the file, or something beside them that is none",
		remedy: "write each object as a map with apiVersion, kind and metadata, and --- on a line of its own between two of them",
	}, {
		signs:  []string{"into go value of type map[string]interface", "decodelist.items"},
		form:   words.Pattern(`unable to decode`),
		rules:  []*lint.Rule{yaml.NoObject, field.WrongType},
		means:  "something that stands where an object should is none: a List whose items are no maps, or no list",
		remedy: "write each object as a map with apiVersion, kind and metadata: `tfk8s lint FILE` shows what is none",
	}, {
		signs:  []string{"no matches for kind"},
		form:   words.Pattern(`kind "?(?P<kind>[^"\s]+)"? in version "?(?P<version>[^"\s]+)"?`),
		know:   func(a *asked) bool { return a.values["kind"] == "ScheduledJob" && a.knowVersions() },
		rules:  []*lint.Rule{job.ScheduledJob},
		means:  "the {cluster} no longer serves ScheduledJob: it is called CronJob now",
		remedy: "write kind: CronJob and apiVersion: {to}, as `tfk8s convert -w FILE` does",
	}, {
		signs:  []string{"no matches for kind"},
		form:   words.Pattern(`kind "?(?P<kind>[^"\s]+)"? in version "?(?P<version>[^"\s]+)"?`),
		know:   func(a *asked) bool { m := a.knownMove(); return m != nil && m.Status == schemas.TooNew },
		rules:  []*lint.Rule{api.APITooNew},
		means:  "{kind} in {version} came with a later Kubernetes than the {cluster} runs ({kubernetes})",
		remedy: "{use}, as `tfk8s convert -w FILE` does where something replaces it",
	}, {
		signs:  []string{"no matches for kind"},
		form:   words.Pattern(`kind "?(?P<kind>[^"\s]+)"? in version "?(?P<version>[^"\s]+)"?`),
		know:   func(a *asked) bool { a.knowVersions(); return a.knownMove() != nil || a.isUnknownKind() },
		rules:  []*lint.Rule{api.APINotServed, yaml.OtherAPI},
		means:  "the {cluster} does not serve {kind} in {version}",
		remedy: "{use}, as `tfk8s convert -w FILE` does where something replaces it",
	}, {
		signs:  []string{"no matches for kind"},
		form:   words.Pattern(`kind "?(?P<kind>[^"\s]+)"? in version "?(?P<version>[^"\s]+)"?`),
		know:   (*asked).knowVersions,
		rules:  []*lint.Rule{api.APIWrongGroup},
		means:  "there is no {kind} in {version}: one of the two is misspelt, or belongs to another",
		remedy: "{use}, as `tfk8s convert -w FILE` does where there is one choice",
	}, {
		signs:  []string{"no matches for kind"},
		rules:  []*lint.Rule{api.APINotServed, api.APITooNew, api.APIWrongGroup, yaml.OtherAPI},
		means:  "the {cluster} does not serve the kind in this apiVersion",
		remedy: "run `tfk8s lint FILE`: it names the apiVersion to use",
	}, {
		signs:  []string{"object kind is missing", "kind not set", "apiversion not set", "isnt string type", "unexpected groupversion string", "is registered for version"},
		rules:  []*lint.Rule{api.APIWrongGroup, yaml.NoObject},
		means:  "kubectl and the API server tell objects by apiVersion and kind: one is missing, misspelt or no text, or the file is none of Kubernetes",
		remedy: "write both as they are spelt (apiVersion: apps/v1, kind: Deployment); give kubectl no other files, such as service.manifest or docker-compose.yml",
	}, {
		signs:  []string{"missing required field selector", "must be specified: selector"},
		rules:  []*lint.Rule{api.SelectorMissing, field.MissingField},
		means:  "this apiVersion does not make a selector of the labels of the pods, as the one of the {old} did",
		remedy: "write spec.selector.matchLabels with the labels of spec.template.metadata.labels, as `tfk8s convert -w FILE` does",
	}, {
		signs:  []string{"missing required field"},
		form:   words.Pattern(`(?:ValidationError\((?P<at>[^)]*)\): )?missing required field "?(?P<field>[^"\s]+)"?`),
		rules:  []*lint.Rule{field.MissingField, field.UnknownField},
		means:  "{field} has to be set at {at}",
		remedy: "add {field} there, or correct the spelling and the indentation of what was meant for it",
	}, {
		signs:  []string{"unknown field"},
		form:   words.Pattern(`(?:ValidationError\((?P<at>[^)]*)\): )?unknown field "?(?P<field>[^"]*?)"? in (?P<type>[\w.]+)`),
		know:   (*asked).knowNewer,
		rules:  []*lint.Rule{field.FieldAfter},
		means:  "{field} came with Kubernetes {since}, and the {cluster} has {kubernetes}",
		remedy: "remove {field} at {at}",
	}, {
		signs:  []string{"unknown field"},
		form:   words.Pattern(`(?:ValidationError\((?P<at>[^)]*)\): )?unknown field "?(?P<field>[^"]*?)"? in (?P<type>[\w.]+)`),
		know:   (*asked).knowRemoved,
		rules:  []*lint.Rule{field.RemovedField},
		means:  "the {old} read {field}, the {cluster} does not: {instead}",
		remedy: "run `tfk8s convert -w FILE`, or change it by hand at {at}",
	}, {
		signs:  []string{"unknown field"},
		form:   words.Pattern(`(?:ValidationError\((?P<at>[^)]*)\): )?unknown field "?(?P<field>[^"]*?)"? in (?P<type>[\w.]+)`),
		know:   (*asked).knowFields,
		rules:  []*lint.Rule{field.UnknownField, api.WrongKind},
		means:  "{short} has no field {field}{fields}",
		remedy: "rename, move or remove {field} at {at}: `tfk8s lint FILE` says which, `tfk8s convert -w FILE` does it where it is clear",
	}, {
		signs:  []string{"unknown field"},
		rules:  []*lint.Rule{field.UnknownField, api.WrongKind, field.FieldAfter},
		means:  "the kind has no such field: it is misspelt, stands at the wrong depth, or was copied from another kind",
		remedy: "run `tfk8s lint FILE`: it says where it belongs",
	}, {
		signs:  []string{"invalid type for"},
		form:   words.Pattern(`invalid type for (?P<type>[^:\s]+): got "?(?P<got>\w+)"?, expected "?(?P<want>\w+)"?`),
		know:   (*asked).knowTypes,
		rules:  []*lint.Rule{field.WrongType},
		means:  "{short} must be {want}, not {got}",
		remedy: "{way}",
	}, {
		signs:  []string{"unknown object type"},
		form:   words.Pattern(`unknown object type "?(?P<got>[^"\s]+)"? in (?P<at>\S+)`),
		rules:  []*lint.Rule{field.WrongType},
		means:  "{at} is null: nothing stands behind its colon or dash, or ~",
		remedy: `give it a value ("" for an empty text), or remove the line`,
	}, {
		signs:  []string{"the namespace from the provided object"},
		form:   words.Pattern(`object "?(?P<ns>[^"\s]*)"? does not match the namespace "?(?P<own>[^"\s.]*)"?`),
		rules:  []*lint.Rule{tool.LegacyNamespace, tool.ForeignNamespace},
		means:  "the object names the namespace {ns}, and kubectl was told, or is set to, {own}",
		remedy: "write namespace: {prefix}TOOL in the object, or leave it out",
	}, {
		signs:  []string{"no context exists with the name", "context was not found", "does not exist context"},
		means:  "the kubeconfig has no such context: the clusters are called {context} ({cluster}) and {oldContext} ({old})",
		remedy: "kubectl config use-context {context}",
	}}
}
