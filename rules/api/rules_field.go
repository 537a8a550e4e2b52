package api

import "github.com/toolforge/tfk8s/lint"

// fieldRules are those of the package, in the order of their ids.
var fieldRules = []*lint.Rule{
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

// keepsList is used until the list has a package.
var _ = fieldRules
