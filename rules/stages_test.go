package rules_test

import (
	"encoding/binary"
	"testing"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules"
	"github.com/toolforge/tfk8s/rules/workload"
)

// stageOf returns the first stage that rejects a text.
func stageOf(text string) lint.Stage {
	cfg := rules.Config(workload.NewSettings(), rules.All)
	return refusal(lint.Run(cfg, []*manifest.File{manifest.Parse("a.yaml", []byte(text))}).Diagnostics)
}

const item = "{apiVersion: v1, kind: ConfigMap, metadata: {name: settings, namespace: tool-mytool}}"

func TestWhoRejectsAList(t *testing.T) {
	list := func(head, items string) string { return head + "\nitems: [" + items + "]\n" }
	for _, c := range []struct {
		text string
		want lint.Stage
	}{
		{list("apiVersion: v1\nkind: List", item), accepted},
		{list("apiVersion: batch/v1beta1\nkind: List", item), accepted},
		{list(`apiVersion: ""`+"\nkind: List", item), accepted},
		{list("apiVersion: apps/\nkind: List", item), accepted},
		{list("apiVersion: v1\nkind: ConfigMapList", item), accepted},
		{list("apiVersion: v1\nkind: configmap", item), accepted},
		{list("apiVersion: batch/v2alpha1\nkind: List", item), lint.Kubectl},
		{list("apiVersion: apps\nkind: List", item), lint.Kubectl},
		{list("apiVersion: apps/v1/x\nkind: List", item), lint.Kubectl},
		{list("apiVersion: v1\nkind: ConfigmapList", item), lint.Kubectl},
		{list("apiVersion: v1\nkind: configmapList", item), lint.Kubectl},
		{list("apiVersion: v1\nkind: 'List '", item), lint.Kubectl},
		{list("apiVersion: v1\nkind: Status", item), lint.Kubectl},
		{list("apiVersion: batch/v2alpha1\nkind: CronJobList", ""), lint.Kubectl},
		{list("apiVersion: v1\nkind: List", "{apiVersion: v1, kind: List}"), lint.API},
		{list("apiVersion: v1\nkind: List", "{apiVersion: apps/v1, kind: List, items: }"), lint.API},
		{list("apiVersion: v1\nkind: List", "{apiVersion: v2, kind: List}"), lint.Kubectl},
		{list("apiVersion: v1\nkind: List", "{kind: List}"), lint.Kubectl},
		{list("apiVersion: v1\nkind: List", "{apiVersion: v1, kind: List, items: []}"), lint.Kubectl},
		{list("apiVersion: v1\nkind: List", "{apiVersion: apps/, kind: List}"), lint.Kubectl},
		{list("apiVersion: v1\nkind: List", "{apiVersion: apps/, kind: Deployment, metadata: {name: a}}"), lint.Kubectl},
		{list("apiVersion: v1\nkind: ComponentStatusList", "{metadata: {name: a}}"), lint.API},
		{"apiVersion: v1\nkind: List\n", lint.Kubectl},
		{"apiVersion: apps/v1\nkind: List\n", lint.API},
		{"apiVersion: apps/v3\nkind: List\n", lint.Kubectl},
	} {
		if got := stageOf(c.text); got != c.want {
			t.Errorf("rejected at stage %s, want %s:\n%s", stageName(got), stageName(c.want), c.text)
		}
	}
}

// kubectl finds the resource of a kind in lower case too: restmapper.NewDiscoveryRESTMapper of client-go 12 (Kubernetes 1.15) adds each
// kind as it is written and in lower case. It has no schema for such a kind, so it checks no fields, and sends the object. The server
// rejects it, because it knows the kind only as it is written. Kubectl finds no kind in another spelling. "apply" and "create" do not
// differ in this. The records of the verdicts are from kubectl, and agree.
func TestWhoRejectsAKind(t *testing.T) {
	for _, c := range []struct {
		apiVersion, kind string
		want             lint.Stage
	}{
		{"v1", "configmap", lint.API},
		{"v1", "configMap", lint.Kubectl},
		{"v1", "CONFIGMAP", lint.Kubectl},
		{"v1", "configmaps", lint.Kubectl},
		{"apps/v1", "deployment", lint.API},
		{"extensions/v1beta1", "deployment", lint.API},
		{"v1", "deployment", lint.Kubectl},
		{"apps/v2", "deployment", lint.Kubectl},
		{"apps/v1beta1", "replicaset", lint.Kubectl},
		{"batch/v1beta1", "cronjob", lint.API},
		{"batch/v2alpha1", "cronjob", lint.Kubectl},
		{"batch/v2alpha1", "CronJob", lint.Kubectl},
		{"networking.k8s.io/v1", "ingress", lint.Kubectl},
		{"v1", "ComponentStatus", lint.API},
		{"v1", "componentstatus", lint.API},
		{"extensions/v1beta1", "ReplicationControllerDummy", lint.API},
		{"extensions/v1beta1", "ReplicationController", lint.Kubectl},
	} {
		object := "{apiVersion: " + c.apiVersion + ", kind: " + c.kind + ", metadata: {name: a, namespace: tool-mytool}}"
		for _, text := range []string{"---\n" + object, "apiVersion: v1\nkind: List\nitems: [" + object + "]\n"} {
			if got := stageOf(text); got != c.want {
				t.Errorf("rejected at stage %s, want %s:\n%s", stageName(got), stageName(c.want), text)
			}
		}
	}
}

func TestWhoChecksTheFieldsOfAnObject(t *testing.T) {
	const (
		unknown   = ", dta: {k: v}}"
		wrong     = ", data: {k: [v]}}"
		newer     = ", immutable: true}"
		configMap = "apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: tool-mytool}"
		lower     = "apiVersion: v1, kind: configmap, metadata: {name: a, namespace: tool-mytool}"
		noVersion = "apiVersion: apps/, kind: Deployment, metadata: {name: a, namespace: tool-mytool}"
	)
	for _, c := range []struct {
		head, object string
		want         lint.Stage
	}{
		{"---\n", configMap + unknown, lint.Kubectl},
		{"---\n", lower + unknown, lint.API},
		{"---\n", noVersion + unknown, lint.API},
		{"apiVersion: v1\nkind: List\nitems:\n- ", configMap + unknown, lint.Kubectl},
		{"apiVersion: v1\nkind: List\nitems:\n- ", lower + unknown, lint.API},
		{"apiVersion: v1\nkind: List\nitems:\n- ", noVersion + unknown, lint.Kubectl},
		{"apiVersion: v1\nkind: ConfigMapList\nitems:\n- ", configMap + unknown, lint.Kubectl},
		{"apiVersion: v1\nkind: ConfigMapList\nitems:\n- ", configMap + wrong, lint.Kubectl},
		{"apiVersion: apps/v1\nkind: List\nitems:\n- ", configMap + unknown, accepted},
		{"apiVersion: apps/v1\nkind: List\nitems:\n- ", configMap + newer, accepted},
		{"apiVersion: apps/v1\nkind: List\nitems:\n- ", configMap + wrong, lint.API},
	} {
		if got := stageOf(c.head + "{" + c.object); got != c.want {
			t.Errorf("rejected at stage %s, want %s:\n%s{%s", stageName(got), stageName(c.want), c.head, c.object)
		}
	}
}

func TestKubectlBelievesAByteOrderMark(t *testing.T) {
	const text = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: tool-mytool}\n"
	inUTF16 := func(order binary.AppendByteOrder) string {
		var src []byte
		for _, r := range text {
			src = order.AppendUint16(src, uint16(r))
		}
		return string(src)
	}
	little, big := inUTF16(binary.LittleEndian), inUTF16(binary.BigEndian)
	for name, c := range map[string]struct {
		text string
		want lint.Stage
	}{
		"little endian":             {"\xFF\xFE" + little, accepted},
		"big endian":                {"\xFE\xFF" + big, accepted},
		"no mark":                   {little, lint.Parse},
		"no mark, big endian":       {big, lint.Parse},
		"no mark, half a character": {little + "\n", lint.Parse},
		"half a character":          {"\xFF\xFE" + little + "\n", lint.Parse},
		"the other mark":            {"\xFE\xFF" + little, lint.Kubectl},
		"the other, big endian":     {"\xFF\xFE" + big, lint.Kubectl},
		"UTF-8 with that mark":      {"\xFF\xFE" + text, lint.Kubectl},
		"UTF-8 with the other":      {"\xFE\xFF" + text, lint.Kubectl},
		"another text in UTF-8":     {"\xFF\xFE" + "just a text", accepted},
	} {
		if got := stageOf(c.text); got != c.want {
			t.Errorf("%s: rejected at stage %s, want %s", name, stageName(got), stageName(c.want))
		}
	}
}
