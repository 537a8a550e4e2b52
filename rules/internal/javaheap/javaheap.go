// Package javaheap reads the options for the heap of Java from what starts a container.
package javaheap

import (
	"slices"
	"strconv"
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/internal/words"
)

// The parts of a heap option: its name, a number, and the unit of a size. A reference to a variable has only the last part.
var heapOption = words.Pattern(`(?:^|[^\w-]|-J)-(Xm[xs]|XX:(?:MaxHeapSize|InitialHeapSize|MaxRAM|MaxRAMPercentage|MaxRAMFraction)=)([0-9]+(?:\.[0-9]+)?)([A-Za-z]*)|\$[({]?([A-Za-z_]\w*)`)

const (
	// defaultShare is the share of the memory that Java makes its heap if no option says otherwise.
	defaultShare = 0.25
	// Overhead is what the smallest program on Java needs beside its heap: classes, compiled code, threads.
	Overhead = 64 << 20
)

// An Option is one option for the heap. The zero option is not set.
type Option struct {
	Node  *manifest.Node // the text that holds it
	Text  string         // as it is written
	Value float64        // bytes, or a share of the memory
}

// IsSet reports whether the option is there.
func (o Option) IsSet() bool { return o.Node != nil }

// A Heap holds the options of one Java process: of several for the same thing, the last counts.
type Heap struct {
	max, initial  Option
	Memory, Share Option // what counts as the memory for Java, and the part of it for the heap
	Unreadable    Option // Java does not start with it
}

// set keeps one option, as the pattern splits it.
func (h *Heap) set(n *manifest.Node, name, number, unit string) {
	value, err := strconv.ParseFloat(number, 64)
	option := Option{n, "-" + name + number + unit, value * sizeOf(unit)}
	isShare := name == "XX:MaxRAMPercentage=" || name == "XX:MaxRAMFraction="
	switch {
	case err != nil || value == 0 || isShare && unit != "":
	case name == "XX:MaxRAMPercentage=" && !strings.Contains(number, "."): // Java 8 to 13 read only fractions
		h.Unreadable = option
	case !isShare && (len(unit) > 1 || strings.Contains(number, ".") || sizeOf(unit) == 0):
		h.Unreadable = option
	case name == "Xmx", name == "XX:MaxHeapSize=":
		h.max = option
	case name == "Xms", name == "XX:InitialHeapSize=":
		h.initial = option
	case name == "XX:MaxRAM=":
		h.Memory = option
	case name == "XX:MaxRAMPercentage=":
		option.Value /= 100
		h.Share = option
	case name == "XX:MaxRAMFraction=":
		option.Value = 1 / value
		h.Share = option
	}
}

// sizeOf returns the bytes of a unit by its first letter: powers of 1024, and 0 for a letter that is no unit of Java.
func sizeOf(unit string) float64 {
	if unit == "" {
		return 1
	}
	i := strings.Index("kmgt", strings.ToLower(unit[:1]))
	if i < 0 {
		return 0
	}
	return float64(int64(1) << (10 * (i + 1)))
}

// Size returns the bytes to which the heap may grow if the container has a limit, and the option that decides it. Without any
// option Java chooses a heap that fits.
func (h *Heap) Size(limit float64) (bytes float64, by Option) {
	memory := limit
	if h.Memory.IsSet() {
		memory = h.Memory.Value
	}
	switch {
	case h.max.IsSet():
		bytes, by = h.max.Value, h.max
	case h.Share.IsSet():
		bytes, by = memory*h.Share.Value, h.Share
	case h.Memory.IsSet():
		bytes, by = memory*defaultShare, h.Memory
	}
	if h.initial.IsSet() && h.initial.Value > bytes {
		return h.initial.Value, h.initial
	}
	return bytes, by
}

// A Start is what may start Java in a container: the words of its command line, and its variables.
type Start struct {
	Words     []*manifest.Node
	variables map[string]*manifest.Node // only those with options
}

// StartOf reads the command, the arguments and the variables of a container.
func StartOf(container *manifest.Node) Start {
	var start Start
	for _, field := range [...]string{"command", "args"} {
		items := container.Field(field).Items()
		for i := range items {
			start.Words = append(start.Words, &items[i])
		}
	}
	env := container.Field("env").Items()
	for i := range env {
		name := env[i].Field("name").String()
		if value := env[i].Field("value"); value.String() != "" && (strings.HasSuffix(name, "OPTS") || strings.HasSuffix(name, "OPTIONS") || strings.HasSuffix(name, "ARGS")) {
			if start.variables == nil {
				start.variables = map[string]*manifest.Node{}
			}
			start.variables[name] = value
		}
	}
	return start
}

// mayHoldOptions says quickly that there are no heap options, as in nearly all containers.
func (j *Start) mayHoldOptions() bool {
	has := func(n *manifest.Node) bool { return strings.Contains(n.String(), "-X") }
	if slices.ContainsFunc(j.Words, has) {
		return true
	}
	for _, value := range j.variables {
		if has(value) {
			return true
		}
	}
	return false
}

// Heaps returns the options of each process of a command line that has some or, if the command line has none, those of the
// variables.
func (j *Start) Heaps() []Heap {
	if !j.mayHoldOptions() {
		return nil
	}
	var outer Heap
	for _, name := range j.names() {
		j.read(&outer, j.variables[name], j.variables[name].String(), false)
	}
	all := j.ofCommands(outer)
	if len(all) == 0 && outer != (Heap{}) {
		all = []Heap{outer}
	}
	if last := j.variables[lastOptions]; last != nil {
		for i := range all {
			j.read(&all[i], last, last.String(), false)
		}
	}
	return all
}

// ofCommands returns the options of the commands that have some, each beginning with those of the variables.
func (j *Start) ofCommands(outer Heap) (all []Heap) {
	current, isOwn := outer, false
	for _, word := range j.Words {
		for i, part := range strings.FieldsFunc(word.String(), separatesCommands) {
			if i > 0 && isOwn {
				all = append(all, current)
			}
			if i > 0 {
				current, isOwn = outer, false
			}
			isOwn = j.read(&current, word, part, true) || isOwn
		}
	}
	if isOwn {
		all = append(all, current)
	}
	return all
}

// lastOptions is the variable that overrules the command line.
const lastOptions = "_JAVA_OPTIONS"

// names returns the variables in the order in which Java reads them, those for scripts last.
func (j *Start) names() []string {
	order := func(name string) int { return slices.Index([]string{"JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS"}, name) }
	var names []string
	for name := range j.variables {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int {
		if d := order(b) - order(a); d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	return names
}

// read sets the options in a text and, in a command, those of the variables that it names. It reports whether there were any.
func (j *Start) read(h *Heap, n *manifest.Node, text string, isCommand bool) bool {
	found := false
	for _, m := range heapOption().FindAllStringSubmatch(text, -1) {
		if m[4] == "" {
			h.set(n, m[1], m[2], m[3])
			found = true
		} else if value := j.variables[m[4]]; value != nil && isCommand {
			found = j.read(h, value, value.String(), false) || found
		}
	}
	return found
}

// separatesCommands reports whether a character of a line of a shell ends a command.
func separatesCommands(r rune) bool { return r == ';' || r == '&' || r == '|' || r == '\n' }
