// Package bridge answers the requests of the page in the browser. A request and its answer are JSON, so that the page needs one function of
// the program.
package bridge

import (
	"encoding/json"
	"fmt"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules"
	"github.com/toolforge/tfk8s/rules/workload"
)

// A request holds the files of the page and its choices. Each command reads what it needs of it.
type request struct {
	Files            []source `json:"files"`
	ToLegacy         bool     `json:"toLegacy"`
	Tool             string   `json:"tool"`
	Singleton        bool     `json:"singleton"`
	PreserveDefaults bool     `json:"preserveDefaults"`
	UpgradeRuntime   bool     `json:"upgradeRuntime"`
	SafeOnly         bool     `json:"safeOnly"`
	Rule             string   `json:"rule"`
}

type source struct {
	Name string `json:"name"`
	Text string `json:"text"`
}

// Handle runs a command and returns its answer. The answer to a request that cannot be handled has only the field "error".
func Handle(command string, input []byte) []byte {
	answer, err := handle(command, input)
	if err != nil {
		answer = map[string]string{"error": err.Error()}
	}
	out, err := json.Marshal(answer)
	if err != nil { // no answer has a value that JSON cannot hold
		panic(err)
	}
	return out
}

func handle(command string, input []byte) (answer any, err error) {
	defer func() {
		if bug := recover(); bug != nil {
			err = fmt.Errorf("this is a bug of tfk8s, please report it with the text: %v", bug)
		}
	}()
	run, ok := commands()[command]
	if !ok {
		return nil, fmt.Errorf("there is no command %q", command)
	}
	var r request
	if err := json.Unmarshal(input, &r); err != nil {
		return nil, fmt.Errorf("the request cannot be read: %w", err)
	}
	return run(&r)
}

func commands() map[string]func(*request) (any, error) {
	return map[string]func(*request) (any, error){
		"check":   check,
		"fix":     fix,
		"quota":   sumUp,
		"plan":    planMove,
		"explain": explain,
	}
}

// settings returns the choices of the request as the rules read them.
func (r *request) settings() *workload.Settings {
	s := workload.NewSettings()
	s.Tool, s.ToLegacy = r.Tool, r.ToLegacy
	if !r.ToLegacy { // these are about the 2020 cluster
		s.Singleton, s.PreserveDefaults, s.UpgradeRuntime = r.Singleton, r.PreserveDefaults, r.UpgradeRuntime
	}
	return s
}

// parse returns the files of the request in the form that lint reads.
func (r *request) parse() []*manifest.File {
	files := make([]*manifest.File, len(r.Files))
	for i, f := range r.Files {
		files[i] = manifest.Parse(f.Name, []byte(f.Text))
	}
	return files
}

// A page is the documentation of a rule.
type page struct {
	Rule     string `json:"rule"`
	ID       string `json:"id"`
	Address  string `json:"address"`
	Markdown string `json:"markdown"`
}

func explain(r *request) (any, error) {
	for _, rule := range rules.All {
		if rule.Is(r.Rule) {
			return page{rule.Name, rule.ID, rules.PageURL(rule), rule.Doc}, nil
		}
	}
	return nil, fmt.Errorf("there is no rule %q", r.Rule)
}

// A tally counts findings by severity.
type tally struct {
	Errors   int `json:"errors"`
	Warnings int `json:"warnings"`
	Notes    int `json:"notes"`
	Fixable  int `json:"fixable"`
}

func tallyOf(found []lint.Diagnostic) (t tally) {
	for i := range found {
		switch found[i].Severity {
		case lint.Error:
			t.Errors++
		case lint.Warning:
			t.Warnings++
		default:
			t.Notes++
		}
		if found[i].Fix != nil {
			t.Fixable++
		}
	}
	return t
}
