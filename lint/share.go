package lint

// A pool holds what facts about several objects share, by the type of the key.
type pool map[any]any

// Share returns the value that an earlier fact shared under the same key, or else this one. It is for functions of Gather: a run may
// have very many facts, and most parts of one are equal to those of another. Nobody must change what was shared.
func Share[K comparable, V any](p *Pass, key K, value V) V {
	if p.pool == nil {
		return value
	}
	known, ok := p.pool[(*K)(nil)].(map[K]V)
	if !ok {
		known = map[K]V{}
		p.pool[(*K)(nil)] = known
	}
	if same, ok := known[key]; ok {
		return same
	}
	known[key] = value
	return value
}
