package explain

import (
	"github.com/toolforge/tfk8s/rules/internal/words"
	"github.com/toolforge/tfk8s/schemas"
)

// addImage adds which image to use instead of the one that could not be fetched.
func (q *query) addImage() bool {
	if q.values["image"] == "pull" { // "image pull failed"
		return false
	}
	ref := schemas.ParseImage(q.values["image"])
	match := q.Policy.Image(ref.Name)
	use := match.Current
	if use == "" {
		use = words.Either(match.Suggest)
	}
	switch {
	case ref.Registry != q.Policy.Registry.Host:
		q.values["way"] = "use an image from " + q.Policy.Registry.Host + "; `tfk8s lint FILE` names those that fit"
	case match.Kind == schemas.CurrentImage && ref.Tag != "" && !q.IsBuilt(ref.Tag):
		q.values["way"] = "use one of its tags instead of " + ref.Tag + ": " + words.Listed(q.Policy.Images.Tags)
	case match.Kind == schemas.CurrentImage:
		q.values["way"] = "the name is right, so try again later; ask the administrators if it stays"
	case use != "":
		q.values["way"] = "use " + use
	default:
		q.values["way"] = "`tfk8s lint FILE` lists the images that exist"
	}
	return true
}
