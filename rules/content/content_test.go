package content_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/content"
	"github.com/toolforge/tfk8s/schemas"
)

func Example() {
	classifier := &content.Classifier{Policy: schemas.Toolforge(), Bundle: schemas.Kubernetes()}
	file := manifest.Parse("kustomization.yaml", []byte("resources: [bot.yaml]\n"))
	fmt.Println(classifier.Document(file.Docs[0]).Name)
	// Output: a kustomization
}

// around is an Origin that knows one file of each kind.
type around struct{}

func (around) InChart(file string) bool { return file == "chart/templates/bot.yaml" }

func (around) PatchOf(file string) (string, bool) {
	return "overlay/kustomization.yaml", file == "overlay/replicas.yaml"
}

func contentOf(name, text string) lint.Content {
	classifier := &content.Classifier{Policy: schemas.Toolforge(), Bundle: schemas.Kubernetes(), Origin: around{}}
	return classifier.Document(manifest.Parse(name, []byte(text)).Docs[0])
}

const deployment = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: bot}\n"

func TestAWholeOrHalfObjectOfKubernetesIsAManifest(t *testing.T) {
	for _, text := range []string{
		deployment,
		"apiVersion: apps/v1\nmetadata: {name: bot}\n",
		"kind: Deployment\nmetadata: {name: bot}\n",
		"apiversion: apps/v1\nKind: Deployment\nmetadata: {name: bot}\n",
		"apiVersion: \"\"\nkind: Pod\nmetadata: {name: bot}\n",
		"apiVersion: 1\nkind: Pod\nmetadata: {name: bot}\n",
		"apiVersion: v1\nkind: Webservice\nmetadata: {name: bot}\nspec: {containers: [{name: bot, image: x}]}\n",
		"apiVersion: v1\nkind: svc\nmetadata: {name: bot}\nspec: {ports: [{port: 8000}]}\n",
		"apiVersion: v1\nkind: Things\nitems: [{apiVersion: v1, kind: Pod}]\n",
		"apiVersion: v1\nkind: 5\nmetadata: {name: bot}\n",
		"apiVersion: v1\nkind: Servcie\nmetadata: {name: bot}\n",
		"apiVersion: v1\nkind: Pdo\nmetadata: {name: bot}\nspec: {containers: [{name: bot, image: x}]}\n",
		"apiVersion: vi\nkind: ConfigMpa\nmetadata: {name: bot}\ndata: {a: b}\n",
		"apiVersion: v11\nkind: Pods\nmetadata: {name: bot}\nspec: {containers: [{name: bot, image: x}]}\n",
		"apiVersion: v1\nkind: podd\nmetadata: {name: bot}\nspec: {containers: [{name: bot, image: x, cmd: [a], envs: []}]}\n",
		"apiVersion: apps.k8s/v1\nkind: Deployment\nmetadata: {name: bot}\nspec: {selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}}}\n",
		"apiVersion: 1\nkind: ConfigMap\nmetadata: []\n",
		"apiVersion: btach/v1\nkind: job\nmetadata: {name: bot}\n",
		"apiVersion: Apps/v1\nkind: Deployments\nmetadata: {name: bot}\n",
		"apiVersion: apps\nkind: Deployments\nmetadata: {name: bot}\n",
		"apiVersion: networking/v1beta1\nkind: Ingress\nmetadata: {name: bot}\nspec: {backend: {serviceName: bot, servicePort: 8000}}\n",
		"apiVersion: rbac.k8s.io/v1\nkind: Role\nmetadata: {name: bot}\nrules: [{verbs: [get]}]\n",
		"apiVersion: app/v1\nkind: Deployment\nmetadata: {name: bot}\n",
		"kind: List\nitems: [{kind: Pod}]\n",
		"kind: Deploymnet\nmetadata: {name: bot}\nspec: {template: {}}\n",
		"apiVersion: extension/v1beta1\nkind: Deployement\nmetadata: {name: bot}\n",
		"apiVersion: v1\nkind: Pod\nmetadata: {name: bot}\nstatus: {message: executable not found in $PATH}\n",
		"apiVersion: v1\nkind: Pod\nspec:\n  command: [sh, -c, \"echo $HOME]\n",
		"apiVersion: v1\nkind: Pod\nspec:\n  command: [\"sh\", \"echo {{ x }}\" \"y\"]\n",
		`{"apiVersion": "v1", "kind": "Pod"}`,
		"apiVersion: v1\nkind:Pod\nmetadata: [x\n",
		"  kind: Pod\n  metadata: [x\n",
		"{\n  \"apiVersion\": \"v1\",\n  \"kind\": \"Pod\",",
		"# a comment\n\"apiVersion\": v1\nx: [\n",
	} {
		if got := contentOf("a.yaml", text); got.Kind != lint.Manifest {
			t.Errorf("%q is %v", text, got)
		}
	}
}

func TestWhatOtherProgramsReadIsNoManifest(t *testing.T) {
	for text, want := range map[string]lint.ContentKind{
		"apiVersion: backstage.io/v1alpha1\nkind: Component\n":                                        lint.OtherAPI,
		"apiVersion: 2\nkind: thing\nmetadata: {}\n":                                                  lint.OtherAPI,
		"apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\n":                                   lint.OtherAPI,
		"apiVersion: v1alpha1\nkind: Cluster\nmetadata: {name: x}\n":                                  lint.OtherAPI,
		"apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nspec: {x: '{{y}}'}\n":                      lint.OtherAPI,
		"apiVersion: 2020-01-01\nkind: event\nmetadata: {name: x}\n":                                  lint.OtherAPI,
		"apiVersion: 1\nkind: pods\nmetadata: {name: x}\nspec: {containers: [{name: x, image: y}]}\n": lint.OtherAPI,
		"apiVersion: v2\nkind: service\nmetadata: {name: x}\nspec: {color: red}\n":                    lint.OtherAPI,
		"apiVersion: v1.0\nkind: Event\nmetadata: {id: 1}\n":                                          lint.OtherAPI,
		"apiVersion: v1\nkind: Mode\nmetadata: {name: x}\nspec: {color: red}\n":                       lint.OtherAPI,
		"apiVersion: v1\nkind: Device\nmetadata: {name: x}\nspec: {ports: [{name: usb, speed: 3}]}\n": lint.OtherAPI,
		"apiVersion: v1\nkind: Building\nmetadata: {name: x}\n":                                       lint.OtherAPI,
		"apiVersion: v1\nkind: Servile\nmetadata: {name: x}\nspec: {color: red}\n":                    lint.OtherAPI,
		"apiVersion: v1\nkind: Cluster\nnodes: []\n":                                                  lint.OtherAPI,
		"apiVersion: v1\nkind: Menu\nitems: [tea]\n":                                                  lint.OtherAPI,
		"apiVersion: v1\nkind: DeploymentConfig\nmetadata: {name: x}\nspec: {selector: {a: b}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: x}]}}}\n": lint.OtherAPI,
		"apiVersion: networking/v1beta1\nkind: Service\nmetadata: {name: x}\n":                                                                                             lint.OtherAPI,
		"apiVersion: networking.istio.io/v1beta1\nkind: Ingress\nmetadata: {name: x}\nspec: {backend: {serviceName: x, servicePort: 1}}\n":                                 lint.OtherAPI,
		"apiVersion: app\nkind: Service\nmetadata: {name: x}\n":                                                                                                            lint.OtherAPI,
		"kind: Note\nmetadata: {name: x}\nspec: {}\n":                                                                                                                      lint.Nothing,
		"apiVersion: v1\nkind: Config\n":                                                 lint.ClientFile,
		"apiVersion: v1\nkind: Config\npreferences: {}\n":                                lint.ClientFile,
		"apiVersion: v1\nkind: Config\nmetadata: {name: x}\nclusters: []\n":              lint.ClientFile,
		"apiVersion: v1beta1\nkind: Settings\ncolor: red\n":                              lint.Nothing,
		"apiVersion: v1\nkind: Secret\nmetadata: {name: x}\nsops: {version: 3}\n":        lint.ClientFile,
		"apiVersion: openslo/v1\nkind: Service\nmetadata: {name: x}\n":                   lint.OtherAPI,
		"apiVersion: multicluster.k8s.io/v1alpha1\nkind: Ingress\nmetadata: {name: x}\n": lint.OtherAPI,
		"apiVersion: networking.x-k8s.io/v1alpha1\nkind: Ingress\nmetadata: {name: x}\n": lint.OtherAPI,
		"kind: role\nversion: v7\nmetadata: {name: dev}\nspec: {}\n":                     lint.Nothing,
		"kind: Secret\nmetadata: {name: x, project: y}\nspec: {}\n":                      lint.Nothing,
		"kind: Event\nname: x\nmetadata: {name: birthday}\n":                             lint.Nothing,
		"kind: Secret\nmetadata: {name: Nom, labels: Noms}\n":                            lint.Nothing,
		"apiVersion: Version of the API\nkind: Secret\nmetadata: {name: x}\n":            lint.Nothing,
		"apiVersion: v1\nkind: Config\nusers: []\n":                                      lint.ClientFile,
		"apiVersion: 1\nkind: thing\n":                                                   lint.Nothing,
		"apiVersion: v1\nname: x\n":                                                      lint.Nothing,
		"kind: Deployment\n":                                                             lint.Nothing,
		"kind: pipeline\nmetadata: {name: x}\n":                                          lint.Nothing,
		"metadata: {name: x}\nspec: {}\n":                                                lint.Nothing,
		"services: {}\n":                                                                 lint.Nothing,
		"- kind: Pod\n":                                                                  lint.Nothing,
		"text\n":                                                                         lint.Nothing,
		"":                                                                               lint.Nothing,
		"x: [\n":                                                                         lint.Nothing,
		"x: [\ny:\n  kind: Pod\n":                                                        lint.Nothing,
		"kind: pipeline\nx: [\n":                                                         lint.Nothing,
		"apiVersion: backstage.io/v1\nkind: Component\nx: [\n":                           lint.Nothing,
		"{\n\"x\": {\n  \"apiVersion\": \"2019-04-01\",\n":                               lint.Nothing,
		"{\"kind\": \"feed\",":                                                           lint.Nothing,
		"{\"kind\": \"feed\"}\n{\"kind\": \"feed\"}\n":                                   lint.Nothing,
		"\x00\x01\x02":                                                                   lint.Nothing,
		"apiVersion: v1\nkind: Config\nclusters: []\ncontexts: []\nusers: []\n":          lint.ClientFile,
		"apiVersion: skaffold/v2beta1\nkind: Config\n":                                   lint.ClientFile,
		"apiVersion: v2\nname: bot\nversion: 1.0.0\n":                                    lint.ClientFile,
		"apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n":                lint.ClientFile,
	} {
		if got := contentOf("a.yaml", text); got.Kind != want || want == lint.Nothing && got.Name == "" {
			t.Errorf("%q is %v, want kind %v", text, got, want)
		}
	}
}

func TestTheFoldersAroundAFileTellWhatItIs(t *testing.T) {
	for name, want := range map[string]string{
		"chart/templates/bot.yaml": "a part of a Helm chart",
		"overlay/replicas.yaml":    "a part of a kustomization",
		"bot.yaml":                 "",
		"kustomization.yml":        "", // it is an object all the same
	} {
		if got := contentOf(name, deployment); got.Name != want {
			t.Errorf("%s is %q, want %q", name, got.Name, want)
		}
	}
}

func TestAPlaceholderMakesATemplateOnlyWhereItsValueMatters(t *testing.T) {
	for _, value := range []string{"${X}", "$X", "${X:-y}", "__X__", `"{{ x }}"`, "'@x.y@'", "'@x-y@'", "x-${Y}", "'<%= x %>'", "<your-tool>", "'%X%'", "'#{x}#'", "((x))", "__tool_name__"} {
		for text, want := range map[string]lint.ContentKind{
			"metadata: {name: x, namespace: VALUE}":           lint.Template,
			"metadata:\n  labels:\n    VALUE: x":              lint.Template,
			"spec:\n  replicas: VALUE":                        lint.Template,
			"data:\n  x: VALUE":                               lint.Manifest,
			"spec:\n  containers:\n  - command:\n    - VALUE": lint.Manifest,
		} {
			text = "apiVersion: v1\nkind: Pod\n" + strings.ReplaceAll(text, "VALUE", value) + "\n"
			if strings.Contains(text, "{name") && strings.Contains(value, "${") {
				continue // braces within braces cannot be read, which has a test of its own
			}
			if got := contentOf("a.yaml", text); got.Kind != want {
				t.Errorf("%q is %v, want kind %v", text, got, want)
			}
		}
	}
	for _, value := range []string{"$1", "a@b", "x$", "'@daily'", "{x: y}"} {
		if got := contentOf("a.yaml", "apiVersion: v1\nkind: Pod\nmetadata:\n  name: "+value+"\n"); got.Kind != lint.Manifest {
			t.Errorf("%q is %v", value, got)
		}
	}
}

func TestABadByteIsNoPlaceholder(t *testing.T) {
	if got := contentOf("a.yaml", "apiVersion: v1\nkind: Pod\nmetadata:\n  name: caf\xe9bot\n"); got.Kind != lint.Manifest {
		t.Errorf("it is %v", got)
	}
}

func TestWhatCannotBeReadBecauseOfAPlaceholderIsATemplate(t *testing.T) {
	for _, text := range []string{
		"apiVersion: v1\nkind: Pod\nmetadata: {name: ${X}}\n",
		"apiVersion: v1\nkind: Pod\nmetadata:\n  name: @x@\n",
		"apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ x }}\n",
		"{% if x %}\napiVersion: v1\nkind: Pod\n{% endif %}\n",
		"{# the bot #}\napiVersion: v1\nkind: Pod\n",
		"{#\n the bot\n#}\napiVersion: v1\nkind: Pod\n",
		"{{- /*\nCopyright\n*/ -}}\napiVersion: v1\nkind: Pod\n",
		"{% set x = {\n  'a': 'b',\n} %}\napiVersion: v1\nkind: Pod\n",
		"apiVersion: v1\nkind: Pod\nmetadata:\n  {{- include \"x\" (dict\n\"a\" \"b\"\n) | nindent 4 }}\n",
		"apiVersion: v1\nkind: ConfigMap\ndata:\n%{ for k, v in x }\n  ${k}: ${v}\n%{ endfor }\n",
		"apiVersion: v1\nkind: Pod\n{# c: d #}",
		"<% 3.times do |i| %>\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: <%= i %>}\n<% end %>\n",
	} {
		found := false
		for _, d := range manifest.Parse("a.yaml", []byte(text)).Docs {
			classifier := &content.Classifier{Policy: schemas.Toolforge(), Bundle: schemas.Kubernetes()}
			found = found || classifier.Document(d).Kind == lint.Template
		}
		if !found {
			t.Errorf("%q is no template", text)
		}
	}
}

// A line of its own that says what the template does is no value: without it the document can be read.
func TestADocumentThatCanBeReadOnceItIsFilledInIsATemplate(t *testing.T) {
	for text, want := range map[string]bool{
		"kind: Pod\napiVersion: v1\nmetadata:\n  {{ if .Values.name }}\n  name: bot\n":  true,
		"kind: Pod\napiVersion: v1\nmetadata:\n  {% if name %}\n  name: bot\n":          true,
		"kind: Pod\napiVersion: v1\nmetadata: {name: {{ .Values.name }}, labels: {}}\n": true,
		"kind: Pod\napiVersion: v1\nmetadata:\n  name: \"$NAME\"\n  labels: [\n":        false,
		"kind: Pod\napiVersion: v1\nmetadata:\n  labels: [\n":                           false,
	} {
		if got := content.IsTemplate(manifest.Parse("a.yaml", []byte(text)).Docs[0]); got != want {
			t.Errorf("%q is a template: %t", text, got)
		}
	}
}
