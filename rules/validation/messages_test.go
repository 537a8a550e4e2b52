package validation_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/validation"
	"github.com/toolforge/tfk8s/schemas"
)

var quoted = regexp.MustCompile(`"(\\.|[^"\\])*"`)

// checkWords fails the test if a message is more than one clause, or nothing says what to write.
func checkWords(t *testing.T, about string, p validation.Problem) {
	t.Helper()
	words := quoted.ReplaceAllString(p.Message, "")
	if p.Help == "" || strings.Contains(words, ": ") || strings.HasSuffix(p.Message, ".") || strings.HasSuffix(p.Help, ".") {
		t.Errorf("%s: %s: %s; help: %s", about, p.Path, p.Message, p.Help)
	}
}

// TestEachMessageIsOneClauseAndHasHelp checks the problems of all objects that the server validated.
func TestEachMessageIsOneClauseAndHasHelp(t *testing.T) {
	checked := 0
	for _, v := range readVerdicts(t) {
		for _, p := range problemsOfCase(t, v) {
			checkWords(t, v.Case, p)
			checked++
		}
	}
	if checked == 0 {
		t.Error("no problem was checked")
	}
}

func ExampleProblem() {
	file := manifest.Parse("bot.yaml", []byte(`apiVersion: batch/v1beta1
kind: CronJob
metadata: {name: my_bot}
spec:
  schedule: 0 25 * * *
  concurrencyPolicy: forbid
  jobTemplate:
    metadata:
      labels: {name: my bot}
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: bot
              image: ""
              ports: [{containerPort: 80000}]
`))
	cronJob := schemas.GVK{Group: "batch", Version: "v1beta1", Kind: "CronJob"}
	validation.Object(file.Docs[0].Objects()[0], cronJob, func(p validation.Problem) {
		fmt.Println(p.Message)
		if p.Effect != "" {
			fmt.Println("  effect:", p.Effect)
		}
		fmt.Println("  help:", p.Help)
	})
	// Output:
	// name "my_bot" has an underscore
	//   help: use lower-case letters, digits, dashes and dots, such as "my-bot"
	// concurrencyPolicy cannot be "forbid"
	//   help: did you mean "Forbid"?
	// image is empty
	//   help: name the image that the container runs
	// containerPort 80000 is out of range
	//   help: use 1 to 65535
	// label value "my bot" has a space
	//   effect: the CronJob is created, but its Jobs are rejected
	//   help: use letters, digits, dashes, underscores and dots, such as "my-bot"
	// "25" is not a valid hour
	//   help: use 0 to 23, or * for any
}
