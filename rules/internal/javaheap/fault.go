package javaheap

import (
	"fmt"
	"strings"

	"k8s.io/apimachinery/pkg/api/resource"

	"github.com/toolforge/tfk8s/lint/manifest"
)

// A Fault says what is wrong with the heap that options of Java ask for.
type Fault struct {
	Node            *manifest.Node
	Message, Effect string
	Memory          string // the least limit that it fits into, "" where that does not help
	Instead         string // what to do where it does not
}

// Help says what to do about it, with the field that holds the limit.
func (x *Fault) Help(field string) string {
	if x.Memory != "" {
		return "set " + field + " to " + x.Memory
	}
	return x.Instead
}

// Over compares the heap of a program that texts start with a memory limit, and returns nil if it fits or they set none. The
// limit can be raised to a maximum, nil for any.
func Over(texts []*manifest.Node, limit, most *resource.Quantity, name string) *Fault {
	start := Start{Words: texts}
	for _, h := range start.Heaps() {
		if x := h.Check(limit, most, name); x != nil {
			return x
		}
	}
	return nil
}

// IsSet reports whether texts have options for the heap.
func IsSet(texts []*manifest.Node) bool {
	start := Start{Words: texts}
	return len(start.Heaps()) > 0
}

// leastHeap is the smallest heap with which Java starts.
const leastHeap = 2 << 20

// Check returns what is wrong with the options under a memory limit, nil if nothing is.
func (h *Heap) Check(limit, most *resource.Quantity, name string) *Fault {
	if o := h.Unreadable; o.IsSet() && strings.Contains(o.Text, "Percentage") {
		return &Fault{
			Node: o.Node, Message: "Java cannot read the percentage in " + o.Text, Effect: "Java does not start",
			Instead: "use " + o.Text + ".0",
		}
	} else if o.IsSet() {
		return &Fault{
			Node: o.Node, Message: "Java cannot read the size in " + o.Text, Effect: "Java does not start",
			Instead: "use " + meantSize(o),
		}
	}
	switch {
	case h.max.IsSet() && h.max.Value < leastHeap:
		return &Fault{
			Node: h.max.Node, Message: fmt.Sprintf("%s is less than the smallest heap, 2m", h.max.Text), Effect: "Java does not start",
			Instead: "add the unit, such as -Xmx384m",
		}
	case h.max.IsSet() && h.initial.IsSet() && h.initial.Value > h.max.Value:
		return &Fault{
			Node: h.initial.Node, Message: h.initial.Text + " is more than " + h.max.Text, Effect: "Java does not start",
			Instead: "lower the one or raise the other",
		}
	}
	bytes, by := h.Size(limit.AsApproximateFloat64())
	switch {
	case by.IsSet() && bytes+Overhead > limit.AsApproximateFloat64():
		x := &Fault{Node: by.Node, Message: fmt.Sprintf("the Java heap of %s does not fit into %s %s", by.Text, name, limit)}
		if by == h.Share && !h.Memory.IsSet() {
			x.Instead = "use -XX:MaxRAMPercentage=75.0"
			return x
		}
		x.Memory, x.Instead = limitFor(most, bytes)
		return x
	case h.Memory.IsSet() && h.Memory.Value > limit.AsApproximateFloat64():
		return &Fault{
			Node: h.Memory.Node, Message: fmt.Sprintf("%s exceeds %s %s", h.Memory.Text, name, limit),
			Effect:  "Java plans with more memory than the container has",
			Instead: "remove it, since Java reads the limit of its container",
		}
	}
	return nil
}

// meantSize returns an option with the size that was meant, or how to write one.
func meantSize(o Option) string {
	name := o.Text[:strings.IndexAny(o.Text, "0123456789")]
	for _, letter := range [...]string{"g", "m", "k"} {
		if n := o.Value / sizeOf(letter); n >= 1 && n == float64(int64(n)) {
			return fmt.Sprintf("%s%d%s", name, int64(n), letter)
		}
	}
	return "digits and one of the units k, m and g"
}

// limitFor returns a limit with room for a heap and what Java needs beside it or, where the maximum is too low for that, what
// to do.
func limitFor(most *resource.Quantity, heap float64) (limit, instead string) {
	const step = 128 << 20
	want := int64(heap*1.25)/step*step + step
	if int64(heap*1.25)%step == 0 {
		want -= step
	}
	want = max(want, int64(heap)+Overhead)
	if most != nil && want > most.Value() {
		if int64(heap)+Overhead > most.Value() {
			return "", fmt.Sprintf("use at most -Xmx%dm, since a container gets at most %s", most.Value()/4*3>>20, most)
		}
		return most.String(), ""
	}
	return resource.NewQuantity(want, resource.BinarySI).String(), ""
}
