// Package tool holds the rules about whose an object is: namespaces, names of tools, files of other tools, secrets.
package tool

import (
	"github.com/toolforge/tfk8s/lint"
)

// Rules are those of the package, in the order of their ids.
var Rules = []*lint.Rule{
	LegacyNamespace,
	ForeignNamespace,
	missingNamespace,
	namespaceInLabels,
	ToolNameInvalid,
	namespaceInText,
	otherToolPath,
	secretInManifest,
}
