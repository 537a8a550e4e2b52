package manpage_test

import (
	"os"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/manpage"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/usage"
)

func Example() {
	_ = manpage.Write(os.Stdout, manpage.Page{
		Version: "v1.2.3", Date: "2020-03-15", Title: "lint manifests",
		Program: usage.Program{
			Name: "tfk8s", Summary: "It works offline.", Examples: "tfk8s lint .",
			Commands: []usage.Command{{Name: "lint", Args: "file ...", Summary: "find faults"}},
			Rules:    []usage.Rule{{Name: "legacy-image", ID: "TFK201", Severity: "error", Summary: "Finds old images."}},
		},
	})
	// Output:
	// .TH "TFK8S" "1" "2020\-03\-15" "tfk8s v1.2.3" "User Commands"
	// .SH "NAME"
	// tfk8s \- lint manifests
	// .SH "SYNOPSIS"
	// \fBtfk8s lint\fR file ...
	// .SH "DESCRIPTION"
	// .PP
	// It works offline.
	// .SH "COMMANDS"
	// .SS "tfk8s lint"
	// Find faults.
	// .SH "EXAMPLES"
	// .PP
	// .nf
	// tfk8s lint .
	// .fi
	// .SH "RULES"
	// .TP
	// \fBlegacy\-image\fR (TFK201, error)
	// Finds old images.
}
