package report

import (
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/lint/manifest"
)

func TestURIsHaveSlashesOnEachSystem(t *testing.T) {
	for _, c := range []struct{ name, separator, want string }{
		{`k8s\job.yaml`, `\`, "k8s/job.yaml"},
		{`.\k8s\..\a b.yaml`, `\`, "a%20b.yaml"},
		{`..\job.yaml`, `\`, "../job.yaml"},
		{`C:\x\job.yaml`, `\`, "file:///C:/x/job.yaml"},
		{`c:/x/job.yaml`, `\`, "file:///c:/x/job.yaml"},
		{`\\nas\tools\job.yaml`, `\`, "file://nas/tools/job.yaml"},
		{"k8s/job.yaml", "/", "k8s/job.yaml"},
		{`a\b.yaml`, "/", "a%5Cb.yaml"}, // a backslash is a letter of the name
		{"/x/job.yaml", "/", "file:///x/job.yaml"},
	} {
		if got := uriOf(c.name, c.separator); got != c.want {
			t.Errorf("%s with separator %s is %s, want %s", c.name, c.separator, got, c.want)
		}
	}
}

// TestAPlaceOnADriveIsPrintedAsItIs looks at the form that editors and terminals open.
func TestAPlaceOnADriveIsPrintedAsItIs(t *testing.T) {
	f := manifest.Parse(`C:\x\job.yaml`, []byte(deployment))
	d := finding(legacyImage, f, "toollabs-python-web\n", "the image is gone")
	if out := printed(t, printShort, result(d), Options{}); !strings.HasPrefix(out, `C:\x\job.yaml:`) {
		t.Errorf("it begins with %.40q", out)
	}
}
