package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

const someStamp = "v1.2.3,0123456789abcdef0123456789abcdef01234567,2020-03-15T08:30:00Z"

func someRelease(t *testing.T) *release {
	t.Helper()
	r, err := newRelease(someStamp, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	r.work = t.TempDir()
	return r
}

func someTexts() texts {
	all := texts{}
	for _, name := range []string{"README.md", "CHANGELOG.md", "LICENSE", "NOTICE", manualPage, bashCompletion, zshCompletion, fishCompletion} {
		all[name] = []byte("text of " + name + "\n")
	}
	return all
}

// someBinary writes a file in place of the program, with another date each time.
func someBinary(t *testing.T, name string) string {
	t.Helper()
	binary := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(binary, []byte("program"), 0o755); err != nil {
		t.Fatal(err)
	}
	return binary
}

func TestTheSameSourceGivesTheSameBytes(t *testing.T) {
	write := func() (sums string) {
		r := someRelease(t)
		for _, goal := range []target{{"linux", "amd64"}, {"windows", "amd64"}} {
			if err := r.archive(goal, someBinary(t, "tfk8s"), someTexts()); err != nil {
				t.Fatal(err)
			}
		}
		if err := r.packages(target{"linux", "arm64"}, someBinary(t, "tfk8s"), someTexts()); err != nil {
			t.Fatal(err)
		}
		if err := writeSums(r.out); err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(filepath.Join(r.out, "SHA256SUMS"))
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	first := write()
	if second := write(); first != second {
		t.Errorf("first\n%s\nthen\n%s", first, second)
	}
	for _, name := range []string{"tfk8s_1.2.3_linux_amd64.tar.gz", "tfk8s_1.2.3_windows_amd64.zip", "tfk8s_1.2.3_linux_arm64.deb", "tfk8s_1.2.3_linux_arm64.rpm"} {
		if !strings.Contains(first, "  "+name+"\n") {
			t.Errorf("no %s in\n%s", name, first)
		}
	}
}

func TestAnArchiveHoldsTheProgramAndItsTexts(t *testing.T) {
	want := "tfk8s_1.2.3_linux_amd64/tfk8s 755\n" + strings.ReplaceAll("CHANGELOG.md LICENSE NOTICE README.md completions/_tfk8s completions/tfk8s.bash completions/tfk8s.fish tfk8s.1 ", " ", " 644\n")
	r := someRelease(t)
	if err := r.archive(target{"linux", "amd64"}, someBinary(t, "tfk8s"), someTexts()); err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(r.name("_linux_amd64.tar.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	zipped, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	for in := tar.NewReader(zipped); ; {
		head, err := in.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if !head.ModTime.Equal(r.date) || head.Uid != 0 {
			t.Errorf("%s is of %s, owner %d", head.Name, head.ModTime, head.Uid)
		}
		name := head.Name
		if got.Len() > 0 {
			name = strings.TrimPrefix(name, "tfk8s_1.2.3_linux_amd64/")
		}
		got.WriteString(name + " " + map[int64]string{0o755: "755", 0o644: "644"}[head.Mode] + "\n")
	}
	if got.String() != want {
		t.Errorf("the archive has\n%swant\n%s", got.String(), want)
	}
}

func TestTheArchiveForWindowsIsAZip(t *testing.T) {
	r := someRelease(t)
	if err := r.archive(target{"windows", "amd64"}, someBinary(t, "tfk8s.exe"), someTexts()); err != nil {
		t.Fatal(err)
	}
	in, err := zip.OpenReader(r.name("_windows_amd64.zip"))
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	if in.File[0].Name != "tfk8s_1.2.3_windows_amd64/tfk8s.exe" || len(in.File) != 9 {
		t.Errorf("%d files, the first is %s", len(in.File), in.File[0].Name)
	}
}

func TestTheListOfComponentsIsThatOfTheProgram(t *testing.T) {
	binary, err := os.Executable() // this test links nfpm
	if err != nil {
		t.Fatal(err)
	}
	r := someRelease(t)
	if err := r.components(binary); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(r.name("_sbom.cdx.json"))
	if err != nil {
		t.Fatal(err)
	}
	var list bom
	if err := json.Unmarshal(text, &list); err != nil {
		t.Fatal(err)
	}
	if list.Metadata.Timestamp != r.date.Format(time.RFC3339) || list.Metadata.Component.Version != "v1.2.3" {
		t.Errorf("it is about %+v", list.Metadata)
	}
	for _, want := range []string{`"name": "github.com/goreleaser/nfpm/v2"`, `"purl": "pkg:golang/std@`} {
		if !bytes.Contains(text, []byte(want)) {
			t.Errorf("no %s in %s", want, text)
		}
	}
}

func TestADebianPackageCanBeRead(t *testing.T) {
	tool, err := exec.LookPath("dpkg-deb")
	if err != nil {
		t.Skip("there is no dpkg-deb")
	}
	r := someRelease(t)
	if err := r.packages(target{"linux", "amd64"}, someBinary(t, "tfk8s"), someTexts()); err != nil {
		t.Fatal(err)
	}
	for flag, wants := range map[string][]string{
		"--field":    {"Package: tfk8s\n", "Version: 1.2.3\n", "Architecture: amd64\n"},
		"--contents": {"-rwxr-xr-x root/root", " ./usr/bin/tfk8s\n", " ./usr/share/man/man1/tfk8s.1.gz\n", " ./usr/share/bash-completion/completions/tfk8s\n", " ./usr/share/doc/tfk8s/changelog.gz\n"},
	} {
		out, err := exec.Command(tool, flag, r.name("_linux_amd64.deb")).CombinedOutput()
		if err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		for _, want := range wants {
			if !strings.Contains(string(out), want) {
				t.Errorf("dpkg-deb %s: no %q in\n%s", flag, want, out)
			}
		}
	}
}

func TestTheDebianChangelogHasTheFormOfDebian(t *testing.T) {
	const want = "tfk8s (1.2.3) unstable; urgency=medium\n\n  * /usr/share/doc/tfk8s/CHANGELOG.md says what is new.\n\n" +
		" -- tfk8s maintainers <maintainers@toolforge.invalid>  Sun, 15 Mar 2020 08:30:00 +0000\n"
	if got := string(someRelease(t).debianTexts()[debianChangelog]); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}

func TestAStampWithoutACommitIsRejected(t *testing.T) {
	for _, stamp := range []string{"", "v1.2.3", "v1.2.3,0123,yesterday"} {
		if _, err := newRelease(stamp, "dist"); err == nil {
			t.Errorf("%q is accepted", stamp)
		}
	}
}
