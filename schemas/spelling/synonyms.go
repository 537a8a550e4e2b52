package spelling

// A synonym is a name that authors use for a field because they know it from elsewhere.
type synonym struct {
	owner  string // the definition that has the field, without its package; ResourceList for the names of resources
	field  string
	others []string
	source string // where the other name is that of the same thing
}

// Synonym returns the field of a definition that is called by another name elsewhere, "" where there is none.
func Synonym(owner, word string) string {
	for _, s := range synonyms {
		if s.owner != owner {
			continue
		}
		for _, other := range s.others {
			if other == word {
				return s.field
			}
		}
	}
	return ""
}

var synonyms = [...]synonym{
	{"Container", "args", []string{"arguments", "params"}, "GitHub Actions, args"},
	{"Container", "command", []string{"cmd", "entrypoint"}, "Dockerfile, CMD and ENTRYPOINT"},
	{"Container", "env", []string{"environment", "envVars", "variables"}, "Compose file, environment"},
	{"Container", "ports", []string{"port", "expose"}, "Dockerfile, EXPOSE; Service, ports"},
	{"Container", "volumeMounts", []string{"mounts"}, "docker inspect, Mounts"},
	{"Container", "workingDir", []string{"workdir", "working_dir", "cwd"}, "Dockerfile, WORKDIR; Compose file, working_dir"},
	{"ContainerPort", "containerPort", []string{"port", "targetPort", "target"}, "ServicePort; Compose file, ports.target"},
	{"EnvVar", "name", []string{"key", "variable"}, "Helm charts"},
	{"EnvVar", "value", []string{"val"}, "Helm charts"},
	{"Handler", "httpGet", []string{"http", "get"}, "Ingress, rules.http"},
	{"Handler", "tcpSocket", []string{"tcp", "socket"}, "HAProxy, tcp-check"},
	{"IngressBackend", "serviceName", []string{"service", "name"}, "networking.k8s.io/v1, backend.service.name"},
	{"IngressBackend", "servicePort", []string{"port", "number"}, "networking.k8s.io/v1, backend.service.port"},
	{"Probe", "httpGet", []string{"http", "get"}, "Ingress, rules.http"},
	{"Probe", "tcpSocket", []string{"tcp", "socket"}, "HAProxy, tcp-check"},
	{"ResourceList", "memory", []string{"mem", "ram"}, "webservice --mem"},
	{"ResourceRequirements", "limits", []string{"limit"}, "a word in the singular"},
	{"ResourceRequirements", "requests", []string{"request"}, "a word in the singular"},
	{"ServicePort", "port", []string{"containerPort", "published"}, "ContainerPort; Compose file, ports.published"},
	{"VolumeMount", "mountPath", []string{"path", "target", "dest", "destination"}, "Compose file, volumes.target"},
	{"VolumeMount", "name", []string{"volume", "source"}, "Compose file, volumes.source"},
}
