package project_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/project"
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/rules"
	"github.com/toolforge/tfk8s/rules/workload"
)

func load(string) (*project.Settings, error) {
	return &project.Settings{
		Rules: workload.NewSettings(), Run: rules.All,
		List:     func() ([]string, []error) { return nil, nil },
		Excludes: func(string) bool { return false },
	}, nil
}

const pod = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: bot\n  namespace: tool-greeter\n"

func Example() {
	folder := project.NewFolder("/none", load)
	result, _ := folder.Judge(context.Background(), []*project.Buffer{{Path: "/none/bot.yaml", Text: []byte(pod)}})
	for _, d := range result.Files[0].Diagnostics {
		fmt.Println(d.Message)
	}
	// Output: the pod has no containers
}

// TestJudgingAgainFindsTheSame lints several versions of a document, with another beside it.
func TestJudgingAgainFindsTheSame(t *testing.T) {
	folder := project.NewFolder("/none", load)
	other := &project.Buffer{Path: "/none/b.yaml", Text: []byte(pod)}
	var first []string
	for i, text := range []string{pod, "", pod, pod} {
		result, err := folder.Judge(context.Background(), []*project.Buffer{{Path: "/none/a.yaml", Text: []byte(text)}, other})
		if err != nil || len(result.Files) != 2 {
			t.Fatal(result, err)
		}
		var found []string
		for _, f := range result.Files {
			for _, d := range f.Diagnostics {
				found = append(found, f.File.Name+" "+d.Rule.Name+" "+d.Message)
			}
		}
		if i == 0 {
			first = found
		}
		if same := slices.Equal(first, found); same != (text == pod) || len(found) == 0 {
			t.Errorf("version %d: %q, first %q", i, found, first)
		}
	}
}

func TestACanceledRunGivesUp(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	folder := project.NewFolder("/none", load)
	open := []*project.Buffer{{Path: "/none/bot.yaml", Text: []byte(pod)}}
	if result, err := folder.Judge(ctx, open); !errors.Is(err, context.Canceled) {
		t.Error(result, err)
	}
	if result, err := folder.Judge(context.Background(), open); err != nil || len(result.Files) != 1 {
		t.Error(result, err)
	}
}

func TestInvalidSettingsLeaveTheLastOnesInForce(t *testing.T) {
	invalid := errors.New(".tfk8s.yaml:1:1: wrong")
	var err error
	folder := project.NewFolder("/none", func(path string) (*project.Settings, error) {
		if err != nil {
			return nil, err
		}
		return load(path)
	})
	open := []*project.Buffer{{Path: "/none/bot.yaml", Text: []byte(pod)}}
	judge := func() *project.Result {
		folder.Refresh()
		result, err := folder.Judge(context.Background(), open)
		if err != nil {
			t.Fatal(err)
		}
		return result
	}
	err = invalid
	if r := judge(); len(r.Files) != 0 || !slices.Contains(r.Failed, invalid) {
		t.Errorf("%+v", r)
	}
	err = nil
	if r := judge(); len(r.Files) != 1 || len(r.Failed) != 0 {
		t.Errorf("%+v", r)
	}
	err = invalid
	if r := judge(); len(r.Files) != 1 || !slices.Contains(r.Failed, invalid) {
		t.Errorf("%+v", r)
	}
}

// TestARuleAboutAllObjectsJudgesEachVersionAnew has a Service in a file that stays as it is, and its pods in another one.
func TestARuleAboutAllObjectsJudgesEachVersionAnew(t *testing.T) {
	const service = "apiVersion: v1\nkind: Service\nmetadata: {name: bot, namespace: tool-greeter}\nspec: {selector: {app: bot}, ports: [{port: 80}]}\n"
	pods := func(label string) string {
		return "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: bot, namespace: tool-greeter}\nspec:\n" +
			"  selector: {matchLabels: {app: " + label + "}}\n" +
			"  template: {metadata: {labels: {app: " + label + "}}, spec: {containers: [{name: bot, image: bot}]}}\n"
	}
	folder := project.NewFolder("/none", load)
	for i, label := range []string{"bot", "other", "bot"} {
		result, err := folder.Judge(context.Background(), []*project.Buffer{
			{Path: "/none/bot.yaml", Text: []byte(pods(label))}, {Path: "/none/service.yaml", Text: []byte(service)},
		})
		if err != nil {
			t.Fatal(err)
		}
		hasNoPods := slices.ContainsFunc(result.Files[1].Diagnostics, func(d lint.Diagnostic) bool { return d.Rule.Name == "service-selector" })
		if hasNoPods != (label != "bot") {
			t.Errorf("version %d: the Service has no pods: %t", i, hasNoPods)
		}
	}
}

func TestFixesAreByDocumentUnlessOneConcernsMore(t *testing.T) {
	const replicaSet = "apiVersion: apps/v1\nkind: ReplicaSet\nmetadata:\n  name: bot-5b\n  namespace: tool-greeter\n" +
		"  ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: bot, uid: 0}]\n"
	const deployment = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: bot, namespace: tool-greeter}\n"
	folder := project.NewFolder("/none", load)
	for text, want := range map[string]bool{
		pod + "---\n" + pod: true,
		pod + "---\n# tfk8s:ignore-file name-used-twice because\n" + pod: false,
		deployment + "---\n" + replicaSet:                                false, // the fix removes an object
	} {
		result, err := folder.Judge(context.Background(), []*project.Buffer{{Path: "/none/bot.yaml", Text: []byte(text)}})
		if err != nil || result.Files[0].IsByDocument != want {
			t.Errorf("%q: %v, %v", text, result, err)
		}
	}
}
