package lint

import "testing"

func TestAValueIsSharedWithTheFirstOneOfItsKey(t *testing.T) {
	type size int
	p := &Pass{pool: pool{}}
	one, two := new(1), new(2)
	if Share(p, "key", one) != one || Share(p, "key", two) != one || Share(p, "other", two) != two {
		t.Error("values of the same key are not shared, or those of others are")
	}
	if Share(p, 1, two) != two || Share(p, size(1), one) != one {
		t.Error("a value is shared with one whose key has another type")
	}
	if Share(&Pass{}, "key", two) != two {
		t.Error("a pass over one document has something to share")
	}
}
