package report

import (
	"encoding/json"
	"fmt"
	"io"
	"unicode/utf16"
	"unicode/utf8"
)

// EncodeJSON writes a value as indented JSON, in which each character that a terminal would obey or hide is escaped.
func EncodeJSON(w io.Writer, value any) error {
	enc := json.NewEncoder(escaper{w})
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(value)
}

// An escaper escapes in JSON what encoding/json does not. Each call of Write must end with a whole character.
type escaper struct{ io.Writer }

func (e escaper) Write(text []byte) (int, error) {
	var out []byte
	done := 0
	for i := 0; i < len(text); {
		if text[i] < 0x7F {
			i++
			continue
		}
		r, size := utf8.DecodeRune(text[i:])
		if hidden(r) {
			out = append(out, text[done:i]...)
			done = i + size
			if high, low := utf16.EncodeRune(r); high != utf8.RuneError {
				out = fmt.Appendf(out, `\u%04x\u%04x`, high, low)
			} else {
				out = fmt.Appendf(out, `\u%04x`, r)
			}
		}
		i += size
	}
	if done > 0 {
		out = append(out, text[done:]...)
		if _, err := e.Writer.Write(out); err != nil {
			return 0, err
		}
		return len(text), nil
	}
	return e.Writer.Write(text)
}
