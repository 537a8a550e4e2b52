package messages

// volumeMessages are the events of pods whose volumes, Secrets or ConfigMaps are missing.
func volumeMessages() []Message {
	return []Message{{
		Signs: []string{"createcontainerconfigerror", "secret", "configmap", "couldnt find key"},
		Form:  `(?i)(?P<kind>secret|configmap)s? "?(?P<name>[\w.-]+)"? not found|couldn.?t find key "?(?P<key>[\w.-]+)"? in (?P<kind2>secret|configmap) (?:[\w.-]+/)?(?P<name2>[\w.-]+)|^.*CreateContainerConfigError`,
		Match: "addSource",
		Means: "the pod needs the {kind} {name}{why}, which the namespace does not have",
		Help:  "create it in this namespace (kubectl create secret generic NAME --from-file=FILE, or kubectl create configmap); those of the {old} are not moved to the {cluster} by themselves",
	}, {
		Signs: []string{"unbound immediate persistentvolumeclaims", "persistentvolumeclaim"},
		Form:  `(?i)unbound|not found`,
		Rules: []string{"pvc-unusable", "forbidden-kind"},
		Means: "the pods wait for a PersistentVolumeClaim that a tool cannot create",
		Help:  "use files below {homes}, or emptyDir",
	}, {
		Signs: []string{"hostpath type check failed"},
		Form:  `(?i)type check failed: (?P<path>\S+) is not an? (?P<type>[\w ]+)`,
		Rules: []string{"preset-conflict-volume"},
		Means: "the node has no {type} {path}, which a volume of the pod mounts",
		Help:  "correct the path or remove the volume; the label {label} mounts all of {homes}",
	}, {
		Signs: []string{"references non-existent"},
		Form:  `(?i)non-existent (?P<kind>config|secret) key: "?(?P<key>[\w.-]+)`,
		Match: "addConfigMap",
		Means: "the {kind} of a volume has no key {key}",
		Help:  "add the key, or correct it under items of the volume: `kubectl describe pod` names the volume",
	}, {
		Signs: []string{"mountvolume.setup failed", "failedmount", "failed to prepare subpath", "cannot find volume", "unable to mount volumes", "unable to attach or mount volumes"},
		Means: "a volume of the pod cannot be mounted, so the pod does not start",
		Help:  "`kubectl describe pod` names the volume; check its path, or the Secret or ConfigMap that it shows", IsGeneral: true,
	}}
}

// runMessages are what programs say in pods that have started, or about a command that cannot start.
func runMessages() []Message {
	return []Message{{
		Signs: []string{"no such file", "bad interpreter"},
		Form:  `(?:\\r|\^M)['’"]?: (?:No such file|bad interpreter)`,
		Means: "the script has line ends of Windows (CRLF), so its first line names a program that does not exist",
		Help:  "run `sed -i 's/\\r$//' SCRIPT`",
	}, {
		Signs: []string{"bad interpreter"},
		Rules: []string{"venv-runtime-change", "pod-label-missing"},
		Means: "the interpreter of the script is not in this image: the virtualenv belongs to another version of the language",
		Help:  "create the virtualenv again in the image that the pods run (webservice --backend=kubernetes TYPE shell; python3 -m venv DIR; pip install -r requirements.txt), or keep the image that fits it",
	}, {
		Signs: []string{"modulenotfounderror", "importerror: no module named", "no module named", "missing modules", "unable to get the locale encoding"},
		Form:  `^(?i:.*no module named(?P<why> ['"]?[\w.]+['"]?))?`,
		Match: "addEncodings",
		Rules: []string{"venv-runtime-change", "pod-label-missing"},
		Means: "Python does not find the module{why}: the virtualenv is for another version of Python, or is not in the pods",
		Help:  "create the virtualenv again in the image that the pods run, and label the pods {label}, which mounts {homes}",
	}, {
		Signs: []string{"/public/dumps", "dumps symlinks", "dumps"},
		Form:  `(?i)no such file|dangling|too many levels|not found|cannot access`,
		Match: "addLinks",
		Rules: []string{"dumps-symlink", "pod-label-missing", "label-only-on-controller", "label-wrong-value", "preset-conflict-volume", "preset-conflict-mount", "preset-conflict-home"},
		Means: "the dumps are not in the pods, or are links to a path that is not",
		Help:  "label the pods {label}; some links lead to {links}, which the pods have only since {since}",
	}, {
		Signs: []string{"executable file not found", "stat ", "no such file or directory", "cant open file", "not found"},
		Form:  `exec: \\*"?(?P<program>[^"\\]*? [^"\\]*?)\\*"?: (?:stat|executable|no such)`,
		Rules: []string{"command-one-string"},
		Means: `"{program}" is run as the name of one program, because no shell splits the items of command`,
		Help:  "write each word as an item (command: [python3, bot.py]), or [/bin/sh, -c, the whole line]",
	}, {
		Signs: []string{"whole shell line in one element"},
		Rules: []string{"command-one-string"},
		Means: "the first item of command is run as the name of one program, because no shell splits it",
		Help:  "write each word as an item (command: [python3, bot.py]), or [/bin/sh, -c, the whole line]",
	}, {
		Signs: []string{"webservice-runner"},
		Form:  `(?i)not found|no such file`,
		Rules: []string{"webservice-runner-on-base", "unknown-toolforge-image"},
		Means: "only the images that end in -web have webservice-runner",
		Help:  "use the image that ends in -web instead of -base", IsFixed: true,
	}, {
		Signs:  []string{"permission denied"},
		Form:   `(?i)\b(?:bind|listen|socket|port)\b`,
		Unless: []string{"unix:", "{homes}"},
		Rules:  []string{"low-port"},
		Means:  "the program listens on a port below {lowPorts}, which pods may not do",
		Help:   "listen on a higher port, such as 8000; the Service can still have port 80 (port: 80, targetPort: 8000)",
	}, {
		Signs: []string{"permission denied"},
		Also:  []string{"exec", "{homes}", "bash:", "sh:"},
		Rules: []string{"other-tool-path"},
		Means: "the file exists, but the tool's user may not run, read or write it",
		Help:  "make a script that is run executable (`chmod +x SCRIPT`); `ls -l` shows the owner, which must be tools.TOOL; private files of other tools cannot be read",
	}, {
		Signs: []string{"exec format error"},
		Means: "the system cannot run the file: a script without a first line such as #!/bin/bash, or a program for another processor",
		Help:  "add that line to the script, or name the interpreter in command: [/bin/bash, SCRIPT]",
	}, {
		Signs: []string{"{homes}"},
		Form:  `(?i)no such file|not found|can.?t open|does not exist`,
		Rules: bringingFiles(),
		Means: "the file is missing, or {homes} is not in the pods: the label {label} mounts it, unless a volume, mount or HOME of your own differs from the cluster's",
		Help:  "label the pods (spec.template.metadata.labels) {label}, and remove HOME and the volumes for {homes}", IsFixed: true,
	}, {
		Signs: []string{"home empty", "keyerror: home", "home: unbound", "home not set", "$home is not", "home is empty"},
		Rules: []string{"legacy-image", "pod-label-missing", "label-only-on-controller", "label-wrong-value", "preset-conflict-volume", "preset-conflict-mount", "preset-conflict-home"},
		Means: "HOME is not set in the pods: the label {label} sets it, unless a volume, mount or HOME of your own differs from the cluster's",
		Help:  "label the pods (spec.template.metadata.labels) {label}, and remove HOME and the volumes for {homes}", IsFixed: true,
	}, {
		Signs: []string{"uid not found", "i have no name", "cannot find name for user id", "no such user", "user lookups", "unknown user", "getpwuid", "getpwnam", "nslcd", "cannot find name for group id"},
		Rules: []string{"legacy-image", "buster-without-sssd", "toollabs-buster", "pod-label-missing"},
		Means: "user lookups fail: the image is for the {old}, or the pods lack the files that lookups need",
		Help:  "use the image with {marker} in its name, and label the pods {label}", IsFixed: true,
	}, {
		Signs: []string{"no command specified"},
		Means: "neither the manifest nor the image says which program to run",
		Help:  "add command to the container, such as command: [{homes}/TOOL/bot.sh]",
	}, {
		Signs: []string{"no such file or directory", "executable file not found"},
		Form:  `(?i)exec|container|(?:^|["\s:])stat /`,
		Rules: []string{"webservice-runner-on-base", "pod-label-missing", "label-only-on-controller", "label-wrong-value", "preset-conflict-volume", "preset-conflict-mount", "preset-conflict-home"},
		Means: "the program is neither in the image nor in a folder that the pods have",
		Help:  "check command and image; for files below {homes}, label the pods {label}",
	}, {
		Signs: []string{"java.lang.outofmemoryerror", "gc overhead limit", "java heap space", "could not reserve enough space", "memory for the java runtime"},
		Rules: []string{"no-resources-jvm", "lower-defaults"},
		Means: "Java needs more memory than it has: its heap, or the container's limit, is too small (a container that sets no limit gets {memory})",
		Help:  "for a webservice, add --mem 2Gi to `webservice ... start`; otherwise set resources.limits.memory (at most {most}), and -Xmx to about three quarters of it",
	}, {
		Signs: []string{"javascript heap out of memory"},
		Rules: []string{"lower-defaults"},
		Means: "Node needs more memory for its heap than it may have",
		Help:  "set resources.limits.memory to what it needs, at most {most}, and NODE_OPTIONS: --max-old-space-size=MB to about three quarters of it",
	}, {
		Signs: []string{"oomkilled", "out of memory", "memoryerror", "killed"},
		Form:  `(?i)oomkilled|out of memory|\bMemoryError\b|(?:^|[\s\]])killed$`,
		Rules: []string{"lower-defaults", "over-max"},
		Means: "the container used more memory than its limit; one that sets none gets {memory} on the {cluster}",
		Help:  "set resources.limits.memory to what it needs, at most {most} (`tfk8s convert --resources=write` adds the lines); for a webservice, add --mem 2Gi to `webservice ... start`",
	}, {
		Signs: []string{"allowed memory size of"},
		Means: "PHP reached its own memory_limit, not the limit of the container",
		Help:  "raise memory_limit (ini_set, or php.ini), and resources.limits.memory if it is not above that",
	}, {
		Signs: []string{"name or service not known", "could not resolve host", "temporary failure in name resolution", "unable to resolve host address", "getaddrinfo enotfound", "getaddrinfo eai_again"},
		Means: "the pod asks for a host by a name that does not exist, or cannot be found now",
		Help:  "check the spelling; a Service of the tool itself is called NAME, or in full NAME.{own}.svc",
	}, {
		Signs: []string{"address already in use", "eaddrinuse", "connection in use: ("},
		Means: "another program in the same pod already listens on this port",
		Help:  "let each program of the pod listen on a port of its own, and start each only once",
	}, {
		Signs: []string{"runasnonroot"},
		Form:  `will run as root|non-numeric user|has runAsNonRoot`,
		Rules: []string{"run-as-id"},
		Means: "the pods ask not to run as root, which the node cannot check",
		Help:  "remove runAsNonRoot: the pods of tools never run as root",
	}, {
		Signs: []string{"restartpolicy at wrong depth"},
		Rules: []string{"unknown-field", "job-restart-policy"},
		Means: "restartPolicy is a field of the pods",
		Help:  "move it to spec.template.spec, beside containers", IsFixed: true,
	}}
}
