package explain

import (
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/api/resource"

	"github.com/toolforge/tfk8s/rules/internal/words"
)

// quotaMessages are about the quota of a namespace and the range of amounts that a container may have.
func quotaMessages() []message {
	return []message{{
		signs: []string{"must specify"},
		form:  words.Pattern(`failed quota|must specify (?:limits|requests)`),
		match: func(q *query) bool {
			_, missing, _ := strings.Cut(q.text, "must specify ")
			q.values["missing"] = strings.ReplaceAll(strings.TrimRight(missing, ". "), ",", ", ")
			return missing != ""
		},
		means: "a container has no {missing}, which the quota counts, and the namespace has no default for it",
		help:  "set resources.limits and resources.requests (cpu and memory) for every container and init container; ask the administrators why the namespace has no LimitRange",
	}, {
		signs: []string{"exceeded quota"},
		form:  quotaForm,
		match: func(q *query) bool { return q.isOver("services.nodeports") },
		rules: []string{"service-type"},
		means: "a Service of this type needs a port on every node, which tools do not have: {sums}",
		help:  "use type: ClusterIP, and an Ingress for requests from the web",
	}, {
		signs: []string{"exceeded quota"},
		form:  quotaForm,
		match: func(q *query) bool { return q.isOver("services", "configmaps", "secrets", "replicationcontrollers") },
		rules: []string{"object-count"},
		means: "the namespace has no room for another of these objects: {sums}",
		help:  "delete one that you no longer need (`kubectl get {over}` lists them), or put two into one",
	}, {
		signs: []string{"exceeded quota"},
		form:  quotaForm,
		match: func(q *query) bool { return q.isOver() },
		rules: []string{"quota-exceeded-alone", "quota-exceeded-together", "rollout-over-quota"},
		means: "with this pod, the pods of the namespace would be over its quota: {sums}",
		help:  "lower its resources or replicas, or stop another pod (`kubectl get pods`); `tfk8s quota FILE...` adds up what your manifests need; the administrators can raise a quota",
	}, {
		signs: []string{"exceeded quota", "failed quota"},
		rules: []string{"quota-exceeded-alone", "quota-exceeded-together", "rollout-over-quota", "object-count", "service-type"},
		means: "the namespace has no room for this object or its pods",
		help:  "`kubectl describe quota` shows what is in use, `tfk8s quota FILE...` what your manifests need",
	}, {
		signs: []string{"usage per container"},
		form:  words.Pattern(`maximum (?P<what>\S+) usage per Container is (?P<max>[^\s,]+), but limit is (?P<has>[^\s,]+?)\.?$`),
		rules: []string{"over-max", "unit-slip"},
		means: "a container may have at most {max} of {what}, and its limit is {has}",
		help:  "set resources.limits.{what} to {max} or less, in init containers too", fixed: true,
	}, {
		signs: []string{"usage per container"},
		form:  words.Pattern(`minimum (?P<what>\S+) usage per Container is (?P<min>[^\s,]+), but request is (?P<has>[^\s,]+?)\.?$`),
		rules: []string{"under-min", "unit-slip", "wrong-type"},
		means: "a container must request at least {min} of {what}, and requests {has}",
		help:  "set resources.requests.{what} to {min} or more (memory in Mi: m means thousandths of a byte)", fixed: true,
	}, {
		signs: []string{"usage per container", "usage per pod"},
		rules: []string{"over-max", "under-min"},
		means: "a limit or request of a container is outside of the range that the cluster allows",
		help:  "`tfk8s lint FILE` shows the range; write the nearest amount in it", fixed: true,
	}, {
		signs: []string{"must be less than or equal to cpu limit", "must be less than or equal to memory limit"},
		form:  words.Pattern(`less than or equal to (?P<what>\S+) limit`),
		match: func(q *query) bool { q.values["value"] = strings.Trim(q.values["value"], `"`); return true },
		rules: []string{"request-over-default-limit", "invalid-value"},
		means: "a container requests {value} of {what}, more than its limit; without a limit of its own it gets the default ({limits})",
		help:  "set resources.limits.{what} to {value} or more, or lower the request",
	}, {
		signs: []string{"quantities must match", "unable to parse quantity"},
		form:  words.Pattern(`(?:.*? of \.\.\.\|(?P<near>.*?)\|\.\.\.)?`),
		match: (*query).addNear,
		rules: []string{"unit-slip", "wrong-type", "invalid-value"},
		means: "an amount of cpu, memory or storage is misspelled{near}",
		help:  "write a number and at most one of m, k, M, G, Ki, Mi, Gi, without a space: {limits}",
	}}
}

// quotaForm is how the quota rejects an object.
var quotaForm = words.Pattern(`exceeded quota: (?P<quota>[^,\s]+), requested: (?P<requested>\S+), used: (?P<used>\S+), limited: (?P<limited>[^\s\]]+)`)

// isOver reports whether one of the resources, or any if none is named, is among those that are exceeded. It adds the sums.
func (q *query) isOver(resources ...string) bool {
	isAmong := len(resources) == 0
	used, limited := amountsOf(q.values["used"]), amountsOf(q.values["limited"])
	var sums []string
	for amount := range strings.SplitSeq(q.values["requested"], ",") {
		name, requested, _ := strings.Cut(amount, "=")
		if slices.Contains(resources, name) {
			isAmong = true
			q.values["over"] = name
		}
		sums = append(sums, name+" "+sum(used[name], requested)+" of "+limited[name])
	}
	q.values["sums"] = words.Listed(sums)
	return isAmong
}

// amountsOf reads a list such as pods=4,limits.cpu=2.
func amountsOf(list string) map[string]string {
	amounts := map[string]string{}
	for amount := range strings.SplitSeq(list, ",") {
		name, value, _ := strings.Cut(amount, "=")
		amounts[name] = value
	}
	return amounts
}

// sum adds two amounts. It writes cpu as a decimal number, as 2.5 rather than 2500m.
func sum(a, b string) string {
	const longest = 20 // digits: no real amount has more
	x, errX := resource.ParseQuantity(words.Clip(a, longest))
	y, errY := resource.ParseQuantity(words.Clip(b, longest))
	if errX != nil || errY != nil || strings.ContainsAny(a+b, "eE") {
		return a + " + " + b
	}
	x.Add(y)
	if x.Format == resource.BinarySI {
		return x.String()
	}
	text := x.AsDec().String()
	if strings.Contains(text, ".") {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	return text
}

// addNear adds the text at which the server's decoder stopped.
func (q *query) addNear() bool {
	if near := q.values["near"]; near != "" {
		q.values["near"] = ", near: " + near
	}
	return true
}
