package workload

import (
	"k8s.io/apimachinery/pkg/api/resource"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/content"
	"github.com/toolforge/tfk8s/schemas"
)

// Bounds are the quantities of a policy, and whatever else is computed from it once for all objects.
type Bounds struct {
	Limits, Requests Quantities     // the defaults of the LimitRange
	Least, Most      Quantities     // its bounds
	Older            Quantities     // the least that it once asked for
	Low, High        Quantities     // the ends of what a person can mean
	Hard             []int64        // in thousandths, by row of the quota
	Defaults         manifest.Pairs // the defaults of the LimitRange, as they are written in a container
	Resources        manifest.Pairs // the same with their key
	Label            manifest.Pairs // the label that asks for the PodPreset
	ToolFiles        []string       // how texts name the files that the PodPreset mounts
	Ignored          []string       // names of the fields that the server drops
}

// Admit reports whether a quantity is within the bounds of the LimitRange.
func (b *Bounds) Admit(name string, q *resource.Quantity) bool {
	least, most := b.Least.Of(name), b.Most.Of(name)
	return (least == nil || q.Cmp(*least) >= 0) && (most == nil || q.Cmp(*most) <= 0)
}

// IsPlausible reports whether a person can mean a quantity of cpu or of memory.
func (b *Bounds) IsPlausible(name string, q *resource.Quantity) bool {
	low, high := b.Low.Of(name), b.High.Of(name)
	return (low == nil || q.Cmp(*low) >= 0) && (high == nil || q.Cmp(*high) <= 0)
}

// IsTooFewBytes reports whether a person cannot mean so little of memory or storage.
func (b *Bounds) IsTooFewBytes(q *resource.Quantity) bool {
	low := b.Low.Of("memory")
	return low != nil && q.Cmp(*low) < 0
}

// Settings are the choices of a run that rules look at. They must not change while a run uses them.
type Settings struct {
	Policy *schemas.Policy
	Bundle *schemas.Bundle
	Tool   string         // the tool whose manifests these are; "" to infer it for each object
	Origin content.Origin // what the folders around files say about them; nil if that is unknown

	ToLegacy bool // judge for the legacy cluster: the way back
	Apply    bool // judge for kubectl apply, not for kubectl create

	Resources        Resources
	PreserveDefaults bool // an API move also writes out the defaults that it changes
	Singleton        bool // a Deployment of one pod never has two, not even while it rolls out
	UpgradeRuntime   bool // images of a deprecated runtime move to its successor

	Skips func(*manifest.File) []*lint.Rule // see lint.Config

	Bounds          *Bounds // of the policy
	FixesLabels     bool    // the rules that add the label to pods run
	JudgesSelectors bool    // the rule that compares selectors with the labels of pods runs
}

// Resources says what convert does about containers that set no resources.
type Resources uint8

const (
	ResourcesAuto  Resources = iota // write the defaults out in objects that come from the legacy cluster
	ResourcesWrite                  // write them out everywhere
	ResourcesKeep                   // leave them out
)

// NewSettings returns the settings for Toolforge with its Kubernetes version, and no tool.
func NewSettings() *Settings {
	return &Settings{Policy: schemas.Toolforge(), Bundle: schemas.Kubernetes()}
}
