package ingress

import "slices"

// MovedBy returns the hop of an object that is some bytes further on.
func (h *hop) MovedBy(bytes int) *hop {
	own := *h
	own.name, own.reserved = h.name.MovedBy(bytes), h.reserved.MovedBy(bytes)
	if h.service != nil {
		v := *h.service
		v.place = v.place.MovedBy(bytes)
		own.service = &v
	}
	if h.pods != nil {
		p := *h.pods
		p.place = p.place.MovedBy(bytes)
		own.pods = &p
	}
	if h.ingress != nil {
		own.ingress = h.ingress.movedBy(bytes)
	}
	return &own
}

func (in *ingress) movedBy(bytes int) *ingress {
	own := &ingress{slices.Clone(in.backends), slices.Clone(in.routes)}
	for i := range own.backends {
		b := &own.backends[i]
		b.servicePlace, b.portPlace = b.servicePlace.MovedBy(bytes), b.portPlace.MovedBy(bytes)
	}
	for i := range own.routes {
		r := &own.routes[i]
		r.place, r.reason = r.place.MovedBy(bytes), r.reason.MovedBy(bytes)
	}
	return own
}
