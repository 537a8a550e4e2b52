package messages

// podMessages are what events say about pods that the cluster rejects, and about images that it cannot fetch.
func podMessages() []Message {
	return []Message{{
		Signs: []string{"{registryMessage}", "attempt to use docker image not in approved registry"},
		Rules: []string{"foreign-registry"},
		Means: "the pods of tools may only run images from {registry}",
		Help:  "use one of its images ({namePart}LANGUAGE{marker}-base); `tfk8s lint FILE` names those that fit",
	}, {
		Signs: []string{"hostpath"},
		Form:  `is not allowed to be used`,
		Rules: []string{"hostpath-not-allowed"},
		Means: "pods may not mount {value} from the nodes",
		Help:  "remove the volume and its mounts: the label {label} mounts {homes} and the dumps; `tfk8s explain hostpath-not-allowed` lists the paths",
	}, {
		Signs: []string{"is not in allowed host paths"},
		Form:  `(?P<value>\S+) is not in allowed host paths`,
		Rules: []string{"hostpath-not-allowed"},
		Means: "the {old} lets pods mount paths that begin with {oldPaths}; {value} does not",
		Help:  "for the {cluster}, remove the volume and its mounts and label the pods {label}; for the {old}, mount a path below one of these, with its slash",
	}, {
		Signs: []string{"must be read-only"},
		Rules: []string{"hostpath-needs-readonly"},
		Means: "pods may only read this path of the nodes, and {path} allows writing",
		Help:  "write readOnly: true in each mount of the volume, in init containers too", IsFixed: true,
	}, {
		Signs: []string{"volumes are not allowed to be used"},
		Form:  `(?P<value>\w+) volumes are not allowed`,
		Rules: []string{"volume-type-not-allowed"},
		Means: "the pods of tools may not have volumes of the type {value}",
		Help:  "use emptyDir, configMap, secret, or files below {homes}",
	}, {
		Signs: []string{"host port"},
		Form:  `(?i)\bhost port \d`,
		Rules: []string{"host-port", "host-namespaces", "invalid-value"},
		Means: "pods may not use a port of the nodes, and {value} is one: a hostPort, or any port of a pod with hostNetwork",
		Help:  "remove hostPort and hostNetwork; requests reach the pods through a Service and an Ingress",
	}, {
		Signs: []string{"host network is not", "host pid is not", "host ipc is not"},
		Rules: []string{"host-namespaces"},
		Means: "the pods of tools may not share what belongs to the node: {field}",
		Help:  "remove hostNetwork, hostPID and hostIPC",
	}, {
		Signs: []string{"capability may not be added", "capabilities", "required to be dropped"},
		Form:  `pod security policy`,
		Rules: []string{"capabilities"},
		Means: "containers may not add a capability, and this one adds {value}",
		Help:  "remove securityContext.capabilities.add",
	}, {
		Signs: []string{"privileged containers are not", "allowing privilege escalation"},
		Rules: []string{"privileged"},
		Means: "the containers of tools have no rights on the node and cannot get any",
		Help:  "remove privileged and allowPrivilegeEscalation from {path}",
	}, {
		Signs: []string{"procmounttype is not allowed", "sysctl"},
		Form:  `pod security policy`,
		Rules: []string{"kernel-setting", "invalid-value"},
		Means: "tools may not change this setting of the kernel",
		Help:  "remove procMount, and the sysctls that are not safe",
	}, {
		Signs:    []string{"seccomp profile"},
		Form:     `pod security policy: .*?Forbidden: (?P<profile>\S*) ?is not an allowed`,
		Defaults: []Default{{"profile", "an empty one"}},
		Rules:    []string{"seccomp-profile", "invalid-value"},
		Means:    "pods may only ask for the seccomp profile runtime/default, not for {profile}",
		Help:     "remove the annotation: the cluster sets the profile",
	}, {
		Signs: []string{"supplementalgroups"},
		Form:  `must be in the ranges|empty groups`,
		Rules: []string{"supplemental-groups", "invalid-value"},
		Means: "the pods may not be in this group: {detail}",
		Help:  "remove it from securityContext.supplementalGroups",
	}, {
		Signs: []string{"must be in the ranges", "runasuser", "runasgroup", "fsgroup"},
		Form:  `pod security policy`,
		Rules: []string{"run-as-id", "invalid-value"},
		Means: "pods run as the user and group of their tool, and {path} asks for another: {detail}",
		Help:  "remove runAsUser, runAsGroup and fsGroup: the cluster sets them",
	}, {
		Signs: []string{"pod security policy"},
		Rules: []string{"hostpath-not-allowed", "hostpath-needs-readonly", "volume-type-not-allowed", "run-as-id", "privileged", "capabilities", "host-namespaces", "host-port"},
		Means: "the pods ask for something that tools may not have, such as a path of the nodes, another user or more rights",
		Help:  "`tfk8s lint FILE` names the field; `kubectl describe rs` shows the whole event",
	}, {
		Signs: []string{"unable to create pods, no labels"},
		Rules: []string{"invalid-value", "selector-required"},
		Means: "the controller creates no pods without a label, because it could not find them again",
		Help:  "give the pod template a label, such as metadata.labels.name; in a Job, remove manualSelector",
	}, {
		Signs: []string{"serviceaccount", "service account"},
		Form:  `(?i)service ?account "?(?P<account>[^"\s]+)"? not found$`,
		Rules: []string{"service-account", "deprecated-serviceaccount-field", "invalid-value"},
		Means: `the namespace has no service account "{account}", so no pod is created`,
		Help:  "remove serviceAccountName and serviceAccount: pods then use the account default",
	}, {
		Signs: []string{"serviceaccount not found", "looking up service account"},
		Rules: []string{"service-account", "deprecated-serviceaccount-field", "invalid-value"},
		Means: "the namespace has no such service account, so no pod is created",
		Help:  "remove serviceAccountName and serviceAccount: pods then use the account default",
	}, {
		Signs: []string{"priorityclass", "integer value of priority"},
		Rules: []string{"priority"},
		Means: "the pods of tools cannot set a priority",
		Help:  "remove priorityClassName and priority from the pods",
	}, {
		Signs: []string{"imagepullbackoff", "errimagepull", "failed to pull image", "pull access denied", "manifest unknown", "back-off pulling image", "manifest for"},
		Form:  `(?:(?i:failed to pull image|image pull failed for|back-off pulling image|manifest for|image) "?(?P<image>[\w.:/@-]*[\w/])"?)`,
		Match: "addImage",
		Rules: []string{"unknown-toolforge-image", "foreign-registry", "tag-not-latest", "legacy-image"},
		Means: "there is no image {image}, or the nodes may not fetch it",
		Help:  "{way}",
	}, {
		Signs: []string{"imagepullbackoff", "errimagepull", "failed to pull image", "pull access denied", "manifest unknown", "repository does not exist", "invalidimagename", "imageinspecterror", "couldnt parse image reference", "invalid reference format", "requested access to the resource is denied", "no basic auth credentials", "pull rate limit", "trying and failing to pull image", "failed to inspect image"},
		Rules: []string{"unknown-toolforge-image", "foreign-registry", "tag-not-latest", "legacy-image", "invalid-value"},
		Means: "the image does not exist or the nodes may not fetch it: its name or tag is wrong, or it is not in {registry}",
		Help:  "`kubectl describe pod` shows which image was wanted, and `tfk8s lint FILE` names the one to use", IsGeneral: true,
	}}
}
