package lint

import "github.com/toolforge/tfk8s/lint/internal/bulk"

// A pool holds what facts about several objects share, by the type of the key, and the room for facts, by their type.
type pool map[any]any

// Share returns the value that an earlier fact shared under the same key, or else this one. It is for functions of Gather: a run may
// have very many facts, and most parts of one are equal to those of another. Nobody must change what was shared.
func Share[K comparable, V any](p *Pass, keyOf func(V) K, value V) V {
	if p.pool == nil {
		return value
	}
	known, ok := p.pool[(*K)(nil)].(map[K]V)
	if !ok {
		known = map[K]V{}
		p.pool[(*K)(nil)] = known
	}
	key := keyOf(value)
	if same, ok := known[key]; ok {
		return same
	}
	known[key] = value
	return value
}

// factRoom is how many facts of a type are in one piece of memory.
const factRoom = 32

// New returns a pointer to a copy of a value, which is a fact or a part of one. Many of them are in one piece of memory.
func New[T any](p *Pass, value T) *T {
	if p.pool == nil {
		return &value
	}
	arena, ok := p.pool[(*T)(nil)].(*bulk.Arena[T])
	if !ok {
		arena = bulk.NewArena[T](factRoom)
		p.pool[(*T)(nil)] = arena
	}
	return arena.New(value)
}
