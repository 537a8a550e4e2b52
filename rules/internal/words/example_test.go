package words_test

import (
	"fmt"

	"github.com/toolforge/tfk8s/rules/internal/words"
)

func Example() {
	fmt.Println("there is " + words.Article("Ingress"))
	fmt.Println("2 " + words.Plural(2, "container") + " and 1 " + words.Plural(1, "volume"))
	fmt.Println("did you mean " + words.Nearest("replicsa", []string{"replicas", "revisionHistoryLimit"}) + "?")
	fmt.Println("use " + words.Either([]string{"Always", "OnFailure", "Never"}))
	// Output:
	// there is an Ingress
	// 2 containers and 1 volume
	// did you mean replicas?
	// use Always, OnFailure or Never
}
