package input_test

import (
	"fmt"
	"strings"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/input"
)

func ExampleFile_Load() {
	stdin := strings.NewReader("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: lamp}\n")
	f, err := input.File{Name: "lamp.yaml", Stdin: true}.Load(stdin)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(f.Name, f.Docs[0].Root().Field("kind").String())
	_, err = input.File{Name: input.StdinName, Stdin: true}.Load(stdin)
	fmt.Println(err)
	// Output:
	// lamp.yaml ConfigMap
	// standard input is empty: check the command before the pipe
}
