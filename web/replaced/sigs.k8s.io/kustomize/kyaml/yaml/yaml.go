// Package yaml replaces the package of the same name of kyaml in the page in the browser. It declares the names of kyaml that package
// manifest uses, as kyaml does: as those of go.yaml.in/yaml/v3. The rest of kyaml, with the packages of the network that it imports, would
// make the page a third larger.
package yaml

import "go.yaml.in/yaml/v3"

type (
	Decoder = yaml.Decoder
	Kind    = yaml.Kind
	Node    = yaml.Node
	Style   = yaml.Style
)

var NewDecoder = yaml.NewDecoder

var (
	AliasNode    = yaml.AliasNode
	DocumentNode = yaml.DocumentNode
	MappingNode  = yaml.MappingNode
	ScalarNode   = yaml.ScalarNode
	SequenceNode = yaml.SequenceNode
)

var (
	DoubleQuotedStyle = yaml.DoubleQuotedStyle
	FlowStyle         = yaml.FlowStyle
	FoldedStyle       = yaml.FoldedStyle
	LiteralStyle      = yaml.LiteralStyle
	SingleQuotedStyle = yaml.SingleQuotedStyle
	TaggedStyle       = yaml.TaggedStyle
)
