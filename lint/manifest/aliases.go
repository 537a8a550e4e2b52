package manifest

// Unite makes one edit of those that say the same of the same text: text that is anchored is edited once for all its
// aliases. An edit that was made for each place that the text serves is meant for them all, and says so by a Uses of 1.
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
