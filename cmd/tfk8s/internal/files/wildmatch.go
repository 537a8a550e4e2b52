package files

import "strings"

// A wildcard is a compiled glob, as git's wildmatch reads it: every byte for itself, "/" only matched by "/" and by "**"
// between slashes. It matches in steps that never go back, so that no glob takes long.
type wildcard struct {
	prefix string // before the first special character
	suffix string // after the last one
	tokens []token
}

// A token stands for some bytes of a text.
type token struct {
	kind tokenKind
	char byte
	set  *[256]bool
}

type tokenKind byte

const (
	tokenChar  tokenKind = iota
	tokenAny             // a byte, "/" excepted
	tokenSet             // a byte of a set
	tokenStar            // bytes without "/"
	tokenStars           // bytes
	tokenFork            // nothing: "**/" may be left out, which is this token and the two after it
)

const special = `*?[\`

// compile reads a glob. It reports false for one that is malformed: git takes it for one that matches nothing.
func compile(glob string) (w wildcard, ok bool) {
	n := strings.IndexAny(glob, special)
	if n < 0 {
		return wildcard{prefix: glob}, true
	}
	w.prefix, glob = glob[:n], glob[n:]
	for i := 0; i < len(glob); i++ { // git cuts the prefix off too, so "a**/b" begins with "**/" for it
		switch c := glob[i]; c {
		case '\\':
			if i++; i == len(glob) {
				return w, false
			}
			w.tokens = append(w.tokens, token{char: glob[i]})
		case '?':
			w.tokens = append(w.tokens, token{kind: tokenAny})
		case '*':
			end := i + 1
			for end < len(glob) && glob[end] == '*' {
				end++
			}
			w.tokens = append(w.tokens, stars(glob, i, end)...)
			i = end - 1
		case '[':
			set, end := parseSet(glob, i+1)
			if set == nil {
				return w, false
			}
			w.tokens = append(w.tokens, token{kind: tokenSet, set: set})
			i = end
		default:
			w.tokens = append(w.tokens, token{char: c})
		}
	}
	w.cutSuffix()
	return w, true
}

// stars compiles glob[start:end], which holds nothing but stars.
func stars(glob string, start, end int) []token {
	rest := glob[end:]
	switch {
	case end-start < 2 || start > 0 && glob[start-1] != '/':
	case rest == "" || strings.HasPrefix(rest, `\/`):
		return []token{{kind: tokenStars}}
	case rest[0] == '/':
		return []token{{kind: tokenFork}, {kind: tokenStars}}
	}
	return []token{{kind: tokenStar}}
}

// cutSuffix takes the plain characters at the end off the tokens, unless they belong to "**/".
func (w *wildcard) cutSuffix() {
	n := len(w.tokens)
	for n > 0 && w.tokens[n-1].kind == tokenChar && !(n > 2 && w.tokens[n-3].kind == tokenFork) {
		n--
	}
	var suffix []byte
	for _, t := range w.tokens[n:] {
		suffix = append(suffix, t.char)
	}
	w.suffix, w.tokens = string(suffix), w.tokens[:n]
}

// match reports whether the glob matches all of the text.
func (w *wildcard) match(text string) bool {
	if len(w.tokens) == 0 {
		return len(text) == len(w.prefix)+len(w.suffix) && strings.HasPrefix(text, w.prefix) && strings.HasSuffix(text, w.suffix)
	}
	rest, ok := strings.CutPrefix(text, w.prefix)
	if ok {
		rest, ok = strings.CutSuffix(rest, w.suffix)
	}
	switch {
	case !ok:
		return false
	case len(w.tokens) == 1 && w.tokens[0].kind == tokenStar:
		return strings.IndexByte(rest, '/') < 0
	}
	return run(w.tokens, rest)
}

// run follows all ways through the tokens at once: at holds after how many of them the text may have come so far.
func run(tokens []token, text string) bool {
	var room [2][64]bool
	at, next := room[0][:], room[1][:]
	if len(tokens) >= len(at) {
		at, next = make([]bool, len(tokens)+1), make([]bool, len(tokens)+1)
	}
	arrive(tokens, at, 0)
	for i := 0; i < len(text); i++ {
		clear(next)
		alive := false
		for n, t := range tokens {
			if !at[n] {
				continue
			}
			switch c := text[i]; {
			case t.kind == tokenStar && c != '/' || t.kind == tokenStars:
				next[n], alive = true, true
				arrive(tokens, next, n+1)
			case t.accepts(c):
				alive = true
				arrive(tokens, next, n+1)
			}
		}
		if !alive {
			return false
		}
		at, next = next, at
	}
	return at[len(tokens)]
}

// arrive marks a place between tokens, and those that can be reached from there without any text.
func arrive(tokens []token, at []bool, n int) {
	for ; !at[n]; n++ {
		at[n] = true
		if n == len(tokens) {
			return
		}
		switch tokens[n].kind {
		case tokenFork:
			arrive(tokens, at, n+3)
		case tokenStar, tokenStars:
		default:
			return
		}
	}
}

func (t *token) accepts(c byte) bool {
	switch t.kind {
	case tokenChar:
		return c == t.char
	case tokenAny:
		return c != '/'
	case tokenSet:
		return t.set[c]
	}
	return false
}
