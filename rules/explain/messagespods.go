package explain

import (
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/rules/api"
	"github.com/toolforge/tfk8s/rules/field"
	"github.com/toolforge/tfk8s/rules/image"
	"github.com/toolforge/tfk8s/rules/ingress"
	"github.com/toolforge/tfk8s/rules/internal/words"
	"github.com/toolforge/tfk8s/rules/podpreset"
	"github.com/toolforge/tfk8s/rules/quota"
	"github.com/toolforge/tfk8s/rules/security"
	"github.com/toolforge/tfk8s/schemas"
)

// podMessages are what events say of pods that the cluster refuses, and of images that it cannot fetch.
func podMessages(p *schemas.Policy) []message {
	return []message{{
		signs:  []string{strings.ToLower(p.Registry.Message)},
		rules:  []*lint.Rule{image.ForeignRegistry},
		means:  "pods of tools run images of {registry} only",
		remedy: "use one of its images ({namePart}LANGUAGE{marker}-base): `tfk8s lint FILE` names those that fit",
	}, {
		signs:  []string{strings.ToLower(p.Ingress.PathMessage)},
		rules:  []*lint.Rule{ingress.IngressPath},
		means:  "on a host that all tools share, and where no host is named, each path must begin with the tool's name",
		remedy: "write path: /TOOL or path: /TOOL/…; or use the host {host}, whose paths are free",
	}, {
		signs:  []string{"ingress host"},
		rules:  []*lint.Rule{ingress.IngressHost},
		means:  "the host is not one of the tool's",
		remedy: "use the host {host}, or {shared} as host and path",
	}, {
		signs:  []string{"usage per container"},
		form:   words.Pattern(`maximum (?P<what>\S+) usage per Container is (?P<most>[^\s,]+), but limit is (?P<has>[^\s,]+?)\.?$`),
		rules:  []*lint.Rule{quota.OverMax, quota.UnitSlip},
		means:  "a container may have {most} of {what} at most, and its limit is {has}",
		remedy: "set resources.limits.{what} to {most} or less, as `tfk8s convert -w FILE` does; init containers count too",
	}, {
		signs:  []string{"usage per container"},
		form:   words.Pattern(`minimum (?P<what>\S+) usage per Container is (?P<least>[^\s,]+), but request is (?P<has>[^\s,]+?)\.?$`),
		rules:  []*lint.Rule{quota.UnderMin, quota.UnitSlip, field.WrongType},
		means:  "a container must ask for {least} of {what} at least, and asks for {has}",
		remedy: "set resources.requests.{what} to {least} or more, as `tfk8s convert -w FILE` does (m of memory are thousandths of a byte: write Mi)",
	}, {
		signs:  []string{"usage per container", "usage per pod"},
		rules:  []*lint.Rule{quota.OverMax, quota.UnderMin},
		means:  "the limits or requests of a container are out of the range that the cluster allows",
		remedy: "run `tfk8s lint FILE`: it names the range; `tfk8s convert -w FILE` writes the nearest amount",
	}, {
		signs:  []string{"must be less than or equal to cpu limit", "must be less than or equal to memory limit"},
		form:   words.Pattern(`less than or equal to (?P<what>\S+) limit`),
		rules:  []*lint.Rule{quota.RequestOverDefaultLimit, field.InvalidValue},
		means:  "a container asks for {value} of {what}, more than its limit; without a limit it gets the default, {limits}",
		remedy: "set resources.limits.{what} too, to {value} or more, or ask for less",
	}, {
		signs:  []string{"hostpath"},
		form:   words.Pattern(`is not allowed to be used`),
		rules:  []*lint.Rule{podpreset.HostPathNotAllowed},
		means:  "pods may not use {value} of the nodes",
		remedy: "remove the volume and its mounts: the label {label} brings {homes} and the dumps into the pods; `tfk8s explain hostpath-not-allowed` lists the paths",
	}, {
		signs:  []string{"must be read-only"},
		rules:  []*lint.Rule{podpreset.HostPathNeedsReadOnly},
		means:  "pods may only read this path of the nodes, and {path} lets them write",
		remedy: "write readOnly: true in every mount of the volume, also in init containers, as `tfk8s convert -w FILE` does",
	}, {
		signs:  []string{"volumes are not allowed to be used"},
		rules:  []*lint.Rule{podpreset.VolumeTypeNotAllowed},
		means:  "pods of tools may not have volumes of the type {value}",
		remedy: "use emptyDir, configMap, secret, or files below {homes}",
	}, {
		signs:  []string{"host port"},
		rules:  []*lint.Rule{security.HostPort, security.HostNamespaces, field.InvalidValue},
		means:  "pods may take no port of the nodes, and {value} is one: a container's hostPort, or any of its ports with hostNetwork",
		remedy: "remove hostPort and hostNetwork; a Service and an Ingress bring requests to the pods",
	}, {
		signs:  []string{"host network is not", "host pid is not", "host ipc is not"},
		rules:  []*lint.Rule{security.HostNamespaces},
		means:  "pods of tools may not share what belongs to the node: {field}",
		remedy: "remove hostNetwork, hostPID and hostIPC",
	}, {
		signs:  []string{"capability may not be added", "capabilities", "required to be dropped"},
		form:   words.Pattern(`pod security policy`),
		rules:  []*lint.Rule{security.Capabilities},
		means:  "no container may add a capability, and this one adds {value}",
		remedy: "remove securityContext.capabilities.add",
	}, {
		signs:  []string{"privileged containers are not", "allowing privilege escalation"},
		rules:  []*lint.Rule{security.Privileged},
		means:  "containers of tools have no rights over the node, and cannot get any",
		remedy: "remove privileged and allowPrivilegeEscalation from {path}",
	}, {
		signs:  []string{"procmounttype is not allowed", "sysctl"},
		form:   words.Pattern(`pod security policy`),
		rules:  []*lint.Rule{security.KernelSetting, field.InvalidValue},
		means:  "tools may not change this setting of the kernel",
		remedy: "remove procMount, and the sysctls that are not safe",
	}, {
		signs:  []string{"seccomp profile"},
		form:   words.Pattern(`pod security policy: .*?Forbidden: (?P<profile>\S*) ?is not an allowed`),
		know:   func(a *asked) bool { a.orElse("profile", "an empty one"); return true },
		rules:  []*lint.Rule{security.SeccompProfile, field.InvalidValue},
		means:  "the only seccomp profile that pods may ask for is runtime/default, not {profile}",
		remedy: "remove the annotation, the cluster sets the profile itself",
	}, {
		signs:  []string{"supplementalgroups"},
		form:   words.Pattern(`must be in the ranges|empty groups`),
		rules:  []*lint.Rule{security.SupplementalGroups, field.InvalidValue},
		means:  "pods may not be in this group: {detail}",
		remedy: "remove it from securityContext.supplementalGroups",
	}, {
		signs:  []string{"must be in the ranges", "runasuser", "runasgroup", "fsgroup"},
		form:   words.Pattern(`pod security policy`),
		rules:  []*lint.Rule{security.RunAsID, field.InvalidValue},
		means:  "pods run as the user and the group of their tool, and {path} asks for another: {detail}",
		remedy: "remove runAsUser, runAsGroup and fsGroup: the cluster sets them",
	}, {
		signs:  []string{"pod security policy"},
		rules:  []*lint.Rule{podpreset.HostPathNotAllowed, podpreset.HostPathNeedsReadOnly, podpreset.VolumeTypeNotAllowed, security.RunAsID, security.Privileged, security.Capabilities, security.HostNamespaces, security.HostPort},
		means:  "the pods ask for something that tools may not have, such as a path of the nodes, another user or more rights",
		remedy: "run `tfk8s lint FILE`: it names the field; `kubectl describe rs` shows the whole event",
	}, {
		signs:  []string{"unable to create pods, no labels"},
		rules:  []*lint.Rule{field.InvalidValue, api.SelectorMissing},
		means:  "the controller makes no pods without a label, by which it would know them",
		remedy: "give the template a label, as metadata.labels.name; in a Job, drop manualSelector",
	}, {
		signs:  []string{"serviceaccount", "service account"},
		form:   words.Pattern(`(?i)service ?account "?(?P<account>[^"\s]+)"? not found$`),
		rules:  []*lint.Rule{security.ServiceAccount, field.ServiceAccountField, field.InvalidValue},
		means:  "the namespace has no service account {account}, so no pod is made",
		remedy: "remove serviceAccountName and serviceAccount from the pods: they get the account default",
	}, {
		signs:  []string{"serviceaccount not found", "looking up service account"},
		rules:  []*lint.Rule{security.ServiceAccount, field.ServiceAccountField, field.InvalidValue},
		means:  "the namespace has no such service account, so no pod is made",
		remedy: "remove serviceAccountName and serviceAccount from the pods: they get the account default",
	}, {
		signs:  []string{"priorityclass", "integer value of priority"},
		rules:  []*lint.Rule{security.Priority},
		means:  "pods of tools have no priority of their own",
		remedy: "remove priorityClassName and priority from the pods",
	}, {
		signs: []string{"imagepullbackoff", "errimagepull", "failed to pull image", "pull access denied", "manifest unknown", "back-off pulling image", "manifest for"},
		form:  words.Pattern(`(?:(?i:failed to pull image|back-off pulling image|manifest for|image) "?(?P<image>[\w.:/@-]*[\w/])"?)`),
		know:  (*asked).knowImage,
		rules: []*lint.Rule{image.UnknownToolforgeImage, image.ForeignRegistry, image.TagNotLatest, image.LegacyImage},
		means: "there is no image {image}, or the nodes may not fetch it", remedy: "{way}",
	}, {
		signs:  []string{"imagepullbackoff", "errimagepull", "failed to pull image", "pull access denied", "manifest unknown", "repository does not exist", "invalidimagename"},
		rules:  []*lint.Rule{image.UnknownToolforgeImage, image.ForeignRegistry, image.TagNotLatest, image.LegacyImage, field.InvalidValue},
		means:  "the image does not exist, or the nodes may not fetch it: its name or tag is misspelt, or it is not one of {registry}",
		remedy: "run `tfk8s lint FILE`: it names the image to use, and `kubectl describe pod` the one that was wanted",
	}}
}

// knowImage says which image to use instead of the one that could not be had.
func (a *asked) knowImage() bool {
	ref := schemas.ParseImage(a.values["image"])
	match := a.Policy.Image(ref.Name)
	use := match.Current
	if use == "" {
		use = words.Either(match.Suggest)
	}
	switch {
	case ref.Registry != a.Policy.Registry.Host:
		a.values["way"] = "use an image of " + a.Policy.Registry.Host + ": `tfk8s lint FILE` names those that fit"
	case match.Kind == schemas.CurrentImage && ref.Tag != "" && !a.IsBuilt(ref.Tag):
		a.values["way"] = "its tags are " + words.Listed(a.Policy.Images.Tags) + ": write one of them instead of " + ref.Tag
	case match.Kind == schemas.CurrentImage:
		a.values["way"] = "the name is right: try again, and ask the administrators if it stays so"
	case use != "":
		a.values["way"] = "use " + use
	default:
		a.values["way"] = "run `tfk8s lint FILE`: it lists the images there are"
	}
	return true
}
