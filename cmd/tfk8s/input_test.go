package main

import (
	"errors"
	"strings"
	"testing"
)

func TestABugInOneFileIsAnErrorThatNamesIt(t *testing.T) {
	err := contain("job.yaml", func() error { panic("index out of range") })
	if err == nil || !strings.HasPrefix(err.Error(), "job.yaml: a bug of tfk8s") {
		t.Errorf("got %v", err)
	}
	wrong := errors.New("wrong")
	if err := contain("job.yaml", func() error { return wrong }); err != wrong {
		t.Errorf("got %v, want the error of the work", err)
	}
}
