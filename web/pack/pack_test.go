package pack_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/web/pack"
)

func Example() {
	text := []byte(strings.Repeat("apiVersion: v1\nkind: Pod\n", 1000))
	fmt.Println(len(pack.Pack(text)) < len(text)/100)
	// Output: true
}

func TestUnpackingGivesTheText(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	noise := make([]byte, 5000)
	for i := range noise {
		noise[i] = byte(random.Uint32())
	}
	var mixed []byte // parts of the noise, and copies of earlier parts
	for len(mixed) < 200_000 {
		from := random.IntN(len(noise))
		mixed = append(mixed, noise[from:from+random.IntN(min(300, len(noise)-from+1))]...)
		if len(mixed) > 0 {
			from = random.IntN(len(mixed))
			mixed = append(mixed, mixed[from:from+random.IntN(min(300, len(mixed)-from+1))]...)
		}
	}
	for _, text := range [][]byte{
		nil, {0}, {0, 0}, []byte("abc"), []byte("abcd"), noise, mixed, make([]byte, 300_000), bytes.Repeat([]byte("ab"), 99), bytes.Repeat([]byte{0xFF}, 70_000),
	} {
		if got := unpack(pack.Pack(text)); !bytes.Equal(got, text) {
			t.Errorf("%d bytes beginning with %.20q differ", len(text), text)
		}
	}
}

// A reader reads what Pack writes. It is web/unpack.js in Go.
type reader struct {
	packed      []byte
	width, code uint32
}

func (r *reader) byte() (b byte) {
	b, r.packed = r.packed[0], r.packed[1:]
	return b
}

func (r *reader) tree(model []uint16, width int) int {
	node := 1
	for range width {
		p := &model[node]
		bound := r.width >> 12 * uint32(*p)
		if r.code < bound {
			r.width = bound
			*p += (4096 - *p) >> 5
			node <<= 1
		} else {
			r.code, r.width = r.code-bound, r.width-bound
			*p -= *p >> 5
			node = node<<1 | 1
		}
		for r.width < 1<<24 {
			r.width, r.code = r.width<<8, r.code<<8|uint32(r.byte())
		}
	}
	return node - 1<<width
}

func (r *reader) number(buckets []uint16, width int, tails []uint16) int {
	bucket := r.tree(buckets, width)
	if bucket < 4 {
		return bucket
	}
	extra := bucket>>1 - 1
	value := 2 | bucket&1
	for range max(extra-4, 0) {
		value = value<<1 | r.tree(even(2), 1)
	}
	low := min(extra, 4)
	return value<<low | r.tree(tails[bucket<<4:], low)
}

func even(n int) []uint16 { return slices.Repeat([]uint16{1 << 11}, n) }

func unpack(packed []byte) (out []byte) {
	size := int(binary.LittleEndian.Uint32(packed))
	r := &reader{packed: packed[4:], width: 1<<32 - 1}
	for range 5 {
		r.code = r.code<<8 | uint32(r.byte())
	}
	isMatch, isRepeated, literals, indexes := even(4), even(4), even(512<<8), even(8)
	lengths, lengthTails, distances, distanceTails := even(64), even(512), even(256), even(1024)
	recent, after := []int{1, 1, 1, 1}, 0
	for len(out) < size {
		if r.tree(isMatch[after*2:], 1) == 0 {
			context := 0
			if after == 1 && recent[0] <= len(out) {
				context = 256 | int(out[len(out)-recent[0]])
			} else if len(out) > 0 {
				context = int(out[len(out)-1])
			}
			out, after = append(out, byte(r.tree(literals[context<<8:], 8))), 0
			continue
		}
		index, distance := 3, 0
		repeated := r.tree(isRepeated[after*2:], 1)
		if repeated == 1 {
			index = r.tree(indexes[after*4:], 2)
			distance = recent[index]
		}
		length := r.number(lengths[repeated*32:], 5, lengthTails) + 2
		if repeated == 0 {
			distance = r.number(distances[min(length-2, 3)*64:], 6, distanceTails) + 1
		}
		copy(recent[1:], recent[:index])
		recent[0] = distance
		for range length {
			out = append(out, out[len(out)-distance])
		}
		after = 1
	}
	return out
}
