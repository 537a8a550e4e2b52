// Package field holds the rules about the fields of an object: their names, types and values in Kubernetes v1.15.
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
	ApplyFails,
	ServerFields,
}
