package bridge

import (
	"bytes"
	"errors"
	"slices"

	"github.com/toolforge/tfk8s/convert"
	"github.com/toolforge/tfk8s/convert/plan"
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/rules"
)

// A planned is the move of one tool to the cluster that the request names.
type planned struct {
	plan.Plan
	Markdown string
	Script   string
}

func planMove(r *request) (any, error) {
	s := r.settings()
	config := rules.Config(s, rules.All)
	options := &convert.Options{Config: config, Pin: rules.Pin}
	move := plan.Request{Policy: s.Policy, Back: r.ToLegacy, LintFlags: lintFlags(r), ConvertFlags: convertFlags(r)}
	if r.Tool != "" {
		move.Flags = []string{"--tool=" + r.Tool}
	}
	var results []lint.FileResult
	for _, f := range r.parse() {
		file := plan.File{Path: f.Name, Before: plan.Survey(s, f)}
		result, err := convert.File(options, f)
		if err != nil {
			move.Unread = append(move.Unread, err.Error())
			continue
		}
		file.Result, file.After = result, plan.Survey(s, result.File)
		if move.Files, results = append(move.Files, file), append(results, result.Lint); result.Lint.Holds(lint.Template) {
			move.Templates = append(move.Templates, f.Name)
		}
		if result.Lint.Objects > 0 && result.Lint.Holds(lint.OtherAPI) {
			move.Mixed = append(move.Mixed, f.Name)
		}
	}
	left := lint.Merge(config, results)
	move.Found = left.Diagnostics
	isError := func(d lint.Diagnostic) bool { return d.Severity == lint.Error }
	hasObjects := func(f plan.File) bool { return len(f.After) > 0 }
	if !slices.ContainsFunc(move.Files, hasObjects) && !slices.ContainsFunc(left.Diagnostics, isError) && len(move.Unread) == 0 {
		return nil, errors.New("there is nothing to plan: no file has a Kubernetes object")
	}
	plans, err := plan.Make(move)
	if err != nil {
		return nil, err
	}
	return written(plans)
}

// written adds the plans as Markdown and as scripts.
func written(plans []plan.Plan) (any, error) {
	all := make([]planned, len(plans))
	for i, p := range plans {
		var markdown, script bytes.Buffer
		if err := plan.Markdown(&markdown, plans[i:i+1]); err != nil {
			return nil, err
		}
		if err := plan.Script(&script, p); err != nil {
			return nil, err
		}
		all[i] = planned{p, markdown.String(), script.String()}
	}
	return map[string]any{"plans": all}, nil
}

func lintFlags(r *request) (flags []string) {
	if r.Singleton && !r.ToLegacy {
		flags = append(flags, "--singleton")
	}
	return flags
}

func convertFlags(r *request) (flags []string) {
	if r.PreserveDefaults && !r.ToLegacy {
		flags = append(flags, "--preserve-defaults")
	}
	if r.UpgradeRuntime && !r.ToLegacy {
		flags = append(flags, "--upgrade-runtime")
	}
	return flags
}
