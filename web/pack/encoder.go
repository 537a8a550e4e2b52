package pack

import "math/bits"

const (
	probabilityBits = 12
	even            = 1 << (probabilityBits - 1)
	moveBits        = 5 // how fast a probability follows what was coded
	top             = 1 << 24
)

// A probability is that of a bit being 0.
type probability uint16

// An encoder is a range coder, with the probabilities of all kinds of bits.
type encoder struct {
	out   []byte
	low   uint64
	width uint32
	cache byte
	held  int // bytes that a carry may change, the cache included

	isMatch, isRepeated [2]probability // by whether the step before was a match
	literals            [512][1 << 8]probability
	recent              [2][1 << 2]probability
	lengths             [2][1 << lengthBits]probability
	lengthTails         [1 << (lengthBits + 4)]probability
	distances           [nearLengths][1 << distanceBits]probability
	distanceTails       [1 << (distanceBits + 4)]probability
}

func newEncoder(head []byte) *encoder {
	e := &encoder{out: head, width: 1<<32 - 1, held: 1}
	reset := func(all []probability) {
		for i := range all {
			all[i] = even
		}
	}
	reset(e.isMatch[:])
	reset(e.isRepeated[:])
	for i := range e.literals {
		reset(e.literals[i][:])
	}
	for i := range e.recent {
		reset(e.recent[i][:])
	}
	for i := range e.lengths {
		reset(e.lengths[i][:])
	}
	for i := range e.distances {
		reset(e.distances[i][:])
	}
	reset(e.lengthTails[:])
	reset(e.distanceTails[:])
	return e
}

func (e *encoder) bit(p *probability, bit int) {
	bound := e.width >> probabilityBits * uint32(*p)
	if bit == 0 {
		e.width = bound
		*p += (1<<probabilityBits - *p) >> moveBits
	} else {
		e.low += uint64(bound)
		e.width -= bound
		*p -= *p >> moveBits
	}
	for e.width < top {
		e.width <<= 8
		e.shift()
	}
}

// shift writes the highest byte of low, as soon as no carry can change it.
func (e *encoder) shift() {
	if e.low < 0xFF<<24 || e.low >= 1<<32 {
		carry := byte(e.low >> 32)
		for ; e.held > 0; e.held-- {
			e.out = append(e.out, e.cache+carry)
			e.cache = 0xFF
		}
		e.cache = byte(e.low >> 24)
	}
	e.held++
	e.low = e.low << 8 & (1<<32 - 1)
}

func (e *encoder) finish() []byte {
	for range 5 {
		e.shift()
	}
	return e.out
}

// tree codes a value bit by bit, the highest first. The probabilities depend on the bits before.
func (e *encoder) tree(model []probability, width, value int) {
	node := 1
	for i := width - 1; i >= 0; i-- {
		bit := value >> i & 1
		e.bit(&model[node], bit)
		node = node<<1 | bit
	}
}

// number codes a number of any size: first its bucket, which is its length in bits and its second highest bit, and then its other bits. The
// lowest four of these have probabilities, by bucket.
func (e *encoder) number(value int, buckets []probability, width int, tails []probability) {
	bucket, extra := bucketOf(value)
	e.tree(buckets, width, bucket)
	for i := extra - 1; i >= 4; i-- {
		half := probability(even)
		e.bit(&half, value>>i&1)
	}
	node := 1
	for i := min(extra, 4) - 1; i >= 0; i-- {
		bit := value >> i & 1
		e.bit(&tails[bucket<<4|node], bit)
		node = node<<1 | bit
	}
}

// bucketOf returns the bucket of a number, and how many bits of it the bucket leaves open.
func bucketOf(value int) (bucket, extra int) {
	if value < 4 {
		return value, 0
	}
	extra = bits.Len(uint(value)) - 2
	return extra<<1 + value>>extra, extra
}
