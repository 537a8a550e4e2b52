package files

import "strings"

// A wildcard is a compiled glob. It works on bytes, like git's wildmatch, and only "/" and "**" between slashes match a "/". Matching
// never goes back in the text, so that no glob is slow.
type wildcard struct {
	prefix string // the text before the first special character
	suffix string // the text after the last one
	tokens []token
}

// A token matches some bytes of a text.
type token struct {
	kind tokenKind
	char byte
	set  *[256]bool
}

type tokenKind byte

const (
	tokenChar  tokenKind = iota
	tokenAny             // a byte other than "/"
	tokenSet             // a byte of a set
	tokenStar            // any number of bytes other than "/"
	tokenStars           // any number of bytes
	tokenFork            // nothing; this token and the next two mean "**/", which may match nothing
)

const special = `*?[\`

// compile compiles a glob. ok is false for a malformed one, which matches nothing for git.
func compile(glob string) (w wildcard, ok bool) {
	n := strings.IndexAny(glob, special)
	if n < 0 {
		return wildcard{prefix: glob}, true
	}
	w.prefix, glob = glob[:n], glob[n:]
	for i := 0; i < len(glob); i++ { // like git without the prefix, so that "a**/b" begins with "**/"
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

// stars compiles glob[start:end], which consists of stars.
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

// cutSuffix moves the plain characters at the end from the tokens to the suffix, except those of "**/".
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

// run reports whether the tokens match a text. It follows all ways through the tokens at once: at[n] means that the first n tokens
// can match the text so far.
func run(tokens []token, text string) bool {
	var buffers [2][64]bool
	at, next := buffers[0][:], buffers[1][:]
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

// arrive sets at[n], and each at[m] that follows from it without more text.
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
