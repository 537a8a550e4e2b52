package explain

import "strings"

// addName adds which characters a name may have.
func (q *query) addName() bool {
	q.orElse("value", "this")
	q.orElse("path", "the name")
	q.values["letters"] = "only a-z, 0-9 and - are"
	if strings.Contains(q.plain, "subdomain") {
		q.values["letters"] = "only a-z, 0-9, - and dots are"
	}
	q.values["first"] = "a letter or digit at both ends, and - for capital letters, _ and other characters"
	if strings.Contains(q.plain, "start with an alphabetic") {
		q.values["first"] = "a letter first, a letter or digit last, and - for capital letters, dots and _"
	}
	return true
}

// addDetail adds the reason that the API server gives.
func (q *query) addDetail() {
	detail, _, _ := strings.Cut(q.values["detail"], " (e.g.")
	if detail != "" {
		q.values["why"] = ": " + detail
	}
	q.orElse("value", "this")
}
