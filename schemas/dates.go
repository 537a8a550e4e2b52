package schemas

// settle puts each row that has a date where it belongs as of AsOf. A date
// may be a year or a month: its rows are there from its beginning.
func (p *Policy) settle() {
	isLater := func(date string) bool { return date > p.AsOf }
	security, preset := &p.PodSecurity, &p.PodPreset
	security.HostPaths, security.LaterHostPaths = splitRows(
		func(h HostPath) bool { return isLater(h.Since) }, security.HostPaths, security.LaterHostPaths)
	preset.Volumes, preset.LaterVolumes = splitRows(
		func(v PresetVolume) bool { return isLater(v.Since) }, preset.Volumes, preset.LaterVolumes)
	if l := &p.LimitRange; isLater(l.Since) {
		l.Min, l.DefaultRequest = l.Older.Min, l.Older.DefaultRequest
	}
	table := make([]Image, len(p.Images.Table))
	for i, row := range p.Images.Table {
		if row.Dropped != "" && !isLater(row.Dropped) {
			row.Current = ""
		}
		table[i] = row
	}
	p.Images.Table = table
}

// splitRows returns the rows of all lists that are in force, and those that come later.
func splitRows[T any](isLater func(T) bool, lists ...[]T) (current, later []T) {
	for _, rows := range lists {
		for _, row := range rows {
			if isLater(row) {
				later = append(later, row)
			} else {
				current = append(current, row)
			}
		}
	}
	return current, later
}
