package manifest

// Unite merges equal edits of the same text, because anchored text is edited once for all its aliases. Where there was one
// edit for each place that uses the text, the merged edit is meant for all of them, and has a Uses of 1.
func Unite(edits []Edit) []Edit {
	type change struct {
		span Span
		text string
	}
	known := map[change]int{} // where in out
	out, made := make([]Edit, 0, len(edits)), make([]int, len(edits))
	for _, e := range edits {
		i, ok := known[change{e.Span, e.New}]
		if !ok {
			i, out = len(out), append(out, e)
			known[change{e.Span, e.New}] = i
		}
		made[i]++
	}
	for i := range out {
		if made[i] >= out[i].Uses {
			out[i].Uses = 1
		}
	}
	return out
}
