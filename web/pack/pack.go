// Package pack compresses the program of the page, by a quarter better than gzip. It finds repetitions in the whole program, and codes them
// with adaptive probabilities, in the way of LZMA. web/unpack.js is the reader.
package pack

import "encoding/binary"

// The sizes of the models are part of the format.
const (
	lengthBits   = 5 // of the bucket of a length
	distanceBits = 6 // of the bucket of a distance
	nearLengths  = 4 // lengths that have buckets of distances of their own
	minLength    = 2
)

// Pack returns a compressed text: its length, and then what an encoder wrote.
func Pack(src []byte) []byte {
	e := newEncoder(binary.LittleEndian.AppendUint32(nil, uint32(len(src))))
	f := newFinder(src)
	recent := recency{1, 1, 1, 1}
	after := 0
	for at := 0; at < len(src); {
		m := f.find(at, &recent)
		if m.length > 0 && m.length < 64 { // a better match may begin one byte later
			if next := f.find(at+1, &recent); next.gain() > m.gain()+4 {
				m = match{}
			}
		}
		if m.length == 0 {
			e.bit(&e.isMatch[after], 0)
			e.tree(e.literals[literalContext(src, at, after, recent[0])][:], 8, int(src[at]))
			after = 0
			f.skip(at, 1)
			at++
			continue
		}
		e.bit(&e.isMatch[after], 1)
		if index := recent.index(m.distance); index >= 0 {
			e.bit(&e.isRepeated[after], 1)
			e.tree(e.recent[after][:], 2, index)
			e.number(m.length-minLength, e.lengths[1][:], lengthBits, e.lengthTails[:])
		} else {
			e.bit(&e.isRepeated[after], 0)
			e.number(m.length-minLength, e.lengths[0][:], lengthBits, e.lengthTails[:])
			e.number(m.distance-1, e.distances[min(m.length-minLength, nearLengths-1)][:], distanceBits, e.distanceTails[:])
		}
		recent.use(m.distance)
		after = 1
		f.skip(at, m.length)
		at += m.length
	}
	return e.finish()
}

// literalContext chooses the probabilities of a byte: by the byte before it, or after a match by the byte that the match would repeat.
func literalContext(src []byte, at, after, last int) int {
	switch {
	case after == 1 && last <= at:
		return 256 | int(src[at-last])
	case at > 0:
		return int(src[at-1])
	}
	return 0
}

// A recency is the last distances, the last one first.
type recency [4]int

func (r *recency) index(distance int) int {
	for i, d := range r {
		if d == distance {
			return i
		}
	}
	return -1
}

// use moves a distance to the front.
func (r *recency) use(distance int) {
	i := r.index(distance)
	if i < 0 {
		i = len(r) - 1
	}
	copy(r[1:i+1], r[:i])
	r[0] = distance
}
