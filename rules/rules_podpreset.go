package rules

import "github.com/toolforge/tfk8s/lint"

// podpresetRules are the rules of the domain, in the order of their ids.
var podpresetRules = []*lint.Rule{
	podLabelMissing,
	labelOnlyOnController,
	labelWrongValue,
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
}
