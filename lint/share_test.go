package lint

import "testing"

func TestAValueIsSharedWithTheFirstOneOfItsKey(t *testing.T) {
	isEven := func(n *int) bool { return *n%2 == 0 }
	rest := func(n *int) int { return *n % 3 }
	p := &Pass{pool: pool{}}
	one, two, four := new(1), new(2), new(4)
	if Share(p, isEven, one) != one || Share(p, isEven, two) != two || Share(p, isEven, four) != two {
		t.Error("values of the same key are not shared, or those of others are")
	}
	if Share(p, rest, two) != two || Share(p, rest, four) != four {
		t.Error("a value is shared with one whose key has another type")
	}
	if Share(&Pass{}, isEven, four) != four {
		t.Error("a pass over few documents has something to share")
	}
}
