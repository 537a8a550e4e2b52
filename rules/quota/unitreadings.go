package quota

import (
	"strings"

	"k8s.io/apimachinery/pkg/api/resource"

	"github.com/toolforge/tfk8s/rules/validation"
)

// splitAmount cuts an amount into its number and its unit, without blanks. ok is false if it does not begin with a number.
func splitAmount(text string) (number, suffix string, ok bool) {
	bare := strings.Join(strings.Fields(text), "")
	suffix = strings.TrimLeft(bare, "+.,0123456789")
	number = strings.TrimSuffix(bare, suffix)
	return number, suffix, strings.ContainsAny(number, "0123456789")
}

// withoutCommas lists what a number with commas may be: some write a comma for the decimal point, others between thousands.
func withoutCommas(number string) []string {
	before, after, found := strings.Cut(number, ",")
	if !found {
		return []string{number}
	}
	var all []string
	if !strings.ContainsAny(after, ",.") && !strings.Contains(before, ".") {
		all = append(all, before+"."+after)
	}
	whole, _, _ := strings.Cut(after, ".")
	thousands := true
	for _, group := range strings.Split(whole, ",") {
		thousands = thousands && len(group) == 3
	}
	if thousands && !strings.Contains(before, ".") {
		all = append(all, strings.ReplaceAll(number, ",", ""))
	}
	return all
}

// memoryUnit returns the unit of Kubernetes for one of another notation. A single letter is a binary unit in Docker and Java.
func memoryUnit(word string) (suffix string, ok bool) {
	switch strings.ToLower(word) {
	case "", "b", "byte", "bytes":
		return "", true
	case "kb", "ko", "kbyte", "kbytes", "kilobyte", "kilobytes":
		return "k", true
	case "mb", "mo", "mbyte", "mbytes", "meg", "megs", "megabyte", "megabytes":
		return "M", true
	case "gb", "go", "gbyte", "gbytes", "gig", "gigs", "gigabyte", "gigabytes":
		return "G", true
	case "tb", "to", "terabyte", "terabytes":
		return "T", true
	case "k", "ki", "kib", "kibibyte", "kibibytes":
		return "Ki", true
	case "m", "mi", "mib", "mebibyte", "mebibytes":
		return "Mi", true
	case "g", "gi", "gib", "gibibyte", "gibibytes":
		return "Gi", true
	case "t", "ti", "tib", "tebibyte", "tebibytes":
		return "Ti", true
	}
	return "", false
}

// shortMilli is how some write the m of 500m. In memory it is a misspelled Mi.
const shortMilli = "mi"

// cpuUnit returns the unit of Kubernetes for a unit of cpu in another notation.
func cpuUnit(word string) (suffix string, ok bool) {
	if word == shortMilli { // MI and Mi are units of memory
		return "m", true
	}
	switch strings.ToLower(word) {
	case "", "c", "core", "cores", "cpu", "cpus", "vcpu", "vcpus", "vcore", "vcores":
		return "", true
	case "m", "mc", "mcpu", "mcpus", "mcore", "mcores", "milli", "millis", "millicpu", "millicpus", "millicore", "millicores":
		return "m", true
	}
	return "", false
}

// isMemoryOnly reports whether a unit under cpu can only be one of memory. The M of 500M may also be a mistake for m.
func isMemoryOnly(word string) bool {
	_, isCPU := cpuUnit(word)
	_, isMemory := memoryUnit(word)
	return isMemory && !isCPU
}

// likelyUnits returns the units that may be meant by a unit that makes an implausible amount.
func likelyUnits(resource, suffix string) []string {
	if resource == "cpu" {
		switch suffix {
		case "", "M", "u":
			return []string{"m"}
		case "m": // 0.5m
			return []string{""}
		}
		return nil
	}
	switch suffix {
	case "":
		return []string{"Gi", "Mi", "Ki"}
	case "m", "k", "Ki":
		return []string{"Mi"}
	case "M":
		return []string{"G", "k"}
	case "Mi":
		return []string{"Gi", "Ki"}
	case "G":
		return []string{"M"}
	case "Gi":
		return []string{"Mi"}
	case "T":
		return []string{"G", "M"}
	case "Ti":
		return []string{"Gi", "Mi"}
	}
	return nil
}

// otherUnits returns the units that may be meant by a word that is no unit of Kubernetes.
func otherUnits(resource, word string) []string {
	known := memoryUnit
	if resource == "cpu" {
		known = cpuUnit
	}
	switch suffix, ok := known(word); {
	case !ok:
		return nil
	case suffix == "" && word == "" && resource != "cpu": // 0,5
		return likelyUnits(resource, suffix)
	default:
		return []string{suffix}
	}
}

// readingsOf returns the quantities that numbers with units may be, as Kubernetes writes them.
func readingsOf(numbers, units []string) (all []resource.Quantity) {
	const digits = 12 // a plausible quantity has no more, and very large ones overflow
	for _, number := range numbers {
		if len(number) > digits {
			continue
		}
		for _, suffix := range units {
			if q, ok := validation.ParseQuantity(number + suffix); ok && q.Sign() > 0 {
				all = append(all, q)
			}
		}
	}
	return all
}

// binaryTwin returns the binary amount that a decimal one may also mean: 512Mi for 512MB.
func binaryTwin(x *slip) string {
	suffix, _ := memoryUnit(x.unit)
	meant, ok := validation.ParseQuantity(x.number + suffix)
	if suffix == "" || strings.HasSuffix(suffix, "i") || !ok || meant.Cmp(*x.meant) != 0 {
		return ""
	}
	twin, _ := validation.ParseQuantity(x.number + strings.ToUpper(suffix) + "i")
	return twin.String()
}
