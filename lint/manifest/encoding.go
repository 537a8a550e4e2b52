package manifest

import (
	"bytes"
	"encoding/binary"
	"unicode/utf16"
	"unicode/utf8"
)

// An encoding is how a file's text is written on disk.
type encoding uint8

const (
	utf8Plain encoding = iota
	utf8BOM
	utf16LE
	utf16BE
)

var byteOrderMarks = [...][]byte{
	utf8BOM: {0xEF, 0xBB, 0xBF},
	utf16LE: {0xFF, 0xFE},
	utf16BE: {0xFE, 0xFF},
}

// invalidByte replaces a byte that is not UTF-8. kubectl reads U+FFFD there; a single ASCII character keeps offsets in the
// text equal to offsets in the file. Like U+FFFD, it is no YAML indicator, and invalid in names and labels.
const invalidByte = '$'

// decode returns src as valid UTF-8 without a byte order mark. ok reports whether encode gives src back.
func decode(src []byte) (text []byte, enc encoding, ok bool) {
	enc = encodingOf(src)
	src = src[len(byteOrderMarks[enc]):]
	if enc == utf16LE || enc == utf16BE {
		text = decodeUTF16(src, enc)
		return text, enc, bytes.Equal(encode(text, enc)[2:], src)
	}
	if utf8.Valid(src) {
		return src, enc, true
	}
	// The replaced bytes have the length of the old ones, so edits still apply: see File.Apply.
	return replaceInvalid(src), enc, true
}

// encodingOf finds out the encoding from the byte order mark.
func encodingOf(src []byte) encoding {
	for e, mark := range byteOrderMarks {
		if len(mark) > 0 && bytes.HasPrefix(src, mark) {
			return encoding(e)
		}
	}
	return utf8Plain
}

func replaceInvalid(src []byte) []byte {
	text := bytes.Clone(src)
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && n == 1 {
			text[i] = invalidByte
		}
		i += n
	}
	return text
}

func byteOrder(enc encoding) binary.AppendByteOrder {
	if enc == utf16LE {
		return binary.LittleEndian
	}
	return binary.BigEndian
}

func decodeUTF16(src []byte, enc encoding) []byte {
	order := binary.ByteOrder(binary.BigEndian)
	if enc == utf16LE {
		order = binary.LittleEndian
	}
	units := make([]uint16, len(src)/2)
	for i := range units {
		units[i] = order.Uint16(src[2*i:])
	}
	text := []byte(string(utf16.Decode(units)))
	if len(src)%2 != 0 {
		text = utf8.AppendRune(text, utf8.RuneError) // as kubectl reads half a character at the end
	}
	return text
}

// encode returns the bytes of a text on disk, byte order mark included.
func encode(text []byte, enc encoding) []byte {
	out := bytes.Clone(byteOrderMarks[enc])
	if enc == utf8Plain || enc == utf8BOM {
		return append(out, text...)
	}
	for _, unit := range utf16.Encode([]rune(string(text))) {
		out = byteOrder(enc).AppendUint16(out, unit)
	}
	return out
}
