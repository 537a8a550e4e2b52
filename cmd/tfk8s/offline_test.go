package main

import (
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// sends matches the functions with which a Go program sends or serves requests, opens a connection by a name of its own, or starts
// another program. The dialer of package net is not among them: kyaml's schemas bring net/http in, and what initializes that refers to
// the dialer. Without a client nothing calls it.
var sends = regexp.MustCompile(`^(net/http\.(\(\*(Client|Transport|Server)\)\.|Get$|Head$|Post|NewRequest|ListenAndServe)` +
	`|net/(rpc|smtp)\.|net\.(Dial|Listen|Lookup)|crypto/tls\.(Dial|\(\*Conn\)\.)|(vendor/)?golang\.org/x/net/(proxy|websocket)\.` +
	`|os/exec\.\(\*Cmd\)\.|os\.StartProcess|syscall\.([Ff]orkExec|StartProcess|Exec)$|plugin\.Open)`)

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
		"net/http.NewRequestWithContext", "net/rpc.Dial", "crypto/tls.Dial", "crypto/tls.(*Conn).Handshake", "os/exec.(*Cmd).Start", "os.StartProcess",
		"syscall.forkExec", "plugin.Open",
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
