package generate_test

import (
	"bytes"
	"fmt"

	"github.com/toolforge/tfk8s/lint/manifest/generate"
)

func Example() {
	one, other := generate.New(7, generate.Mixed), generate.New(7, generate.Mixed)
	text := one.Next()
	fmt.Println(bytes.Equal(text, other.Next()), bytes.Contains(text, []byte("apiVersion:")))
	// Output:
	// true true
}
