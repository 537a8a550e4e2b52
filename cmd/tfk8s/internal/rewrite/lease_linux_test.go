package rewrite

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

func TestAFileThatAnotherProgramWritesToStaysAsItWas(t *testing.T) {
	name := lamp(t, 0o600)
	writer, err := os.OpenFile(name, os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		t.Fatal(err)
	}
	if err := File(name, []byte(before), []byte(after), Options{}); !errors.Is(err, errOpen) {
		t.Skipf("the file system has no leases: %v", err)
	}
	if _, err := writer.WriteString("# more\n"); err != nil {
		t.Error(err)
	}
	_ = writer.Close()
	expect(t, name, before+"# more\n", 0o600)
}

// TestAProgramThatOpensTheFileWhileItIsReplacedGetsIt opens it for writing between the last look at it and the exchange.
func TestAProgramThatOpensTheFileWhileItIsReplacedGetsIt(t *testing.T) {
	name := lamp(t, 0o600)
	f, err := openTarget(name, []byte(before))
	if err != nil {
		t.Fatal(err)
	}
	d, err := newDraft(filepath.Dir(name), []byte(after))
	if err != nil {
		t.Fatal(err)
	}
	if isLeased, err := lease(f.File); err != nil || !isLeased {
		t.Skip(err)
	}
	if err := errors.Join(f.check(), d.giveName([]byte(before))); err != nil {
		t.Fatal(err)
	}
	done := make(chan error)
	go func() {
		writer, err := os.OpenFile(name, os.O_WRONLY|os.O_APPEND, 0)
		if err == nil {
			_, err = writer.WriteString("# more\n")
			err = errors.Join(err, writer.Close())
		}
		done <- err
	}()
	for hasLease(f.File) { // until the other one waits
	}
	if err := exchange(d.path, name); err != nil {
		t.Fatal(err)
	}
	if err := f.verify(d, true); !errors.Is(err, errChanged) {
		t.Error(err)
	}
	d.discard()
	_ = f.Close()
	if err := <-done; err != nil {
		t.Error(err)
	}
	expect(t, name, before+"# more\n", 0o600)
}
