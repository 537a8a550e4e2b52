package reports_test

import (
	"fmt"
	"os"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/reports"
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/report"
)

func ExampleWriter() {
	targets, err := reports.Parse([]string{"text", "gitlab=report.json"}, func(name string) error { return fmt.Errorf("there is no format %s", name) })
	if err != nil {
		fmt.Println(err)
	}
	w := reports.Writer{
		Stdout: os.Stdout,
		Put: func(name string, text []byte) error {
			fmt.Printf("%s holds %s", name, text)
			return nil
		},
		Options: func(reports.Target) report.Options { return report.Options{} },
	}
	if err := w.Write(lint.Result{Files: 1, Objects: 2}, targets); err != nil {
		fmt.Println(err)
	}
	// Output:
	// 2 objects in 1 file: no findings
	// report.json holds []
}
