package pack

import (
	"encoding/binary"
	"math/bits"
)

const (
	hashBits = 20
	maxTries = 96 // places that are compared with one place
	longest  = 1 << 16

	bitsPerByte = 3 // about what a byte costs without the match
)

// A match says that a text repeats what is some bytes before it.
type match struct{ length, distance int }

// gain estimates how many bits a match saves.
func (m match) gain() int {
	if m.length == 0 {
		return 0
	}
	return min(m.length, 64)*bitsPerByte - bits.Len(uint(m.distance))
}

// A finder finds the places before another place that begin with the same bytes.
type finder struct {
	src        []byte
	heads      []int32 // by hash of 4 bytes, the last place plus 1
	shortHeads []int32 // the same by hash of 3 bytes
	before     []int32 // by place, the place before it with the same hash plus 1
}

func newFinder(src []byte) *finder {
	return &finder{src: src, heads: make([]int32, 1<<hashBits), shortHeads: make([]int32, 1<<16), before: make([]int32, len(src))}
}

func (f *finder) hash(at int) uint32 {
	return binary.LittleEndian.Uint32(f.src[at:]) * 2654435761 >> (32 - hashBits)
}

func (f *finder) shortHash(at int) uint32 {
	return (uint32(f.src[at]) | uint32(f.src[at+1])<<8 | uint32(f.src[at+2])<<16) * 2654435761 >> 16
}

// find returns the best match of a place, one of length 0 if none is worth it.
func (f *finder) find(at int, recent *recency) match {
	if at+4 > len(f.src) {
		return match{}
	}
	best, repeated := f.any(at), f.repeated(at, recent)
	if repeated.length > 0 && repeated.length*bitsPerByte+4 >= best.gain() { // its distance costs nearly nothing
		return repeated
	}
	return best
}

// repeated returns the longest match with a recent distance.
func (f *finder) repeated(at int, recent *recency) (best match) {
	for _, distance := range recent {
		if distance <= at {
			if n := f.equal(at-distance, at); n >= minLength && n > best.length {
				best = match{n, distance}
			}
		}
	}
	return best
}

// any returns the best match with any distance.
func (f *finder) any(at int) (best match) {
	if place := int(f.shortHeads[f.shortHash(at)]) - 1; place >= 0 && at-place < 1<<11 {
		if n := f.equal(place, at); n >= 3 {
			best = match{n, at - place}
		}
	}
	place := int(f.heads[f.hash(at)]) - 1
	for tries := 0; place >= 0 && tries < maxTries; tries++ {
		if best.length == 0 || at+best.length < len(f.src) && f.src[place+best.length] == f.src[at+best.length] {
			m := match{f.equal(place, at), at - place}
			if m.length >= 4 && isWorth(m) && m.gain() > best.gain() {
				best = m
			}
		}
		place = int(f.before[place]) - 1
	}
	return best
}

// isWorth reports whether a short match costs less than its bytes.
func isWorth(m match) bool {
	return m.length > 5 || m.length == 5 && m.distance < 1<<18 || m.distance < 1<<12
}

// equal counts the equal bytes at two places.
func (f *finder) equal(a, b int) (n int) {
	most := min(len(f.src)-b, longest)
	for n < most && f.src[a+n] == f.src[b+n] {
		n++
	}
	return n
}

// skip takes note of places that were coded.
func (f *finder) skip(at, n int) {
	for ; n > 0 && at+4 <= len(f.src); at, n = at+1, n-1 {
		h := f.hash(at)
		f.before[at], f.heads[h] = f.heads[h], int32(at+1)
		f.shortHeads[f.shortHash(at)] = int32(at + 1)
	}
}
