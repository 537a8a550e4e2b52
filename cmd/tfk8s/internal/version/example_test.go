package version_test

import (
	"fmt"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/version"
)

func Example() {
	fmt.Println(version.Build{Version: "v1.2.3", Commit: "0123456789abcdef", Date: "2020-03-15T08:30:00Z"})
	// Output:
	// v1.2.3 (commit 0123456789ab, 2020-03-15)
}
