// Package yaml holds the rules about the text itself: whether it can be read, what of it kubectl never sees, and the
// directives that leave findings out.
package yaml

import (
	"github.com/toolforge/tfk8s/lint"
)

// Rules are those of the package, in the order of their ids.
var Rules = []*lint.Rule{
	SyntaxError,
	NoObject,
	LostDocument,
	unrenderedTemplate,
	OtherAPI,
	kustomization,
	UnexplainedIgnore,
	UnknownIgnore,
	UnusedIgnore,
	LostCharacter,
	YamlTab,
	DuplicateKey,
	swallowedLine,
	TypographicQuotes,
}
