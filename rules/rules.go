// Package rules holds the judgement of tfk8s: one file and one page for each rule.
package rules

import (
	"fmt"
	"slices"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/schemas"
)

// All is every rule, in the order of their ids.
var All = []*lint.Rule{
	syntaxError,
	noObject,
	lostDocument,
	unexplainedIgnore,
	unknownIgnore,
	unusedIgnore,
	legacyNamespace,
	foreignNamespace,
	missingNamespace,
	namespaceInLabels,
	podLabelMissing,
	labelOnlyOnController,
	labelWrongValue,
	toolNameInvalid,
	reservedName,
	webserviceNameLabel,
	legacyImage,
	busterWithoutSSSD,
	toollabsBuster,
	unknownToolforgeImage,
	foreignRegistry,
	foreignRegistryInit,
	deprecatedRuntime,
	jessieImage,
	venvRuntimeChange,
	tagNotLatest,
	runnerOnBase,
	trustyImage,
	deprecatedAPI,
	selectorMissing,
	selectorMismatch,
	apiNotServed,
	apiTooNew,
	apiWrongGroup,
	removedField,
	deadAnnotation,
	forbiddenKind,
	changedDefaults,
	unknownField,
	fieldAfter,
	mixedGeneration,
	serviceAccountField,
	rolloutOverlap,
	wrongType,
	missingField,
	invalidValue,
	presetConflictVolume,
	presetConflictMount,
	presetConflictHome,
	redundantHostPath,
	hostPathNotAllowed,
	hostPathNeedsReadOnly,
	volumeTypeNotAllowed,
	pvcUnusable,
	mountAliasKept,
	presetExcluding,
	dumpsSymlink,
	unmountedVolume,
	envNotString,
	workingDirOutside,
	runAsID,
	privileged,
	capabilities,
	hostNamespaces,
	hostPort,
	seccompProfile,
	lowPort,
	serviceAccount,
	supplementalGroups,
	kernelSetting,
	priority,
	overMax,
	underMin,
	requestOverDefaultLimit,
	limitWithoutRequest,
	quotaAlone,
	quotaTogether,
	rolloutOverQuota,
	noResourcesJVM,
	lowerDefaults,
	objectCount,
	nameUsedTwice,
	serviceType,
	ingressHost,
	ingressPath,
	ingressRewrite,
	ingressMissing,
	ingressBackend,
	ingressDefaultBackend,
	ingressIgnored,
	serviceSelector,
	removeLegacyService,
	webserviceEquivalent,
	scheduledJob,
	jobRestartPolicy,
	deploymentRestartPolicy,
	backoffDefault,
	historyDefault,
	ttlIgnored,
	cronConcurrency,
	yamlTab,
	duplicateKey,
	serverFields,
	commandOneString,
	relativeCommand,
	otherToolPath,
	serviceManifest,
	manifestGrid,
	secretInManifest,
	swallowedLine,
	manifestRuntime,
	manifestLimits,
	manifestMigrate,
}

// Settings are the choices of a run that rules look at. They must not change while a run uses them.
type Settings struct {
	Policy *schemas.Policy
	Bundle *schemas.Bundle
	Tool   string // the tool whose manifests these are; "" to infer it for each object

	Resources        Resources
	PreserveDefaults bool // an API move also writes out the defaults that it changes
	Singleton        bool // a Deployment of one pod never has two, not even while it rolls out
	UpgradeRuntime   bool // images of a deprecated runtime move to its successor

	mendsLabels bool // the rules run that put the label onto pods which must have it
}

// Resources tells what to do about containers that set no resources.
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

// Config makes the configuration of a run of some rules.
func (s *Settings) Config(run []*lint.Rule) *lint.Config {
	own := *s
	own.mendsLabels = slices.Contains(run, podLabelMissing) && slices.Contains(run, labelOnlyOnController) && slices.Contains(run, labelWrongValue)
	return &lint.Config{
		Rules:   run,
		Known:   All,
		Prepare: own.prepare,
		Foreign: own.foreign,
		Directives: &lint.Directives{
			NoReason: ifRun(unexplainedIgnore, run),
			Unknown:  ifRun(unknownIgnore, run),
			Unused:   ifRun(unusedIgnore, run),
		},
	}
}

// ifRun is a rule that is among those that run, nil if it is not.
func ifRun(rule *lint.Rule, run []*lint.Rule) *lint.Rule {
	if slices.Contains(run, rule) {
		return rule
	}
	return nil
}

// ParseResources reads the value of --resources.
func ParseResources(s string) (Resources, error) {
	switch s {
	case "auto":
		return ResourcesAuto, nil
	case "write":
		return ResourcesWrite, nil
	case "keep":
		return ResourcesKeep, nil
	}
	return 0, fmt.Errorf("--resources is auto, write or keep, not %q", s)
}

// Pin returns, for convert, what makes the configuration of its later rounds: there the objects that come from the
// legacy cluster are those that came from it in the file that convert was given.
func Pin(cfg *lint.Config) func(*manifest.File) *lint.Config {
	type place struct {
		document, item int
		name           string
	}
	at := func(o *manifest.Object) place { return place{o.Document, o.Item, o.Name} }
	return func(f *manifest.File) *lint.Config {
		pinned := *cfg
		legacy := map[place]bool{}
		for _, d := range f.Docs {
			for _, o := range d.Objects() {
				legacy[at(o)] = cfg.Prepare(o).(*Subject).FromLegacy
			}
		}
		pinned.Prepare = func(o *manifest.Object) any {
			sub := cfg.Prepare(o).(*Subject)
			sub.FromLegacy = sub.FromLegacy || legacy[at(o)] // a fix may have brought a sign to light, too
			return sub
		}
		return &pinned
	}
}
