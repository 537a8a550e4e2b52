package rewrite

import (
	"fmt"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/source"
)

// copyAttributes gives a draft the owner, group, mode and extended attributes of the file. With force it gives what the
// system lets it give.
func (t *target) copyAttributes(d *draft, force bool) error {
	if err := copyOwner(d.File, t.info); err != nil && !force {
		return fmt.Errorf("its owner and group cannot be kept: %w; --force replaces it anyway", source.CauseOf(err))
	}
	if err := d.Chmod(t.info.Mode()); err != nil && !force { // a change of the owner takes bits of it away
		return fmt.Errorf("its mode cannot be kept: %w; --force replaces it anyway", source.CauseOf(err))
	}
	if err := copyExtended(d.File, t.File); err != nil && !force {
		return fmt.Errorf("%w; --force replaces it anyway", err)
	}
	return nil
}
