package explain

import (
	"strings"

	"github.com/toolforge/tfk8s/rules/internal/words"
	"github.com/toolforge/tfk8s/schemas"
)

// podMessages are what events say about pods that the cluster rejects, and about images that it cannot fetch.
func podMessages(p *schemas.Policy) []message {
	return []message{{
		signs: []string{strings.ToLower(p.Registry.Message), "attempt to use docker image not in approved registry"},
		rules: []string{"foreign-registry"},
		means: "the pods of tools may only run images from {registry}",
		help:  "use one of its images ({namePart}LANGUAGE{marker}-base); `tfk8s lint FILE` names those that fit",
	}, {
		signs: []string{"hostpath"},
		form:  words.Pattern(`is not allowed to be used`),
		rules: []string{"hostpath-not-allowed"},
		means: "pods may not mount {value} from the nodes",
		help:  "remove the volume and its mounts: the label {label} mounts {homes} and the dumps; `tfk8s explain hostpath-not-allowed` lists the paths",
	}, {
		signs: []string{"is not in allowed host paths"},
		form:  words.Pattern(`(?P<value>\S+) is not in allowed host paths`),
		rules: []string{"hostpath-not-allowed"},
		means: "the {old} lets pods mount paths that begin with {oldPaths}; {value} does not",
		help:  "for the {cluster}, remove the volume and its mounts and label the pods {label}; for the {old}, mount a path below one of these, with its slash",
	}, {
		signs: []string{"must be read-only"},
		rules: []string{"hostpath-needs-readonly"},
		means: "pods may only read this path of the nodes, and {path} allows writing",
		help:  "write readOnly: true in each mount of the volume, in init containers too", fixed: true,
	}, {
		signs: []string{"volumes are not allowed to be used"},
		form:  words.Pattern(`(?P<value>\w+) volumes are not allowed`),
		rules: []string{"volume-type-not-allowed"},
		means: "the pods of tools may not have volumes of the type {value}",
		help:  "use emptyDir, configMap, secret, or files below {homes}",
	}, {
		signs: []string{"host port"},
		form:  words.Pattern(`(?i)\bhost port \d`),
		rules: []string{"host-port", "host-namespaces", "invalid-value"},
		means: "pods may not use a port of the nodes, and {value} is one: a hostPort, or any port of a pod with hostNetwork",
		help:  "remove hostPort and hostNetwork; requests reach the pods through a Service and an Ingress",
	}, {
		signs: []string{"host network is not", "host pid is not", "host ipc is not"},
		rules: []string{"host-namespaces"},
		means: "the pods of tools may not share what belongs to the node: {field}",
		help:  "remove hostNetwork, hostPID and hostIPC",
	}, {
		signs: []string{"capability may not be added", "capabilities", "required to be dropped"},
		form:  words.Pattern(`pod security policy`),
		rules: []string{"capabilities"},
		means: "containers may not add a capability, and this one adds {value}",
		help:  "remove securityContext.capabilities.add",
	}, {
		signs: []string{"privileged containers are not", "allowing privilege escalation"},
		rules: []string{"privileged"},
		means: "the containers of tools have no rights on the node and cannot get any",
		help:  "remove privileged and allowPrivilegeEscalation from {path}",
	}, {
		signs: []string{"procmounttype is not allowed", "sysctl"},
		form:  words.Pattern(`pod security policy`),
		rules: []string{"kernel-setting", "invalid-value"},
		means: "tools may not change this setting of the kernel",
		help:  "remove procMount, and the sysctls that are not safe",
	}, {
		signs: []string{"seccomp profile"},
		form:  words.Pattern(`pod security policy: .*?Forbidden: (?P<profile>\S*) ?is not an allowed`),
		match: func(q *query) bool { q.orElse("profile", "an empty one"); return true },
		rules: []string{"seccomp-profile", "invalid-value"},
		means: "pods may only ask for the seccomp profile runtime/default, not for {profile}",
		help:  "remove the annotation: the cluster sets the profile",
	}, {
		signs: []string{"supplementalgroups"},
		form:  words.Pattern(`must be in the ranges|empty groups`),
		rules: []string{"supplemental-groups", "invalid-value"},
		means: "the pods may not be in this group: {detail}",
		help:  "remove it from securityContext.supplementalGroups",
	}, {
		signs: []string{"must be in the ranges", "runasuser", "runasgroup", "fsgroup"},
		form:  words.Pattern(`pod security policy`),
		rules: []string{"run-as-id", "invalid-value"},
		means: "pods run as the user and group of their tool, and {path} asks for another: {detail}",
		help:  "remove runAsUser, runAsGroup and fsGroup: the cluster sets them",
	}, {
		signs: []string{"pod security policy"},
		rules: []string{"hostpath-not-allowed", "hostpath-needs-readonly", "volume-type-not-allowed", "run-as-id", "privileged", "capabilities", "host-namespaces", "host-port"},
		means: "the pods ask for something that tools may not have, such as a path of the nodes, another user or more rights",
		help:  "`tfk8s lint FILE` names the field; `kubectl describe rs` shows the whole event",
	}, {
		signs: []string{"unable to create pods, no labels"},
		rules: []string{"invalid-value", "selector-required"},
		means: "the controller creates no pods without a label, because it could not find them again",
		help:  "give the pod template a label, such as metadata.labels.name; in a Job, remove manualSelector",
	}, {
		signs: []string{"serviceaccount", "service account"},
		form:  words.Pattern(`(?i)service ?account "?(?P<account>[^"\s]+)"? not found$`),
		rules: []string{"service-account", "deprecated-serviceaccount-field", "invalid-value"},
		means: `the namespace has no service account "{account}", so no pod is created`,
		help:  "remove serviceAccountName and serviceAccount: pods then use the account default",
	}, {
		signs: []string{"serviceaccount not found", "looking up service account"},
		rules: []string{"service-account", "deprecated-serviceaccount-field", "invalid-value"},
		means: "the namespace has no such service account, so no pod is created",
		help:  "remove serviceAccountName and serviceAccount: pods then use the account default",
	}, {
		signs: []string{"priorityclass", "integer value of priority"},
		rules: []string{"priority"},
		means: "the pods of tools cannot set a priority",
		help:  "remove priorityClassName and priority from the pods",
	}, {
		signs: []string{"imagepullbackoff", "errimagepull", "failed to pull image", "pull access denied", "manifest unknown", "back-off pulling image", "manifest for"},
		form:  words.Pattern(`(?:(?i:failed to pull image|image pull failed for|back-off pulling image|manifest for|image) "?(?P<image>[\w.:/@-]*[\w/])"?)`),
		match: (*query).addImage,
		rules: []string{"unknown-toolforge-image", "foreign-registry", "tag-not-latest", "legacy-image"},
		means: "there is no image {image}, or the nodes may not fetch it",
		help:  "{way}",
	}, {
		signs: []string{"imagepullbackoff", "errimagepull", "failed to pull image", "pull access denied", "manifest unknown", "repository does not exist", "invalidimagename", "imageinspecterror", "couldnt parse image reference", "invalid reference format", "requested access to the resource is denied", "no basic auth credentials", "pull rate limit", "trying and failing to pull image", "failed to inspect image"},
		rules: []string{"unknown-toolforge-image", "foreign-registry", "tag-not-latest", "legacy-image", "invalid-value"},
		means: "the image does not exist or the nodes may not fetch it: its name or tag is wrong, or it is not in {registry}",
		help:  "`kubectl describe pod` shows which image was wanted, and `tfk8s lint FILE` names the one to use", isGeneral: true,
	}}
}

// addImage adds which image to use instead of the one that could not be fetched.
func (q *query) addImage() bool {
	if q.values["image"] == "pull" { // "image pull failed"
		return false
	}
	ref := schemas.ParseImage(q.values["image"])
	match := q.Policy.Image(ref.Name)
	use := match.Current
	if use == "" {
		use = words.Either(match.Suggest)
	}
	switch {
	case ref.Registry != q.Policy.Registry.Host:
		q.values["way"] = "use an image from " + q.Policy.Registry.Host + "; `tfk8s lint FILE` names those that fit"
	case match.Kind == schemas.CurrentImage && ref.Tag != "" && !q.IsBuilt(ref.Tag):
		q.values["way"] = "use one of its tags instead of " + ref.Tag + ": " + words.Listed(q.Policy.Images.Tags)
	case match.Kind == schemas.CurrentImage:
		q.values["way"] = "the name is right, so try again later; ask the administrators if it stays"
	case use != "":
		q.values["way"] = "use " + use
	default:
		q.values["way"] = "`tfk8s lint FILE` lists the images that exist"
	}
	return true
}
