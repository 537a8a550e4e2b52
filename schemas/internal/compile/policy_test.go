package compile

import (
	"bytes"
	"testing"
)

func TestTheCompiledPolicyIsThatOfItsSource(t *testing.T) {
	want, err := Toolforge(readSource(t, "toolforge.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(readSource(t, "toolforge_gen.go"), want) {
		t.Error("toolforge_gen.go is out of date; run go generate ./schemas")
	}
}
