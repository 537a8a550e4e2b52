// Package field holds the rules about the fields of an object: which its kind has in v1.15, of which type, and with which
// values.
package field

import "github.com/toolforge/tfk8s/lint"

// Rules are those of the package, in the order of their ids.
var Rules = []*lint.Rule{
	RemovedField,
	deadAnnotation,
	UnknownField,
	FieldAfter,
	ServiceAccountField,
	WrongType,
	MissingField,
	InvalidValue,
	ServerFields,
}
