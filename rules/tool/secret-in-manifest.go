package tool

import (
	_ "embed"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/internal/words"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed secret-in-manifest.md
var secretInManifestDoc string

var secretInManifest = &lint.Rule{
	ID: "TFK912", Name: "secret-in-manifest",
	Stage: lint.Advice, Severity: lint.Note,
	Doc:    secretInManifestDoc,
	Object: checkSecretInManifest,
}

// checkSecretInManifest marks names and keys only, for a report shows what is marked, and may end in a public log.
func checkSecretInManifest(p *lint.Pass, _ *manifest.Object) {
	s := workload.Of(p)
	if s.Kind == "Secret" {
		for _, field := range [...]string{"data", "stringData"} {
			if values := s.Root().Field(field); holdsSecret(values) {
				p.AtKey(values, nil, "the values of the Secret are in this file").
					Effect("everyone who can read the file knows them: base64 hides nothing").
					Help("keep the file out of public repositories, or create the Secret with kubectl create secret")
			}
		}
	}
	for _, c := range s.Containers() {
		env := c.Field("env").Items()
		for i := range env {
			name := env[i].Field("name")
			if isSecretName(name.String()) && isSecret(env[i].Field("value").String()) {
				p.At(name, nil, "the value of %s is in this file", name.String()).
					Effect("everyone who can read the file knows it").
					Help("put it into a Secret, and use valueFrom with secretKeyRef here")
			}
		}
	}
}

func holdsSecret(values *manifest.Node) bool {
	entries := values.Fields()
	for i := range entries {
		if isSecret(entries[i].String()) {
			return true
		}
	}
	return false
}

var (
	secretName = words.Pattern(`(?:PASSWORD|PASSWD|PASSPHRASE|(?:^|_)(?:PASS|TOKEN|SECRET|(?:API|ACCESS|SECRET|PRIVATE|AUTH|ENCRYPTION|SIGNING|CONSUMER)_?KEY|CREDENTIALS?))$`)
	camelCase  = words.Pattern(`([a-z0-9])([A-Z])`)
	// Placeholders for a secret, and numbers and switches, which are not secrets.
	noSecret = words.Pattern(`(?i)^(?:<.*>|x+|\*+|\.+|true|false|yes|no|none|null|[0-9]{1,6}|(?:change|insert|replace|your|example|dummy|placeholder|redacted|todo|fixme)(?:[^a-z].*|me|this|it)?)$`)
)

// secretEndings are those of the names that are worth a closer look.
var secretEndings = [...]string{"PASSWORD", "PASSWD", "PASSPHRASE", "PASS", "TOKEN", "SECRET", "KEY", "CREDENTIAL", "CREDENTIALS"}

func hasSuffixFold(s, suffix string) bool {
	return len(s) >= len(suffix) && strings.EqualFold(s[len(s)-len(suffix):], suffix)
}

// isSecretName reports whether the last word of a name says that its value is secret; a TOKEN_FILE is not.
func isSecretName(name string) bool {
	if !slices.ContainsFunc(secretEndings[:], func(end string) bool { return hasSuffixFold(name, end) }) {
		return false
	}
	wordList := camelCase().ReplaceAllString(name, "${1}_${2}")
	return secretName().MatchString(strings.ToUpper(strings.NewReplacer("-", "_", ".", "_").Replace(wordList)))
}

// isSecret reports whether a text may be a secret: neither empty, nor a placeholder, another variable or a path.
func isSecret(text string) bool {
	text = strings.TrimSpace(text)
	return text != "" && !workload.IsTemplate(text) && !strings.HasPrefix(text, "$") && !strings.HasPrefix(text, "/") && !noSecret().MatchString(text)
}
