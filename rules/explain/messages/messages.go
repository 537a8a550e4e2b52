// Package messages holds what kubectl, the API server and programs say if something fails, and what to do about it, as data.
package messages

import "slices"

// A Message is one shape of errors. In Means and Help, {name} is a value of the error or of the cluster. In Signs, Also and Unless,
// {name} is a value of the cluster.
type Message struct {
	// Signs are parts of the text of such errors, in lower case and without quotes. One is enough.
	Signs []string
	// Also are more parts. If there are any, the text has one of them too. It has none of those in Unless.
	Also, Unless []string
	// Form is a regular expression that reads values from the text by the names of its groups. An error that it does not match has
	// another shape. Quotes are optional in it, because a shell may have removed them.
	Form string
	// Codes are what the value {code} may be; "" is none.
	Codes []string
	// Match names a check of package explain, which adds values and reports whether the error has this shape at all.
	Match string
	// Defaults are for values that the error does not have.
	Defaults []Default
	// Rules are the names of those that find the cause in a manifest.
	Rules []string
	// Means is a sentence without its full stop, Help is what to do.
	Means, Help string
	// IsFixed is for what convert does, IsGeneral if an event says more, IsVague if another error of the same text says more.
	IsFixed, IsGeneral, IsVague bool
}

// A Default is the text for a value that an error does not have.
type Default struct{ Name, Text string }

// All returns all shapes. Functions return the tables, because the runtime looks at the pointers in variables whenever the program
// starts, and few runs need the tables. The first that fits an error answers it, so the special ones come first.
func All() []Message {
	return slices.Concat(shellMessages(), clientMessages(), kubectlMessages(), versionMessages(), accessMessages(), quotaMessages(), apiMessages(),
		stateMessages(), jobMessages(), podMessages(), volumeMessages(), connectionMessages(), programMessages(), runMessages(), pathMessages(),
		webserviceMessages(), webMessages(), fieldMessages(), timeMessages(), exitMessages())
}
