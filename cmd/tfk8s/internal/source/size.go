package source

import (
	"errors"
	"math"
	"strconv"
	"strings"
)

// A Size is a number of bytes that is written as an amount of memory is: 512Mi. It is a flag of the command line.
type Size int64

type unit struct {
	name  string
	bytes int64
}

func units() []unit {
	return []unit{{"Gi", 1 << 30}, {"Mi", 1 << 20}, {"Ki", 1 << 10}, {"G", 1e9}, {"M", 1e6}, {"k", 1e3}, {"", 1}}
}

// String writes the size in the largest unit that divides it.
func (s Size) String() string {
	for _, u := range units() {
		if int64(s)%u.bytes == 0 && s != 0 {
			return strconv.FormatInt(int64(s)/u.bytes, 10) + u.name
		}
	}
	return strconv.FormatInt(int64(s), 10)
}

// Set reads a size.
func (s *Size) Set(text string) error {
	for _, u := range units() {
		digits, ok := strings.CutSuffix(text, u.name)
		if !ok {
			continue
		}
		n, err := strconv.ParseUint(digits, 10, 63)
		if err != nil || n == 0 || int64(n) >= math.MaxInt64/u.bytes {
			break
		}
		*s = Size(int64(n) * u.bytes)
		return nil
	}
	return errors.New("not a number of bytes, or an amount such as 512Mi")
}

// Type is the word for a size in the help.
func (s *Size) Type() string { return "size" }
