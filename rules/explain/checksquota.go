package explain

import (
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/api/resource"

	"github.com/toolforge/tfk8s/rules/internal/words"
)

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

// addMissing adds what the quota counts and the container does not specify.
func (q *query) addMissing() bool {
	_, missing, _ := strings.Cut(q.text, "must specify ")
	q.values["missing"] = strings.ReplaceAll(strings.TrimRight(missing, ". "), ",", ", ")
	return missing != ""
}
