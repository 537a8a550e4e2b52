package yaml

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

//go:embed other-api.md
var otherAPIDoc string

var OtherAPI = &lint.Rule{
	ID: "TFK005", Name: "other-api",
	Stage: lint.Kubectl, Severity: lint.Note,
	BothWays: true,
	Effect:   "the Toolforge cluster does not serve this API, so kubectl rejects the file",
	Doc:      otherAPIDoc,
	Content:  lint.OtherAPI,
	Object:   checkOtherAPI,
}

func checkOtherAPI(p *lint.Pass, o *manifest.Object) {
	p.At(o.Root.Field("apiVersion"), nil, "%s of %q is not a Kubernetes object", o.Root.Field("kind").Text(), o.Root.Field("apiVersion").Text())
}
