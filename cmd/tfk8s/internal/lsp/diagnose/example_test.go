package diagnose_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/diagnose"
)

func Example() {
	name, d, ok := diagnose.Failure(errors.New(`.tfk8s.yaml:2:3: there is no key "toool": did you mean "tool"?`))
	fmt.Println(ok, name, d.Range.Start, d.Message)
	// Output: true .tfk8s.yaml {1 2} there is no key "toool": did you mean "tool"?
}

func TestErrorsWithoutAPlaceAreRecognized(t *testing.T) {
	for _, text := range []string{"", "a: b", "a:1: b", "a:0:1: b", "a:x:y: b"} {
		if _, _, ok := diagnose.Failure(errors.New(text)); ok {
			t.Errorf("%q names no place", text)
		}
	}
}
