package main

import (
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// sends matches the functions with which a Go program sends or serves requests, opens a connection by a name of its own, or becomes
// another program; and the one function of another module that starts a program. The dialer of package net is not among them: kyaml's
// schemas bring net/http in, and what initializes that refers to the dialer. Without a client nothing calls it.
var sends = regexp.MustCompile(`^(net/http\.(\(\*(Client|Transport|Server)\)\.|Get$|Head$|Post|NewRequest|ListenAndServe)` +
	`|net/(rpc|smtp)\.|net\.(Dial|Listen|Lookup)|crypto/tls\.(Dial|\(\*Conn\)\.)|(vendor/)?golang\.org/x/net/(proxy|websocket)\.` +
	`|syscall\.Exec$|plugin\.Open|github\.com/google/gnostic-models/compiler\.(CallExtension|\(\*ExtensionHandler\)\.handle)$)`)

func TestTheBinaryHasNoFunctionThatSendsARequest(t *testing.T) {
	if testing.Short() {
		t.Skip("it builds the program")
	}
	binary := filepath.Join(t.TempDir(), "tfk8s.exe")
	goTool(t, "build", "-o", binary, ".")
	names := symbols(goTool(t, "tool", "nm", binary))
	if !slices.Contains(names, "main.main") || !slices.Contains(names, "os.OpenFile") {
		t.Fatal("the list of functions is not complete")
	}
	for _, name := range names {
		if sends.MatchString(name) {
			t.Errorf("%s is in the binary: see the section Offline of docs/design.md", name)
		}
	}
}

// TestFunctionsThatSendAreRecognized keeps the test above from passing because its pattern matches nothing.
func TestFunctionsThatSendAreRecognized(t *testing.T) {
	for _, name := range []string{
		"net.Dial", "net.DialTimeout", "net.ListenPacket", "net.LookupIP", "net/http.(*Client).do", "net/http.(*Transport).RoundTrip", "net/http.Get",
		"net/http.NewRequestWithContext", "net/rpc.Dial", "crypto/tls.Dial", "crypto/tls.(*Conn).Handshake",
		"syscall.Exec", "plugin.Open", "github.com/google/gnostic-models/compiler.CallExtension",
	} {
		if !sends.MatchString(name) {
			t.Errorf("%s is not recognized", name)
		}
	}
	for _, name := range []string{"net.ParseIP", "net.init", "net/http.init", "net.(*IPNet).String", "os.Open", "syscall.Open", "main.main"} {
		if sends.MatchString(name) {
			t.Errorf("%s sends nothing", name)
		}
	}
}

// TestOnlyTheComparisonWithGitStartsAnotherProgram looks at all packages that the program needs, those of other modules too. Of the
// compiler of gnostic nothing that starts a program is linked, see sends.
func TestOnlyTheComparisonWithGitStartsAnotherProgram(t *testing.T) {
	out := goTool(t, "list", "-deps", "-f", `{{if not .Standard}}{{.ImportPath}} {{join .Imports " "}}{{end}}`, ".")
	var starters []string
	for line := range strings.Lines(out) {
		fields := strings.Fields(line)
		if len(fields) > 0 && slices.Contains(fields[1:], "os/exec") {
			starters = append(starters, fields[0])
		}
	}
	if want := []string{"github.com/google/gnostic-models/compiler", module + "cmd/tfk8s/internal/changes"}; !slices.Equal(starters, want) {
		t.Errorf("%q import os/exec, want %q", starters, want)
	}
}

// symbols returns the names of the functions in the output of "go tool nm".
func symbols(out string) (names []string) {
	for line := range strings.Lines(out) {
		if fields := strings.Fields(line); len(fields) >= 3 && strings.EqualFold(fields[1], "t") {
			names = append(names, strings.Join(fields[2:], " "))
		}
	}
	return names
}

func goTool(t *testing.T, args ...string) string {
	t.Helper()
	var complaints strings.Builder
	cmd := exec.Command("go", args...)
	cmd.Stderr = &complaints
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go %s: %v: %s", strings.Join(args, " "), err, complaints.String())
	}
	return string(out)
}
