package javaheap_test

import (
	"fmt"

	"k8s.io/apimachinery/pkg/api/resource"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/internal/javaheap"
)

func Example() {
	container := manifest.Parse("", []byte("command: [java, -Xmx2g, -jar, bot.jar]\n")).Docs[0].Root()
	start := javaheap.StartOf(container)
	limit, most := resource.MustParse("1Gi"), resource.MustParse("4Gi")
	for _, heap := range start.Heaps() {
		fault := heap.Check(&limit, &most, "the limit")
		fmt.Println(fault.Message)
		fmt.Println(fault.Help("limits.memory"))
	}
	// Output:
	// the Java heap of -Xmx2g does not fit into the limit 1Gi
	// set limits.memory to 2560Mi
}
