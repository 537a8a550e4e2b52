package convert_test

import (
	"strings"
	"unicode/utf16"
)

// structured returns the text of a file with objects as people wrote them for the legacy cluster, faults included. The choices decide
// its form.
func structured(c *choices) string {
	w := newWriter(c)
	n := 1 + c.below(3)
	for i := range n {
		w.separate(i)
		w.anchors = map[string]string{}
		w.object(g{c}.object())
	}
	if n > 1 && w.rarely(8) {
		w.WriteString("...\n")
	}
	return encoded(c, w.String())
}

// separate writes what is between two documents, or above the first one.
func (w *writer) separate(i int) {
	if i == 0 && !w.rarely(3) {
		return
	}
	w.lines(0)
	w.WriteString("---")
	w.endLine()
	w.lines(0)
}

// object writes the object of a document.
func (w *writer) object(o fields) {
	if w.isJSON = w.rarely(8); w.isJSON { // kubectl reads what begins with a bracket as JSON
		w.inline(o, 0)
		w.endLine()
	} else {
		w.block(o, 0, false)
	}
	w.isJSON = false
}

// encoded changes line endings and the encoding.
func encoded(c *choices, s string) string {
	switch c.below(16) {
	case 15:
		return strings.ReplaceAll(s, "\n", "\r\n")
	case 14:
		return strings.TrimSuffix(s, "\n")
	case 13:
		return "\ufeff" + s
	case 12:
		return strings.ReplaceAll(s, "é", "\xe9") // Latin-1
	case 11:
		out := []byte{0xff, 0xfe}
		for _, unit := range utf16.Encode([]rune(s)) {
			out = append(out, byte(unit), byte(unit>>8))
		}
		return string(out)
	case 10:
		return strings.Replace(s, "\n", "\r\n", 1+c.below(20))
	}
	return s
}

// A g generates objects.
type g struct{ *choices }

// some returns most of the fields, some of them misspelled.
func (g g) some(all ...field) (kept fields) {
	for _, f := range all {
		if f.value == nil || g.rarely(12) {
			continue
		}
		if g.rarely(40) && len(f.key) > 3 && !g.spells { // misspelled
			f.key = f.key[:1] + f.key[2:3] + f.key[1:2] + f.key[3:]
		}
		kept = append(kept, f)
	}
	return kept
}

func (g g) tool() string { return g.of("tally", "tally", "tool-tally", "tally2") }
func (g g) name() string { return g.of("bot", "tally.bot", "sync", "web") }

func (g g) metadata(name string) fields {
	return g.some(field{"name", name}, field{"namespace", g.tool()}, field{"labels", g.labels(name)},
		field{"creationTimestamp", g.maybe(literal("null"))}, field{"annotations", g.maybe(g.annotations())})
}

// maybe returns a value or nothing.
func (g g) maybe(v any) any {
	if g.rarely(3) {
		return v
	}
	return nil
}

func (g g) labels(name string) any {
	l := fields{{"name", name}}
	if g.rarely(3) {
		l = append(l, field{"toolforge", "tool"})
	}
	if g.rarely(6) {
		l = append(l, field{"tier", g.of("web", "a b", "x # y", "é")})
	}
	return l
}

func (g g) annotations() any {
	return fields{{"pod.beta.kubernetes.io/init-containers", `[{"name": "first", "image": "docker-registry.tools.wmflabs.org/toollabs-php72-base"}]`},
		{g.of("note", "tally/why"), g.of("it's \"so\"", "two\nlines\n", "# none", "- [a")}}
}

func (g g) object() fields {
	name := g.name()
	kind := g.of("Deployment", "Deployment", "Pod", "Job", "CronJob", "ScheduledJob", "ReplicationController", "ReplicaSet", "StatefulSet",
		"DaemonSet", "Service", "Ingress", "ConfigMap", "Secret", "List")
	o := fields{{"apiVersion", g.version(kind)}, {"kind", kind}}
	if kind != "List" {
		o = append(o, field{"metadata", g.metadata(name)})
	}
	o = append(o, g.body(kind, name)...)
	if g.rarely(8) {
		o[0], o[len(o)-1] = o[len(o)-1], o[0]
	}
	if g.rarely(10) {
		o = append(o, field{"status", fields{}})
	}
	return o
}

func (g g) version(kind string) string {
	if g.spells {
		return g.served(kind)
	}
	switch kind {
	case "Deployment", "ReplicaSet", "DaemonSet", "Ingress":
		return g.of("extensions/v1beta1", "apps/v1beta1", "apps/v1", "apps/v1beta2", "networking.k8s.io/v1beta1", "networking.k8s.io/v1")
	case "StatefulSet":
		return g.of("apps/v1beta1", "apps/v1")
	case "Job", "CronJob", "ScheduledJob":
		return g.of("batch/v1", "batch/v2alpha1", "batch/v1beta1", "extensions/v1beta1")
	}
	return g.of("v1", "v1", "v1", "v1beta3")
}

// served returns an API version in which both clusters read an object of a kind as it was meant.
func (g g) served(kind string) string {
	switch kind {
	case "Deployment":
		return g.of("extensions/v1beta1", "apps/v1beta1")
	case "ReplicaSet", "DaemonSet", "Ingress":
		return "extensions/v1beta1"
	case "StatefulSet":
		return "apps/v1beta1"
	case "Job":
		return "batch/v1"
	case "CronJob", "ScheduledJob":
		return "batch/v2alpha1"
	}
	return "v1"
}

// body returns the fields of an object of a kind.
func (g g) body(kind, name string) fields {
	switch kind {
	case "List":
		return fields{{"items", list{g.object(), g.object()}}}
	case "ConfigMap":
		return fields{{"data", fields{{"url", g.of("http://redis.tally.svc", "a: b")}, {"conf", "[main]\n  path = /data/project/tally\n"}, {"n", g.number("8000")}}}}
	case "Secret":
		return fields{{"data", fields{{"key", g.of("aGVsbG8=", "hello")}}}}
	case "Service":
		return fields{{"spec", g.some(field{"selector", g.labels(name)}, field{"type", g.maybe(g.of("NodePort", "ClusterIP", "LoadBalancer"))},
			field{"ports", list{g.some(field{"name", "http"}, field{"port", g.number("8000")}, field{"protocol", "TCP"})}})}}
	case "Ingress":
		backend := fields{{"serviceName", name}, {"servicePort", g.number("8000")}}
		return fields{{"spec", g.some(field{"backend", g.maybe(backend)}, field{"rules", list{fields{{"host", g.of("tools.wmflabs.org", "tally.toolforge.org")},
			{"http", fields{{"paths", list{g.some(field{"path", g.of("/tally", "/", "/*")}, field{"backend", backend})}}}}}}})}}
	case "Pod":
		return fields{{"spec", g.pod()}}
	case "Job":
		return fields{{"spec", g.job(name)}}
	case "CronJob", "ScheduledJob":
		return fields{{"spec", g.some(field{"schedule", g.of("@daily", "*/5 * * * *", "0 25 * * *")}, field{"concurrencyPolicy", g.maybe("Forbid")},
			field{"jobTemplate", fields{{"spec", g.job(name)}}})}}
	}
	return fields{{"spec", g.some(field{"replicas", g.number("1")}, field{"selector", g.maybe(g.selector(kind, name))}, field{"serviceName", g.maybe(name)},
		field{"strategy", g.maybe(fields{{"type", g.of("Recreate", "RollingUpdate")}})}, field{"template", g.template(name)})}}
}

func (g g) selector(kind, name string) any {
	if kind == "ReplicationController" {
		return g.labels(name)
	}
	return fields{{"matchLabels", g.labels(name)}}
}

// number returns a number, which may be written as a text.
func (g g) number(n string) any {
	if g.rarely(8) && !g.spells {
		return n
	}
	return literal(n)
}

func (g g) job(name string) fields {
	return g.some(field{"completions", g.maybe(literal("1"))}, field{"selector", g.maybe(g.selector("Job", name))}, field{"autoSelector", g.maybe(literal("true"))},
		field{"manualSelector", g.maybe(literal("false"))}, field{"template", g.template(name)})
}

func (g g) template(name string) any {
	return fields{{"metadata", g.some(field{"labels", g.labels(name)}, field{"annotations", g.maybe(g.annotations())}, field{"creationTimestamp", g.maybe(literal("null"))})},
		{"spec", g.pod()}}
}

func (g g) pod() fields {
	containers := list{g.container("bot")}
	if g.rarely(4) {
		containers = append(containers, g.container(g.of("side", "side", "side", "bot")))
	}
	var volumes list
	names := []string{"home", "dumps", "project", "conf"}
	shift, apart := g.below(len(names)), 1
	if g.rarely(8) { // volumes of the same name
		apart = g.below(3) * 2
	}
	for i, path := range []string{"/data/project/tally", "/data/project/", "/public/dumps/", "/etc/wmcs-project"}[:1+g.below(4)] {
		volumes = append(volumes, fields{{"name", names[(i*apart+shift)%len(names)]}, g.volume(path)})
	}
	return g.some(field{"restartPolicy", g.maybe(g.of("Always", "Never", "OnFailure"))}, field{"containers", containers}, field{"volumes", g.maybe(volumes)},
		field{"nodeSelector", g.maybe(fields{})}, field{"serviceAccount", g.maybe("default")}, field{"hostNetwork", g.maybe(literal("true"))})
}

func (g g) volume(path string) field {
	if g.rarely(4) {
		return field{g.of("emptyDir", "configMap", "secret"), fields{}}
	}
	return field{"hostPath", g.some(field{"path", path}, field{"type", g.maybe("Directory")})}
}

func (g g) container(name string) fields {
	image := g.of("docker-registry.tools.wmflabs.org/", "docker-registry.tools.wmflabs.org/", "docker-registry.tools.wmflabs.org/", "") +
		g.of("toollabs-python35-base", "toollabs-php72-web:latest", "toolforge-python37-sssd-base", "toollabs-jdk8-base:latest", "redis")
	return g.some(field{"name", name}, field{"image", image}, field{"command", list{g.of("/data/project/tally/run.sh", "python3", "/usr/bin/webservice-runner"), g.of("--é", "-c", "a: b")}},
		field{"workingDir", g.maybe("/data/project/tally/")}, field{"env", g.maybe(g.environment())},
		field{"volumeMounts", g.maybe(g.mounts())},
		field{"resources", g.maybe(fields{{"limits", fields{{"memory", g.of("512Mi", "4Gi", "512m", "10Gi")}, {"cpu", g.of("100m", "2", "0.5")}}}})},
		field{"securityContext", g.maybe(fields{{"privileged", literal(g.of("true", "false"))}})}, field{"ports", g.maybe(list{fields{{"containerPort", g.number("8000")}}})},
		field{"imagePullPolicy", g.maybe("Always")})
}

func (g g) mounts() (l list) {
	for range 1 + g.below(3) {
		l = append(l, g.some(field{"name", g.of("home", "dumps", "project")}, field{"mountPath", g.of("/data/project/tally", "/data/project/tally/", "/public/dumps", "/data/project")},
			field{"readOnly", g.maybe(literal("true"))}))
	}
	return l
}

func (g g) environment() list {
	var l list
	for range 1 + g.below(2) {
		l = append(l, fields{{"name", "HOME"}, {"value", g.of("/data/project/tally", "/data/project/tally/", "/tmp")}})
	}
	if g.rarely(2) {
		l = append(l, fields{{"name", "UMASK"}, {"value", literal(g.of("0027", "yes", "1.50", "null", "~"))}})
	}
	return l
}
