package version

import (
	"os"
	"regexp"
	"runtime/debug"
	"testing"
)

const form = "$Format:%H %cI %(describe:tags=true)$\n"

func TestEachWayOfBuildingSaysItsSource(t *testing.T) {
	const commit, date = "0123456789abcdef0123456789abcdef01234567", "2020-03-15T08:30:00Z"
	vcs := func(version, modified string) *debug.BuildInfo {
		return &debug.BuildInfo{Main: debug.Module{Version: version}, Settings: []debug.BuildSetting{
			{Key: "vcs", Value: "git"}, {Key: "vcs.revision", Value: commit}, {Key: "vcs.time", Value: date}, {Key: "vcs.modified", Value: modified},
		}}
	}
	module := func(version string) *debug.BuildInfo { return &debug.BuildInfo{Main: debug.Module{Version: version}} }
	for _, c := range []struct {
		name, stamp string
		info        *debug.BuildInfo
		archive     string
		want        string
	}{
		{"make build", "v1.2.3," + commit + "," + date, vcs("v9.9.9", "true"), form, "v1.2.3 (commit 0123456789ab, 2020-03-15)"},
		{"a packager", "v1.2.3", module("(devel)"), form, "v1.2.3 (commit of that tag)"},
		{"go build at a tag", "", vcs("v1.2.3", "false"), form, "v1.2.3 (commit 0123456789ab, 2020-03-15)"},
		{"go build with changes", "", vcs("v1.2.3+dirty", "true"), form, "v1.2.3+dirty (commit 0123456789ab with changes, 2020-03-15)"},
		{"a clone without tags", "", vcs("v0.0.0-20200315083000-0123456789ab", "false"), form,
			"v0.0.0-20200315083000-0123456789ab (commit 0123456789ab, 2020-03-15)"},
		{"go install of a tag", "", module("v1.2.3"), form, "v1.2.3 (commit of that tag)"},
		{"go install of a commit", "", module("v0.0.0-20200315083000-0123456789ab"), form,
			"v0.0.0-20200315083000-0123456789ab (commit 0123456789ab, 2020-03-15)"},
		{"go install of a commit behind a tag", "", module("v1.2.4-0.20200315083000-0123456789ab"), form,
			"v1.2.4-0.20200315083000-0123456789ab (commit 0123456789ab, 2020-03-15)"},
		{"go run", "", module("(devel)"), form, released + "+devel (commit unknown: go run and -buildvcs=false leave it out)"},
		{"no information", "", nil, form, released + "+devel (commit unknown: go run and -buildvcs=false leave it out)"},
		{"an archive of a tag", "", module("(devel)"), commit + " 2020-03-15T08:30:00+00:00 v1.2.3\n", "v1.2.3 (commit 0123456789ab, 2020-03-15)"},
		{"an archive without tags", "", nil, commit + " 2020-03-15T08:30:00+00:00 \n", released + "+devel (commit 0123456789ab, 2020-03-15)"},
	} {
		if got := of(c.stamp, c.info, c.archive).String(); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// TestTheArchiveFormIsCommitted keeps an archive's text from being committed, which would name a wrong commit from then on.
func TestTheArchiveFormIsCommitted(t *testing.T) {
	if _, err := os.Stat("../../../../.git"); err != nil {
		t.Skip("this is no clone")
	}
	if archive != form {
		t.Errorf("archive.txt is %q", archive)
	}
}

func TestTheReleasedVersionIsThatOfTheChangelog(t *testing.T) {
	text, err := os.ReadFile("../../../../CHANGELOG.md")
	if err != nil {
		t.Fatal(err)
	}
	newest := regexp.MustCompile(`(?m)^## (\d+\.\d+\.\d+) - \d{4}-\d\d-\d\d$`).FindSubmatch(text)
	if newest == nil || "v"+string(newest[1]) != released {
		t.Errorf("the newest section of CHANGELOG.md is %q, the constant released is %s", newest, released)
	}
}
