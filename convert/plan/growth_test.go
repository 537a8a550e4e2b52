package plan_test

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/convert/plan"
	"github.com/toolforge/tfk8s/schemas"
)

// manyTools returns functions that make manifests of n tools, or n objects of one tool, in one file or in n.
func manyTools() map[string]func(n int) []source {
	return map[string]func(n int) []source{
		"a file for each tool": func(n int) (sources []source) {
			for i := range n {
				sources = append(sources, source{fmt.Sprintf("%d.yaml", i), faulty(fmt.Sprintf("t%d", i), "bot")})
			}
			return sources
		},
		"one file of all tools": func(n int) []source {
			var all strings.Builder
			for i := range n {
				all.WriteString("---\n" + faulty(fmt.Sprintf("t%d", i), "bot"))
			}
			return []source{{"all.yaml", all.String()}}
		},
		"one file of one tool": func(n int) []source {
			var all strings.Builder
			for i := range n {
				all.WriteString("---\n" + faulty("relay", fmt.Sprintf("bot%d", i)))
			}
			return []source{{"all.yaml", all.String()}}
		},
		"a file for each object of a tool": func(n int) (sources []source) {
			for i := range n {
				sources = append(sources, source{fmt.Sprintf("%d.yaml", i), faulty("relay", fmt.Sprintf("bot%d", i))})
			}
			return sources
		},
	}
}

// faulty is a Deployment that convert changes, with an error and a warning that only a person can fix.
func faulty(tool, name string) string {
	return object("Deployment", "extensions/v1beta1", tool, name) + `spec:
  template:
    metadata: {labels: {name: ` + name + `}}
    spec:
      containers:
      - {name: bot, image: "registry.example.org/bot:latest"}
      - {name: old, image: "docker-registry.tools.wmflabs.org/toollabs-python2-base:latest", command: [/data/project/` + tool + `/run.py]}
`
}

// Allocations and the length of the output measure the work. Unlike time, they are the same on every machine.
func TestTheWorkGrowsWithTheManifestsAndNoFaster(t *testing.T) {
	const few, times = 10, 16
	for name, sources := range manyTools() {
		for _, isMade := range []bool{false, true} {
			work := func(n int) (allocations, written float64) {
				r := request(t, schemas.Toolforge(), sources(n)...)
				for range n {
					r.Unread = append(r.Unread, "x.yaml: no such file")
				}
				for i := range r.Files {
					if isMade {
						r.Files[i].MadeBy = []string{"k/kustomization.yaml"}
					}
				}
				var out counter
				allocations = testing.AllocsPerRun(1, func() {
					out = 0
					if err := plan.Markdown(&out, plans(t, r)); err != nil {
						t.Fatal(err)
					}
				})
				return allocations, float64(out)
			}
			allocations, written := work(few)
			more, longer := work(few * times)
			if growth := max(more/allocations, longer/written); growth > 1.5*times {
				t.Errorf("%s: %d times as many are %.0f times the work", name, times, growth)
			}
		}
	}
}

// A counter counts the bytes that are written to it.
type counter int

var _ io.Writer = new(counter)

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}
