package quota

// MovedBy returns the demand of an object that is some bytes further on.
func (d *demand) MovedBy(bytes int) *demand {
	return &demand{load: d.load, namespace: d.namespace, name: d.name.MovedBy(bytes), place: d.place.MovedBy(bytes)}
}
