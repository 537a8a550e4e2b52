package manifest

// A nodeRoom is memory for the nodes of documents that is used again and again.
type nodeRoom struct {
	slabs   [][]Node
	current int // index of the slab to take from; those before it are in use
	used    int // nodes of it
	size    int // nodes of all slabs
}

const (
	slabNodes = 256  // of a usual slab
	roomNodes = 8192 // of all slabs, at most
)

// take returns an empty slice with room for n nodes. It is told how many documents there are that may need as much.
func (r *nodeRoom) take(n, documents int) []Node {
	for ; r.current < len(r.slabs); r.current++ {
		slab := r.slabs[r.current]
		if from := r.used; from+n <= len(slab) {
			r.used += n
			return slab[from:from:r.used]
		}
		r.used = 0
	}
	if documents == 1 || r.size+n > roomNodes {
		return make([]Node, 0, n)
	}
	slab := make([]Node, max(n, min(n*documents, slabNodes)))
	r.slabs, r.used, r.size = append(r.slabs, slab), n, r.size+len(slab)
	return slab[:0:n]
}

// reset makes room again. What was taken must not be used afterwards.
func (r *nodeRoom) reset() {
	for _, slab := range r.slabs[:min(r.current+1, len(r.slabs))] {
		clear(slab)
	}
	r.current, r.used = 0, 0
}
