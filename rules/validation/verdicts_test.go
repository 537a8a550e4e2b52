package validation_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/validation"
	"github.com/toolforge/tfk8s/schemas"
)

// A verdict is what testdata/verdicts/README.md describes, as far as validation is about it.
type verdict struct {
	Case      string
	Doc       int
	Item      *int
	Stage     string
	APIReason string
	API       []string
}

// TestTheServerNamesThePlacesOfTheProblems compares the problems of each object that the server validated with its
// answer: there is a problem at every path that the server names, and none if it accepts the object.
func TestTheServerNamesThePlacesOfTheProblems(t *testing.T) {
	accepted, invalid := 0, 0
	for _, v := range readVerdicts(t) {
		problems := problemsOfCase(t, v)
		switch {
		case v.Stage == "ok":
			accepted++
			for _, p := range problems {
				if v.Case == ofThePodPreset {
					continue
				}
				t.Errorf("%s: the server accepts it, and there is a problem at %s: %s", v.Case, p.Path, p.Message)
			}
		case v.APIReason == "Invalid" && v.Stage == "api":
			invalid++
			for _, answer := range v.API {
				names := func(p validation.Problem) bool {
					return !p.Pods && (p.Path == placeIn(answer) || p.Also == placeIn(answer))
				}
				if !isSaidElsewhere(answer) && !slices.ContainsFunc(problems, names) {
					t.Errorf("%s: no problem for %q among %v", v.Case, answer, listed(problems))
				}
			}
		}
	}
	if accepted == 0 || invalid == 0 {
		t.Errorf("only %d objects are accepted and %d invalid", accepted, invalid)
	}
}

// ofThePodPreset is the case of a mount whose volume comes with the PodPreset, which validation does not know.
const ofThePodPreset = "mount-preset-volume-sts.yaml"

// isSaidElsewhere reports whether other rules find what the server says: whether the selector matches the template, and
// which restart policy a kind allows.
func isSaidElsewhere(answer string) bool {
	return slices.ContainsFunc([]string{
		"`selector` does not match template `labels`", "empty selector is invalid", "spec.selector: Required value", "restartPolicy: Unsupported value",
	}, func(part string) bool { return strings.Contains(answer, part) })
}

// placeIn returns the path in an answer of the server: `Pod "a" is invalid: spec.x: Required value: why`.
func placeIn(answer string) string {
	_, answer, _ = strings.Cut(answer, " is invalid: ")
	path, _, _ := strings.Cut(answer, ": ")
	return path
}

func listed(problems []validation.Problem) []string {
	list := []string{}
	for _, p := range problems {
		list = append(list, p.Path+": "+p.Message)
	}
	return list
}

func readVerdicts(t *testing.T) (all []verdict) {
	t.Helper()
	src, err := os.ReadFile("../../testdata/verdicts/records.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	for line := range bytes.Lines(src) {
		var v verdict
		if err := json.Unmarshal(line, &v); err != nil {
			t.Fatal(err)
		}
		all = append(all, v)
	}
	return all
}

// problemsOfCase returns the problems of the object that a verdict is about.
func problemsOfCase(t *testing.T, v verdict) (all []validation.Problem) {
	t.Helper()
	src, err := os.ReadFile(filepath.Join("../../testdata/verdicts/cases", v.Case))
	if err != nil {
		t.Fatal(err)
	}
	f := manifest.Parse(v.Case, src)
	if v.Doc >= len(f.Docs) {
		return nil
	}
	for _, o := range f.Docs[v.Doc].Objects() {
		if v.Item == nil || o.Item == *v.Item {
			all = append(all, problemsOf(o)...)
		}
	}
	return all
}

func problemsOf(o *manifest.Object) (all []validation.Problem) {
	group, version, ok := strings.Cut(o.APIVersion, "/")
	if !ok {
		group, version = "", group
	}
	validation.Object(o, schemas.GVK{Group: group, Version: version, Kind: o.Kind}, func(p validation.Problem) { all = append(all, p) })
	return all
}
