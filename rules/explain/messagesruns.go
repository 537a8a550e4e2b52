package explain

import (
	"strings"

	"github.com/toolforge/tfk8s/rules/internal/words"
	"github.com/toolforge/tfk8s/schemas"
)

// volumeMessages are the events of pods whose volumes, Secrets or ConfigMaps are missing.
func volumeMessages() []message {
	return []message{{
		signs: []string{"createcontainerconfigerror", "secret", "configmap", "couldnt find key"},
		form:  words.Pattern(`(?i)(?P<kind>secret|configmap)s? "?(?P<name>[\w.-]+)"? not found|couldn.?t find key "?(?P<key>[\w.-]+)"? in (?P<kind2>secret|configmap) (?:[\w.-]+/)?(?P<name2>[\w.-]+)|^.*CreateContainerConfigError`),
		match: func(q *query) bool {
			q.orElse("kind", q.values["kind2"])
			q.orElse("name", q.values["name2"])
			q.orElse("kind", "Secret or ConfigMap")
			q.orElse("name", "(see `kubectl describe pod`)")
			q.orElse("key", "")
			if q.values["key"] != "" {
				q.values["why"] = " or its key " + q.values["key"]
			}
			return true
		},
		means: "the pod needs the {kind} {name}{why}, which the namespace does not have",
		help:  "create it in this namespace (kubectl create secret generic NAME --from-file=FILE, or kubectl create configmap); those of the {old} are not moved to the {cluster} by themselves",
	}, {
		signs: []string{"unbound immediate persistentvolumeclaims", "persistentvolumeclaim"},
		form:  words.Pattern(`(?i)unbound|not found`),
		rules: []string{"pvc-unusable", "forbidden-kind"},
		means: "the pods wait for a PersistentVolumeClaim that a tool cannot create",
		help:  "use files below {homes}, or emptyDir",
	}, {
		signs: []string{"hostpath type check failed"},
		form:  words.Pattern(`(?i)type check failed: (?P<path>\S+) is not an? (?P<type>[\w ]+)`),
		rules: []string{"preset-conflict-volume"},
		means: "the node has no {type} {path}, which a volume of the pod mounts",
		help:  "correct the path or remove the volume; the label {label} mounts all of {homes}",
	}, {
		signs: []string{"references non-existent"},
		form:  words.Pattern(`(?i)non-existent (?P<kind>config|secret) key: "?(?P<key>[\w.-]+)`),
		match: func(q *query) bool {
			if q.values["kind"] == "config" {
				q.values["kind"] = "ConfigMap"
			}
			return true
		},
		means: "the {kind} of a volume has no key {key}",
		help:  "add the key, or correct it under items of the volume: `kubectl describe pod` names the volume",
	}, {
		signs: []string{"mountvolume.setup failed", "failedmount", "failed to prepare subpath", "cannot find volume", "unable to mount volumes", "unable to attach or mount volumes"},
		means: "a volume of the pod cannot be mounted, so the pod does not start",
		help:  "`kubectl describe pod` names the volume; check its path, or the Secret or ConfigMap that it shows", isGeneral: true,
	}}
}

// runMessages are what programs say in pods that have started, or about a command that cannot start.
func runMessages(p *schemas.Policy) []message {
	return []message{{
		signs: []string{"no such file", "bad interpreter"},
		form:  words.Pattern(`(?:\\r|\^M)['’"]?: (?:No such file|bad interpreter)`),
		means: "the script has line ends of Windows (CRLF), so its first line names a program that does not exist",
		help:  "run `sed -i 's/\\r$//' SCRIPT`",
	}, {
		signs: []string{"bad interpreter"},
		rules: []string{"venv-runtime-change", "pod-label-missing"},
		means: "the interpreter of the script is not in this image: the virtualenv belongs to another version of the language",
		help:  "create the virtualenv again in the image that the pods run (webservice --backend=kubernetes TYPE shell; python3 -m venv DIR; pip install -r requirements.txt), or keep the image that fits it",
	}, {
		signs: []string{"modulenotfounderror", "importerror: no module named", "no module named", "missing modules", "unable to get the locale encoding"},
		form:  words.Pattern(`^(?i:.*no module named(?P<why> ['"]?[\w.]+['"]?))?`),
		match: func(q *query) bool {
			if q.hasAny([]string{"locale encoding"}) {
				q.values["why"] = " 'encodings'"
			}
			return true
		},
		rules: []string{"venv-runtime-change", "pod-label-missing"},
		means: "Python does not find the module{why}: the virtualenv is for another version of Python, or is not in the pods",
		help:  "create the virtualenv again in the image that the pods run, and label the pods {label}, which mounts {homes}",
	}, {
		signs: []string{"/public/dumps", "dumps symlinks", "dumps"},
		form:  words.Pattern(`(?i)no such file|dangling|too many levels|not found|cannot access`),
		match: (*query).addLinks,
		rules: append([]string{"dumps-symlink"}, bringingFiles()...),
		means: "the dumps are not in the pods, or are links to a path that is not",
		help:  "label the pods {label}; some links lead to {links}, which the pods have only since {since}",
	}, {
		signs: []string{"executable file not found", "stat ", "no such file or directory", "cant open file", "not found"},
		form:  words.Pattern(`exec: \\*"?(?P<program>[^"\\]*? [^"\\]*?)\\*"?: (?:stat|executable|no such)`),
		rules: []string{"command-one-string"},
		means: `"{program}" is run as the name of one program, because no shell splits the items of command`,
		help:  "write each word as an item (command: [python3, bot.py]), or [/bin/sh, -c, the whole line]",
	}, {
		signs: []string{"whole shell line in one element"},
		rules: []string{"command-one-string"},
		means: "the first item of command is run as the name of one program, because no shell splits it",
		help:  "write each word as an item (command: [python3, bot.py]), or [/bin/sh, -c, the whole line]",
	}, {
		signs: []string{"webservice-runner"},
		form:  words.Pattern(`(?i)not found|no such file`),
		rules: []string{"webservice-runner-on-base", "unknown-toolforge-image"},
		means: "only the images that end in -web have webservice-runner",
		help:  "use the image that ends in -web instead of -base", fixed: true,
	}, {
		signs: []string{"permission denied"},
		form:  words.Pattern(`(?i)\b(?:bind|listen|socket|port)\b`),
		match: func(q *query) bool { return !q.hasAny([]string{"unix:", strings.ToLower(p.Tools.HomeRoot)}) },
		rules: []string{"low-port"},
		means: "the program listens on a port below {lowPorts}, which pods may not do",
		help:  "listen on a higher port, such as 8000; the Service can still have port 80 (port: 80, targetPort: 8000)",
	}, {
		signs: []string{"permission denied"},
		match: func(q *query) bool {
			return q.hasAny([]string{"exec", strings.ToLower(p.Tools.HomeRoot), "bash:", "sh:"})
		},
		rules: []string{"other-tool-path"},
		means: "the file exists, but the tool's user may not run, read or write it",
		help:  "make a script that is run executable (`chmod +x SCRIPT`); `ls -l` shows the owner, which must be tools.TOOL; private files of other tools cannot be read",
	}, {
		signs: []string{"exec format error"},
		means: "the system cannot run the file: a script without a first line such as #!/bin/bash, or a program for another processor",
		help:  "add that line to the script, or name the interpreter in command: [/bin/bash, SCRIPT]",
	}, {
		signs: []string{strings.ToLower(p.Tools.HomeRoot)},
		form:  words.Pattern(`(?i)no such file|not found|can.?t open|does not exist`),
		rules: bringingFiles(),
		means: "the file is missing, or {homes} is not in the pods: the label {label} mounts it, unless a volume, mount or HOME of your own differs from the cluster's",
		help:  "label the pods (spec.template.metadata.labels) {label}, and remove HOME and the volumes for {homes}", fixed: true,
	}, {
		signs: []string{"home empty", "keyerror: home", "home: unbound", "home not set", "$home is not", "home is empty"},
		rules: append([]string{"legacy-image"}, bringingFiles()...),
		means: "HOME is not set in the pods: the label {label} sets it, unless a volume, mount or HOME of your own differs from the cluster's",
		help:  "label the pods (spec.template.metadata.labels) {label}, and remove HOME and the volumes for {homes}", fixed: true,
	}, {
		signs: []string{"uid not found", "i have no name", "cannot find name for user id", "no such user", "user lookups", "unknown user", "getpwuid", "getpwnam", "nslcd", "cannot find name for group id"},
		rules: []string{"legacy-image", "buster-without-sssd", "toollabs-buster", "pod-label-missing"},
		means: "user lookups fail: the image is for the {old}, or the pods lack the files that lookups need",
		help:  "use the image with {marker} in its name, and label the pods {label}", fixed: true,
	}, {
		signs: []string{"no command specified"},
		means: "neither the manifest nor the image says which program to run",
		help:  "add command to the container, such as command: [{homes}/TOOL/bot.sh]",
	}, {
		signs: []string{"no such file or directory", "executable file not found"},
		form:  words.Pattern(`(?i)exec|container|(?:^|["\s:])stat /`),
		rules: append([]string{"webservice-runner-on-base"}, bringingFiles()...),
		means: "the program is neither in the image nor in a folder that the pods have",
		help:  "check command and image; for files below {homes}, label the pods {label}",
	}, {
		signs: []string{"java.lang.outofmemoryerror", "gc overhead limit", "java heap space", "could not reserve enough space", "memory for the java runtime"},
		rules: []string{"no-resources-jvm", "lower-defaults"},
		means: "Java needs more memory than it has: its heap, or the container's limit, is too small (a container that sets no limit gets {memory})",
		help:  "for a webservice, add --mem 2Gi to `webservice ... start`; otherwise set resources.limits.memory (at most {most}), and -Xmx to about three quarters of it",
	}, {
		signs: []string{"javascript heap out of memory"},
		rules: []string{"lower-defaults"},
		means: "Node needs more memory for its heap than it may have",
		help:  "set resources.limits.memory to what it needs, at most {most}, and NODE_OPTIONS: --max-old-space-size=MB to about three quarters of it",
	}, {
		signs: []string{"oomkilled", "out of memory", "memoryerror", "killed"},
		form:  words.Pattern(`(?i)oomkilled|out of memory|\bMemoryError\b|(?:^|[\s\]])killed$`),
		rules: []string{"lower-defaults", "over-max"},
		means: "the container used more memory than its limit; one that sets none gets {memory} on the {cluster}",
		help:  "set resources.limits.memory to what it needs, at most {most} (`tfk8s convert --resources=write` adds the lines); for a webservice, add --mem 2Gi to `webservice ... start`",
	}, {
		signs: []string{"allowed memory size of"},
		means: "PHP reached its own memory_limit, not the limit of the container",
		help:  "raise memory_limit (ini_set, or php.ini), and resources.limits.memory if it is not above that",
	}, {
		signs: []string{"name or service not known", "could not resolve host", "temporary failure in name resolution", "unable to resolve host address", "getaddrinfo enotfound", "getaddrinfo eai_again"},
		means: "the pod asks for a host by a name that does not exist, or cannot be found now",
		help:  "check the spelling; a Service of the tool itself is called NAME, or in full NAME.{own}.svc",
	}, {
		signs: []string{"address already in use", "eaddrinuse", "connection in use: ("},
		means: "another program in the same pod already listens on this port",
		help:  "let each program of the pod listen on a port of its own, and start each only once",
	}, {
		signs: []string{"runasnonroot"},
		form:  words.Pattern(`will run as root|non-numeric user|has runAsNonRoot`),
		rules: []string{"run-as-id"},
		means: "the pods ask not to run as root, which the node cannot check",
		help:  "remove runAsNonRoot: the pods of tools never run as root",
	}, {
		signs: []string{"restartpolicy at wrong depth"},
		rules: []string{"unknown-field", "job-restart-policy"},
		means: "restartPolicy is a field of the pods",
		help:  "move it to spec.template.spec, beside containers", fixed: true,
	}}
}

// addLinks adds where the links below the dumps lead, and since when pods have that.
func (q *query) addLinks() bool {
	var paths []string
	for _, v := range q.Policy.PodPreset.LaterVolumes {
		paths = append(paths, v.HostPath)
		q.values["since"] = v.Since
	}
	q.values["links"] = words.Listed(paths)
	return true
}
