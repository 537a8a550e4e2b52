package selection

import (
	"slices"
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/lint"
)

var someRules = []*lint.Rule{
	{ID: "TFK101", Name: "legacy-namespace"},
	{ID: "TFK201", Name: "legacy-image"},
	{ID: "TFK202", Name: "old-image"},
	{ID: "TFK312", Name: "field-after-1.15"},
}

func TestRulesAreSelectedByNameIDPrefixAndGlob(t *testing.T) {
	for _, c := range []struct {
		only, skip []string
		want       string
	}{
		{nil, nil, "TFK101 TFK201 TFK202 TFK312"},
		{[]string{"legacy-image"}, nil, "TFK201"},
		{[]string{"tfk201", " old-image"}, nil, "TFK201 TFK202"},
		{[]string{"TFK2"}, nil, "TFK201 TFK202"},
		{[]string{"TFK"}, []string{"TFK20?"}, "TFK101 TFK312"},
		{[]string{"legacy-*"}, nil, "TFK101 TFK201"},
		{nil, []string{"*-image", "field-after-1.15"}, "TFK101"},
		{[]string{"tfk[13]*"}, nil, "TFK101 TFK312"},
		{[]string{"TFK2"}, []string{"*-image"}, ""},
		{[]string{"{legacy,old}-image"}, nil, "TFK201 TFK202"},
		{[]string{"tfk{1,3}"}, []string{"{field,old}-*"}, "TFK101"},
	} {
		selected, err := Select(someRules, c.only, c.skip)
		if err != nil {
			t.Errorf("%q without %q: %v", c.only, c.skip, err)
		}
		var ids []string
		for _, r := range selected {
			ids = append(ids, r.ID)
		}
		if got := strings.Join(ids, " "); got != c.want {
			t.Errorf("%q without %q selects %q, not %q", c.only, c.skip, got, c.want)
		}
	}
}

func TestAPatternThatMatchesNoRuleIsAnError(t *testing.T) {
	for pattern, want := range map[string]string{
		"legacy-imgae":       `there is no rule "legacy-imgae": did you mean "legacy-image"?`,
		"TKF201":             `there is no rule "TKF201": did you mean "TFK201"?`,
		"TFC2":               `there is no rule "TFC2": did you mean "TFK2"?`,
		"lagacy-*":           `there is no rule "lagacy-*": did you mean "legacy-*"?`,
		"TFK999":             "there is no rule \"TFK999\": `tfk8s explain` lists them",
		"nothing-*":          "there is no rule \"nothing-*\": `tfk8s explain` lists them",
		"image":              "there is no rule \"image\": `tfk8s explain` lists them",
		"":                   "there is no rule \"\": `tfk8s explain` lists them",
		"{old,lagacy}-image": `there is no rule "lagacy-image": did you mean "legacy-image"?`,
		"{old,legacy-image":  `"{old,legacy-image" is not a valid pattern: a { is not closed`,
		"legacy-[a":          `"legacy-[a" is not a valid pattern: close every [ with a ]`,
	} {
		for _, lists := range [][2][]string{{{pattern}, nil}, {nil, {"TFK1", pattern}}} {
			if _, err := Select(someRules, lists[0], lists[1]); err == nil || err.Error() != want {
				t.Errorf("%q: %v", lists, err)
			}
		}
	}
	if some, err := Match(someRules, "field-after-1.15"); err != nil || !slices.Equal(some, someRules[3:]) {
		t.Errorf("a name with a dot matches %v: %v", some, err)
	}
}

func TestARuleIsFoundByItsNameOrIDAndByNothingElse(t *testing.T) {
	for name, want := range map[string]*lint.Rule{"legacy-image": someRules[1], "TFK201": someRules[1], "legacy-*": nil, "TFK2": nil, "": nil} {
		if got := Find(someRules, name); got != want {
			t.Errorf("%q is %v", name, got)
		}
	}
}
