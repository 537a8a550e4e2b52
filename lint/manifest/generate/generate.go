// Package generate writes manifests like those of Toolforge tools, for tests and benchmarks. The same seed gives the same bytes.
package generate

import (
	"bytes"
	"cmp"
	"fmt"
	"math/rand/v2"
	"strings"
)

// A Mix says which manifests to write.
type Mix uint8

const (
	Mixed    Mix = iota // half for the legacy cluster, half for the current one
	Legacy              // all for the legacy cluster: nearly every object has findings
	Migrated            // all for the current cluster: no findings except notes
)

// A Writer generates manifests, each for another tool.
type Writer struct {
	mix  Mix
	tool string // of all manifests; "" for another one each time
	rand *rand.Rand
	n    int
}

// New returns a writer that always writes the same manifests for a seed.
func New(seed uint64, mix Mix) *Writer {
	return &Writer{mix: mix, rand: rand.New(rand.NewPCG(seed, seed))}
}

// NewOfTool returns a writer like that of New, whose manifests are all for one tool.
func NewOfTool(tool string, seed uint64, mix Mix) *Writer {
	w := New(seed, mix)
	w.tool = tool
	return w
}

// Next returns one object as a YAML document, between 300 and 4,000 bytes long.
func (w *Writer) Next() []byte {
	w.n++
	legacy := w.mix == Legacy || w.mix == Mixed && w.rand.IntN(2) == 0
	name := fmt.Sprintf("%s-%d", pick(w.rand, words), w.n)
	m := manifest{tool: cmp.Or(w.tool, name), name: name, legacy: legacy, rand: w.rand}
	switch w.rand.IntN(10) {
	case 0, 1:
		m.service()
	case 2, 3:
		m.cronJob()
	case 4:
		m.deployment(20 + w.rand.IntN(40)) // a large one: the settings of a bot in its environment
	default:
		m.deployment(w.rand.IntN(4))
	}
	return m.text.Bytes()
}

// Stream returns documents, with separators, of at least size bytes together.
func (w *Writer) Stream(size int) []byte {
	var all bytes.Buffer
	for all.Len() < size {
		all.WriteString("---\n")
		all.Write(w.Next())
	}
	return all.Bytes()
}

// Wide returns one Deployment with a number of environment variables.
func (w *Writer) Wide(env int) []byte {
	m := manifest{tool: "wide", name: "wide", legacy: w.mix == Legacy, rand: w.rand}
	m.deployment(env)
	return m.text.Bytes()
}

var words = []string{"greeter", "archiver", "linkcheck", "stats", "patrol", "mapper", "counter", "digest"}

func pick[T any](r *rand.Rand, from []T) T { return from[r.IntN(len(from))] }

// A manifest builds one object.
type manifest struct {
	tool   string
	name   string // of the object
	legacy bool
	rand   *rand.Rand
	text   bytes.Buffer
}

// line writes lines with an indentation.
func (m *manifest) line(indent int, format string, args ...any) {
	m.text.WriteString(strings.Repeat("  ", indent))
	fmt.Fprintf(&m.text, format, args...)
	m.text.WriteByte('\n')
}

// choose returns one text for the legacy cluster, another for the current one.
func (m *manifest) choose(legacy, current string) string {
	if m.legacy {
		return legacy
	}
	return current
}

func (m *manifest) head(kind, legacyAPI, api string) {
	m.line(0, "# %s of %s", kind, m.name)
	m.line(0, "apiVersion: %s", m.choose(legacyAPI, api))
	m.line(0, "kind: %s", kind)
	m.line(0, "metadata:")
	m.line(1, "name: %s", m.name)
	m.line(1, "namespace: %s", m.choose(m.tool, "tool-"+m.tool))
}

func (m *manifest) deployment(env int) {
	m.head("Deployment", "extensions/v1beta1", "apps/v1")
	if !m.legacy {
		m.line(1, "labels:")
		m.labels(2)
	}
	m.line(0, "spec:")
	m.line(1, "replicas: 1")
	if !m.legacy {
		m.line(1, "selector:")
		m.line(2, "matchLabels:")
		m.labels(3)
	}
	m.line(1, "template:")
	m.pod(2, env)
}

func (m *manifest) cronJob() {
	kind := m.choose("ScheduledJob", "CronJob")
	m.head(kind, "batch/v2alpha1", "batch/v1beta1")
	m.line(0, "spec:")
	m.line(1, "schedule: %q", fmt.Sprintf("%d %d * * *", m.rand.IntN(60), m.rand.IntN(24)))
	m.line(1, "concurrencyPolicy: Forbid")
	m.line(1, "jobTemplate:")
	m.line(2, "spec:")
	m.line(3, "template:")
	m.pod(4, m.rand.IntN(3))
	m.line(5, "restartPolicy: Never")
}

func (m *manifest) service() {
	m.head("Service", "v1", "v1")
	m.line(0, "spec:")
	m.line(1, "selector:")
	m.line(2, "name: %s.web", m.name)
	m.line(1, "ports:")
	m.line(1, "- name: http")
	m.line(2, "port: 8000")
	m.line(2, "protocol: TCP")
	m.line(2, "targetPort: 8000")
}

func (m *manifest) labels(indent int) {
	m.line(indent, "name: %s.bot", m.name)
	if !m.legacy {
		m.line(indent, "toolforge: tool")
	}
}

// pod writes the metadata and spec of a pod template.
func (m *manifest) pod(indent, env int) {
	home := "/data/project/" + m.tool
	m.line(indent, "metadata:")
	m.line(indent+1, "labels:")
	m.labels(indent + 2)
	m.line(indent, "spec:")
	m.line(indent+1, "containers:")
	m.line(indent+1, "- name: bot")
	image := m.choose("toollabs-python35-base", "toolforge-python37-sssd-base")
	m.line(indent+2, "image: docker-registry.tools.wmflabs.org/%s:latest", image)
	m.line(indent+2, "command: [ %q, \"run\" ]", home+"/bin/"+m.tool+".sh")
	m.line(indent+2, "workingDir: %s", home)
	m.line(indent+2, "imagePullPolicy: Always")
	m.line(indent+2, "env:")
	m.line(indent+2, "- name: HOME")
	m.line(indent+3, "value: %s", home)
	for i := range env {
		m.line(indent+2, "- name: SETTING_%d # what the bot looks at", i)
		m.line(indent+3, "value: %q", fmt.Sprint(m.rand.Uint32()))
	}
	m.resources(indent + 2)
	if m.legacy {
		m.line(indent+2, "volumeMounts:")
		m.line(indent+2, "- name: home")
		m.line(indent+3, "mountPath: %s/", home)
		m.line(indent+1, "volumes:")
		m.line(indent+1, "- name: home")
		m.line(indent+2, "hostPath:")
		m.line(indent+3, "path: %s/", home)
	}
}

func (m *manifest) resources(indent int) {
	if m.legacy {
		return
	}
	m.line(indent, "resources:")
	m.line(indent+1, "limits:")
	m.line(indent+2, "cpu: 500m")
	m.line(indent+2, "memory: 512Mi")
	m.line(indent+1, "requests:")
	m.line(indent+2, "cpu: 150m")
	m.line(indent+2, "memory: 256Mi")
}
