package report

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// EncodeJSON writes a value as indented JSON, in which each character that a terminal would obey or hide is escaped.
func EncodeJSON(w io.Writer, value any) error {
	return newJSONEncoder(w, "").Encode(value)
}

// jsonIndent is how much further a list or an object is indented than what holds it.
const jsonIndent = "  "

func newJSONEncoder(w io.Writer, prefix string) *json.Encoder {
	enc := json.NewEncoder(escaper{w})
	enc.SetEscapeHTML(false)
	enc.SetIndent(prefix, jsonIndent)
	return enc
}

// encodeList writes what EncodeJSON writes of a value, with n items in a list that is empty in the value. opening is the text up to the
// items: the key, as no string of JSON can hold it, and the bracket. Each item is encoded alone, because encoding/json has all that it
// encodes in memory twice, and allocates several times as much until its buffers are large enough.
func encodeList(w io.Writer, value any, opening string, n int, item func(i int) any) error {
	var frame strings.Builder
	if err := EncodeJSON(&frame, value); err != nil {
		return err
	}
	before, after, _ := strings.Cut(frame.String(), opening)
	margin := before[strings.LastIndexByte(before, '\n')+1:]
	out := bufio.NewWriter(w)
	out.WriteString(before + opening)
	var text bytes.Buffer
	enc := newJSONEncoder(&text, margin+jsonIndent)
	for i := range n {
		text.Reset()
		if err := enc.Encode(item(i)); err != nil {
			return err
		}
		if i > 0 {
			out.WriteByte(',')
		}
		out.WriteString("\n" + margin + jsonIndent)
		out.Write(bytes.TrimSuffix(text.Bytes(), []byte("\n")))
	}
	if n > 0 {
		out.WriteString("\n" + margin)
	}
	out.WriteString(after)
	return out.Flush()
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
