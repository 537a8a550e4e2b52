package explain

import (
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/rules/api"
	"github.com/toolforge/tfk8s/rules/field"
	"github.com/toolforge/tfk8s/rules/ingress"
	"github.com/toolforge/tfk8s/rules/internal/words"
	"github.com/toolforge/tfk8s/rules/job"
	"github.com/toolforge/tfk8s/rules/podpreset"
	"github.com/toolforge/tfk8s/rules/security"
	"github.com/toolforge/tfk8s/rules/yaml"
)

// fieldMessages are what the API server says of one field of an object that it could read: the special ones, and then
// one for each fault.
func fieldMessages() []message {
	return []message{{
		signs:  []string{"selector not auto-generated", "[controller-uid]", "[job-name]", "selector does not match template labels"},
		form:   words.Pattern(`auto-generated|labels\[|controller-uid`),
		rules:  []*lint.Rule{field.ServerFields, field.InvalidValue, api.SelectorMismatch},
		means:  "{path} holds what the server generates for every Job, with another value",
		remedy: "delete spec.selector and the labels controller-uid and job-name, as `tfk8s convert -w FILE` does in an exported Job",
	}, {
		signs:  []string{"selector does not match template labels"},
		rules:  []*lint.Rule{api.SelectorMismatch, api.SelectorMissing, field.InvalidValue, field.MissingField, field.UnknownField},
		means:  "the pods do not have the labels by which spec.selector looks for them",
		remedy: "give spec.template.metadata.labels all labels of spec.selector.matchLabels, as `tfk8s convert -w FILE` does",
	}, {
		signs:  []string{"empty selector is invalid"},
		rules:  []*lint.Rule{api.SelectorMissing, field.UnknownField},
		means:  "spec.selector names no label, and would so find every pod",
		remedy: "write spec.selector.matchLabels with the labels of spec.template.metadata.labels, as `tfk8s convert -w FILE` does",
	}, {
		signs:  []string{"spec.selector: required value"},
		rules:  []*lint.Rule{api.SelectorMissing, field.MissingField, field.InvalidValue, field.UnknownField},
		means:  "this apiVersion does not make a selector of the labels of the pods, as the one of the {old} did",
		remedy: "write spec.selector.matchLabels with the labels of spec.template.metadata.labels, as `tfk8s convert -w FILE` does",
	}, {
		signs: []string{"field is immutable"},
		know: func(a *asked) bool {
			a.orElse("kind", "KIND")
			a.orElse("name", "NAME")
			a.orElse("path", "this field")
			return true
		},
		rules:  []*lint.Rule{api.SelectorMismatch},
		means:  "{path} cannot be changed in an object that exists",
		remedy: "kubectl delete {kind} {name}, wait until its pods are gone, and kubectl create it again",
	}, {
		signs:  []string{"provided ip is", "clusterip"},
		form:   words.Pattern(`(?i)valid range|already allocated|not in the|must be empty`),
		rules:  []*lint.Rule{field.ServerFields, field.InvalidValue},
		means:  "{path} holds an address that the cluster gives out itself: {detail}",
		remedy: "remove clusterIP, as `tfk8s convert -w FILE` does with what the server sets",
	}, {
		signs:  []string{"provided port is"},
		rules:  []*lint.Rule{ingress.ServiceType, field.InvalidValue},
		means:  "{path} is a port of the nodes that is not free, and tools have none: {detail}",
		remedy: "remove nodePort, and use type: ClusterIP with an Ingress",
	}, {
		signs:  []string{"restartpolicy: unsupported value"},
		form:   words.Pattern(`supported values: "?(?:OnFailure|Never)`),
		rules:  []*lint.Rule{job.JobRestartPolicy, field.InvalidValue, field.MissingField},
		means:  "the pods of a Job come to an end, so they cannot have restartPolicy {value}",
		remedy: "write restartPolicy: Never or OnFailure in the pod spec, as `tfk8s convert -w FILE` does",
	}, {
		signs:  []string{"restartpolicy: unsupported value"},
		form:   words.Pattern(`supported values: "?Always"?$`),
		rules:  []*lint.Rule{job.DeploymentRestartPolicy, field.InvalidValue},
		means:  "what keeps pods running restarts them always, so they cannot have restartPolicy {value}",
		remedy: "remove restartPolicy, or make it a Job if it shall come to an end",
	}, {
		signs:  []string{"supported values"},
		form:   words.Pattern(`supported values: (?P<choice>.*?)[\s,\]]*$`),
		rules:  []*lint.Rule{field.InvalidValue, field.MissingField},
		means:  "{value} is not one of the values of {path}",
		remedy: "write one of {choice}, spelt like this",
	}, {
		signs:  []string{".host: invalid value"},
		know:   func(a *asked) bool { return strings.HasPrefix(a.values["field"], "spec.rules") },
		rules:  []*lint.Rule{ingress.IngressHost, field.InvalidValue},
		means:  "{path} is not the name of a host: {value}",
		remedy: "use the host {host} in small letters, without scheme, port and path",
	}, {
		signs:  []string{"must be a dns-1123", "a dns-1123 label", "a dns-1035 label", "a dns-1123 subdomain", "must consist of lower case", "container name"},
		know:   (*asked).knowName,
		rules:  []*lint.Rule{field.InvalidValue, field.MissingField},
		means:  "{value} is not a name that {path} may have",
		remedy: "use {letters} a-z, 0-9 and -{first}: neither capital letters nor _",
	}, {
		signs:  []string{"a valid label must", "name part must", "a qualified name must"},
		know:   func(a *asked) bool { a.orElse("value", "it"); a.orElse("path", "the field"); return true },
		rules:  []*lint.Rule{field.InvalidValue, field.MissingField},
		means:  "{path} holds {value}, which is no label and no key of one",
		remedy: "write letters, digits, -, _ and . only, a letter or digit at both ends, 63 characters at most; a key may have a domain and one / before it",
	}, {
		signs:  []string{"must be no more than", "too long", "must have at most"},
		form:   words.Pattern(`(?:no|at) (?:more than|most) (?P<most>\d+) `),
		rules:  []*lint.Rule{field.InvalidValue},
		means:  "{path} is too long: {most} characters are allowed",
		remedy: "shorten it to {most} characters or less",
	}, {
		signs:  []string{": not found: "},
		know:   func(a *asked) bool { return a.values["fault"] == "Not found" },
		rules:  []*lint.Rule{field.InvalidValue, podpreset.PresetConflictMount, field.MissingField},
		means:  "nothing in the pods is called {value}, which {path} names; what the label {label} brings has to be mounted by nobody",
		remedy: "declare it (under volumes, where it is a mount), correct the name, or remove what names it",
	}, {
		signs:  []string{": duplicate value"},
		know:   func(a *asked) bool { return a.values["fault"] == "Duplicate value" },
		rules:  []*lint.Rule{field.InvalidValue, yaml.DuplicateKey},
		means:  "{path} is there twice: {value}",
		remedy: "rename or remove one of the two",
	}, {
		signs:  []string{": required value"},
		know:   func(a *asked) bool { a.knowDetail(); return a.values["fault"] == "Required value" },
		rules:  []*lint.Rule{field.MissingField, field.InvalidValue, field.WrongType, field.UnknownField},
		means:  "{path} has to be set{why}",
		remedy: "give it a value, or correct the spelling and the indentation of what was meant for it",
	}, {
		signs:  []string{": forbidden"},
		know:   func(a *asked) bool { a.knowDetail(); return a.values["fault"] == "Forbidden" },
		rules:  []*lint.Rule{field.InvalidValue},
		means:  "{path} may not be set here{why}",
		remedy: "remove it, or what it does not go together with",
	}, {
		signs:  []string{"must be between", "must be greater than", "must be in the range"},
		form:   words.Pattern(`must be (?P<range>(?:between|greater than|in the range).*?)[,\]]*$`),
		rules:  []*lint.Rule{field.InvalidValue, field.MissingField, field.WrongType, security.RunAsID, field.ServerFields},
		means:  "{path} must be {range}, and is {value}",
		remedy: "write a number that is",
	}, {
		signs:  []string{": invalid value", ": too many", ": too long"},
		know:   func(a *asked) bool { a.knowDetail(); return a.values["field"] != "" },
		rules:  []*lint.Rule{field.InvalidValue, field.MissingField},
		means:  "{path} cannot be {value}{why}",
		remedy: "correct it: `tfk8s lint FILE` shows the line and what to write",
	}, {
		signs:  []string{"must be specified", "must specify", "required value"},
		rules:  []*lint.Rule{field.MissingField, field.InvalidValue, api.SelectorMissing},
		means:  "something that the API requires is missing",
		remedy: "run `tfk8s lint FILE`: it names the field",
	}, {
		signs:  []string{"unsupported value", "invalid value", "duplicate value", "must be a valid"},
		rules:  []*lint.Rule{field.InvalidValue},
		means:  "the API server refuses a value",
		remedy: "run `tfk8s lint FILE`: it names the field and what it may be",
	}}
}

// knowName says which characters a name may have.
func (a *asked) knowName() bool {
	a.orElse("value", "it")
	a.orElse("path", "the field")
	a.values["letters"] = "no other characters than"
	if strings.Contains(a.plain, "subdomain") {
		a.values["letters"] = "no other characters than dots,"
	}
	if strings.Contains(a.plain, "start with an alphabetic") {
		a.values["first"] = ", a letter first"
	} else {
		a.values["first"] = ", a letter or digit at both ends"
	}
	return true
}

// knowDetail adds the reason that the API server gives.
func (a *asked) knowDetail() {
	detail, _, _ := strings.Cut(a.values["detail"], " (e.g.")
	if detail != "" {
		a.values["why"] = ": " + detail
	}
	a.orElse("value", "this")
}
