// Package podpreset holds the rules about the files and variables that pods get: the label, the PodPreset, volumes, mounts
// and HOME.
package podpreset

import (
	"github.com/toolforge/tfk8s/lint"
)

// Rules lists the rules of the package in the order of their ids.
var Rules = []*lint.Rule{
	PodLabelMissing,
	LabelOnlyOnController,
	LabelWrongValue,
	PresetConflictVolume,
	PresetConflictMount,
	PresetConflictHome,
	redundantHostPath,
	HostPathNotAllowed,
	HostPathNeedsReadOnly,
	VolumeTypeNotAllowed,
	PvcUnusable,
	mountAliasKept,
	presetExcluding,
	DumpsSymlink,
	unmountedVolume,
	EnvNotString,
	workingDirOutside,
}
