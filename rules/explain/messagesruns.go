package explain

import (
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/rules/api"
	"github.com/toolforge/tfk8s/rules/field"
	"github.com/toolforge/tfk8s/rules/image"
	"github.com/toolforge/tfk8s/rules/ingress"
	"github.com/toolforge/tfk8s/rules/internal/words"
	"github.com/toolforge/tfk8s/rules/job"
	"github.com/toolforge/tfk8s/rules/podpreset"
	"github.com/toolforge/tfk8s/rules/quota"
	"github.com/toolforge/tfk8s/rules/security"
	"github.com/toolforge/tfk8s/schemas"
)

// bringingFiles are the rules about pods that lack the files of their tool.
var bringingFiles = []*lint.Rule{podpreset.PodLabelMissing, podpreset.LabelOnlyOnController, podpreset.LabelWrongValue, podpreset.PresetConflictVolume, podpreset.PresetConflictMount, podpreset.PresetConflictHome}

// runMessages are what programs say in pods that started, and the events of pods that did not last.
func runMessages(p *schemas.Policy) []message {
	return []message{{
		signs:  []string{"bad interpreter"},
		rules:  []*lint.Rule{image.VenvRuntimeChange, podpreset.PodLabelMissing},
		means:  "the script was made for an interpreter that is not in this image: the virtualenv belongs to another version of the language",
		remedy: "rebuild the virtualenv in the image that the pods run (webservice --backend=kubernetes TYPE shell; rm -r the old one; python3 -m venv DIR; pip install -r requirements.txt), or keep the image that fits it",
	}, {
		signs:  []string{"modulenotfounderror", "importerror: no module named", "no module named", "missing modules"},
		form:   words.Pattern(`^(?i:.*no module named(?P<why> ['"]?[\w.]+['"]?))?`),
		rules:  []*lint.Rule{image.VenvRuntimeChange, podpreset.PodLabelMissing},
		means:  "Python does not find the module{why}: the virtualenv was made by another version than the image has, or is not in the pods",
		remedy: "rebuild the virtualenv in the image that the pods run, and label the pods {label}, which brings {homes} into them",
	}, {
		signs:  []string{"/public/dumps", "dumps symlinks", "dumps"},
		form:   words.Pattern(`(?i)no such file|dangling|too many levels|not found|cannot access`),
		know:   (*asked).knowLinks,
		rules:  append([]*lint.Rule{podpreset.DumpsSymlink}, bringingFiles...),
		means:  "the dumps are not in the pods, or are links into a file system that was not",
		remedy: "label the pods {label}; the links there lead into {links}, which pods see since {since} only",
	}, {
		signs:  []string{"executable file not found", "stat ", "no such file or directory", "cant open file", "not found"},
		form:   words.Pattern(`exec: \\*"?(?P<program>[^"\\]*? [^"\\]*?)\\*"?: (?:stat|executable|no such)`),
		rules:  []*lint.Rule{image.CommandOneString},
		means:  "{program} is taken as the name of one program: no shell splits the elements of command",
		remedy: "write each word as an element of its own (command: [python3, bot.py]), or [/bin/sh, -c, the whole line]",
	}, {
		signs:  []string{"whole shell line in one element"},
		rules:  []*lint.Rule{image.CommandOneString},
		means:  "the first element of command is taken as the name of one program: no shell splits it",
		remedy: "write each word as an element of its own (command: [python3, bot.py]), or [/bin/sh, -c, the whole line]",
	}, {
		signs:  []string{"webservice-runner"},
		form:   words.Pattern(`(?i)not found|no such file`),
		rules:  []*lint.Rule{image.RunnerOnBase, image.UnknownToolforgeImage},
		means:  "webservice-runner is in the images that end in -web only",
		remedy: "use the image whose name ends in -web instead of -base, as `tfk8s convert -w FILE` does",
	}, {
		signs:  []string{strings.ToLower(p.Tools.HomeRoot)},
		form:   words.Pattern(`(?i)no such file|not found|can.?t open|does not exist|permission denied`),
		rules:  bringingFiles,
		means:  "the homes of the tools are not in the pods: the label {label} brings them, and one volume, mount or HOME of your own that differs keeps them away",
		remedy: "label the pods (spec.template.metadata.labels) {label}, and drop volumes for {homes} and HOME: `tfk8s convert -w FILE` does",
	}, {
		signs:  []string{"home empty", "keyerror: home", "home: unbound", "home not set", "$home is not", "home is empty"},
		rules:  append([]*lint.Rule{image.LegacyImage}, bringingFiles...),
		means:  "HOME is not set in the pods: the label {label} sets it, and one volume, mount or HOME of your own that differs keeps it away",
		remedy: "label the pods (spec.template.metadata.labels) {label}, and drop HOME and volumes for {homes}: `tfk8s convert -w FILE` does",
	}, {
		signs:  []string{"uid not found", "i have no name", "cannot find name for user id", "no such user", "user lookups", "unknown user", "getpwuid", "getpwnam", "nslcd"},
		rules:  []*lint.Rule{image.LegacyImage, image.BusterWithoutSSSD, image.ToollabsBuster, podpreset.PodLabelMissing},
		means:  "the image looks users up as on the {old}, by nslcd, which the {cluster} does not have; or the pods lack the files that it takes",
		remedy: "use the image with {marker} in its name, and label the pods {label}: `tfk8s convert -w FILE` does both",
	}, {
		signs:  []string{"no such file or directory", "executable file not found"},
		form:   words.Pattern(`(?i)exec|stat|container`),
		rules:  append([]*lint.Rule{image.RunnerOnBase}, bringingFiles...),
		means:  "the program is not in the image, and not in a folder that the pods have",
		remedy: "check command and image; what is below {homes} needs the label {label} on the pods",
	}, {
		signs:  []string{"permission denied"},
		form:   words.Pattern(`(?i)bind|listen|socket|port`),
		rules:  []*lint.Rule{security.LowPort},
		means:  "the program listens on a port below {lowPorts}, which takes rights that no pod has",
		remedy: "listen on a higher one, such as 8000, and let the Service map it (port: 80, targetPort: 8000)",
	}, {
		signs:  []string{"oomkilled", "exit code: 137", "exit code 137", "out of memory"},
		rules:  []*lint.Rule{quota.LowerDefaults, quota.OverMax},
		means:  "the container used more memory than its limit; one that sets none gets {limits} on the {cluster}",
		remedy: "set resources.limits.memory to what it needs (at most what `tfk8s explain over-max` says), as `tfk8s convert --resources=write` prepares",
	}, {
		signs:  []string{"backofflimitexceeded", "reached the specified backoff limit", "job retried over and over", "retried over and over"},
		rules:  []*lint.Rule{job.BackoffDefault, job.JobRestartPolicy},
		means:  "a failed Job is tried again six times unless it says otherwise",
		remedy: "set spec.backoffLimit (0: never again) and restartPolicy: Never; `kubectl logs job/NAME` tells why it failed",
	}, {
		signs:  []string{"crashloopbackoff", "back-off restarting failed container"},
		rules:  append([]*lint.Rule{image.LegacyImage, image.VenvRuntimeChange, quota.LowerDefaults}, bringingFiles...),
		means:  "the program ends soon after each start: mostly it misses its files, its virtualenv or memory",
		remedy: "read `kubectl logs --previous POD` and give that to `tfk8s explain -`; run `tfk8s lint FILE`",
	}, {
		signs:  []string{"unbound immediate persistentvolumeclaims", "persistentvolumeclaim"},
		form:   words.Pattern(`(?i)unbound|not found`),
		rules:  []*lint.Rule{podpreset.PvcUnusable, api.ForbiddenKind},
		means:  "the pods wait for a claim that a tool cannot make",
		remedy: "use files below {homes}, or emptyDir",
	}, {
		signs:  []string{"runasnonroot"},
		form:   words.Pattern(`will run as root|non-numeric user|has runAsNonRoot`),
		rules:  []*lint.Rule{security.RunAsID},
		means:  "the pods ask not to run as root, and the kubelet cannot tell that they do not",
		remedy: "remove runAsNonRoot: pods of tools never run as root",
	}, {
		signs:  []string{"minimumreplicasunavailable", "pods never appear", "failedcreate", "replicafailure"},
		form:   words.Pattern(`(?i)^[^:]*$|pods never|has timed out|minimum availability`),
		rules:  []*lint.Rule{image.ForeignRegistry, podpreset.HostPathNotAllowed, podpreset.HostPathNeedsReadOnly, quota.OverMax, quota.UnderMin, quota.QuotaAlone, quota.QuotaTogether, security.RunAsID},
		means:  "the cluster took the object and refuses its pods: by registry, policy, limits or quota",
		remedy: "read the events of `kubectl describe rs` (or job, statefulset) and give them to `tfk8s explain -`; `tfk8s lint FILE` finds the cause too",
	}, {
		signs:  []string{"insufficient cpu", "insufficient memory", "nodes are available", "failedscheduling"},
		means:  "no node has room for the pod now, or none is what its nodeSelector or affinity asks for",
		remedy: "remove nodeSelector and affinity, ask for less, or wait",
	}, {
		signs:  []string{"webservice is not running", "webservice stop", "webservice status"},
		rules:  []*lint.Rule{ingress.WebserviceNameLabel},
		means:  "webservice finds its objects by the labels that it gives them, and the other cluster's not at all",
		remedy: "kubectl config use-context {context} (or {oldContext} for what still runs there) and `kubectl get deployment,rs,service`: delete by hand what is left",
	}, {
		signs:  []string{"service left on legacy", "502 bad gateway", "503 service", "no webservice"},
		rules:  []*lint.Rule{ingress.RemoveLegacyService},
		means:  "a Service that was left on the {old} keeps the proxy sending requests there",
		remedy: "kubectl --context={oldContext} delete service NAME; then look at `kubectl --context={context} get deployment,service,ingress`",
	}, {
		signs:  []string{"new-form yaml on old cluster", "apiversion v1 for deployment"},
		rules:  []*lint.Rule{api.APIWrongGroup, api.APINotServed},
		means:  "the apiVersion is not one in which this cluster serves the kind",
		remedy: "write apiVersion: apps/v1 for a Deployment, and use the cluster it is for: kubectl config use-context {context}; {alias}",
	}, {
		signs:  []string{"restartpolicy at wrong depth"},
		rules:  []*lint.Rule{field.UnknownField, job.JobRestartPolicy},
		means:  "restartPolicy belongs to the pods",
		remedy: "move it to spec.template.spec, beside containers, as `tfk8s convert -w FILE` does",
	}}
}

// knowLinks adds where the dumps are, and since when pods see that.
func (a *asked) knowLinks() bool {
	var paths []string
	for _, v := range a.Policy.PodPreset.LaterVolumes {
		paths = append(paths, v.HostPath)
		a.values["since"] = v.Since
	}
	a.values["links"] = strings.Join(paths, " and ")
	return true
}
