package terminal

import (
	"slices"
	"strings"
)

// ShowsLinks reports whether the terminal is known to show hyperlinks (OSC 8).
func ShowsLinks(getenv func(string) string) bool {
	for _, name := range []string{"DOMTERM", "KITTY_WINDOW_ID", "KONSOLE_VERSION", "WEZTERM_PANE", "WT_SESSION"} {
		if getenv(name) != "" {
			return true
		}
	}
	if vte := getenv("VTE_VERSION"); len(vte) == len("5000") && vte >= "5000" { // GNOME Terminal and its relatives since 0.50
		return true
	}
	programs := []string{"ghostty", "Hyper", "iTerm.app", "vscode", "WezTerm"}
	return slices.Contains(programs, getenv("TERM_PROGRAM")) || strings.HasPrefix(getenv("TERM"), "foot") || getenv("TERM") == "alacritty"
}
