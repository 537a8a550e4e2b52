package plan_test

import (
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/schemas"
)

// convertedBot is what convert makes of bot.
const convertedBot = `apiVersion: apps/v1
kind: Deployment
metadata: {name: bot, namespace: tool-relay}
spec:
  selector: {matchLabels: {name: bot}}
  template:
    metadata: {labels: {name: bot, toolforge: tool}}
    spec:
      containers:
      - {name: bot, image: "docker-registry.tools.wmflabs.org/toolforge-python35-sssd-base:latest", command: [/data/project/relay/run.sh]}
`

func TestAToolThatHasMovedIsNoticed(t *testing.T) {
	const moved, half = "is for the 2020 cluster already. If its objects run there, they have moved", "The move is half done: "
	words, other := object("ConfigMap", "v1", "tool-relay", "words"), object("ConfigMap", "v1", "relay", "other")
	for _, c := range []struct {
		name            string
		sources         []source
		says, silentOn  string
		applies, shows2 bool
	}{
		{"legacy", []source{{"bot.yaml", bot}}, "", "2020 cluster already", false, false},
		{"moved", []source{{"bot.yaml", convertedBot}}, "`bot.yaml` " + moved, half, true, true},
		{"half by files", []source{{"bot.yaml", convertedBot}, {"other.yaml", other}}, half + "`bot.yaml` is for the 2020 cluster already, `other.yaml` is for the legacy cluster.", moved, true, true},
		{"half in a file", []source{{"bot.yaml", convertedBot + "---\n" + other}}, half + "`bot.yaml` contains objects for both clusters.", moved, true, true},
		{"no namespace", []source{{"words.yaml", strings.Replace(words, ", namespace: tool-relay", "", 1)}}, "", "2020 cluster already", false, false},
		{"no namespace, with the label", []source{{"bot.yaml", strings.Replace(convertedBot, ", namespace: tool-relay", "", 1)}}, moved, half, true, true},
		{"no namespace, without the label", []source{{"bot.yaml", strings.Replace(bot, ", namespace: relay", "", 1)}}, "", "2020 cluster already", false, false},
		{"webservice", []source{{"web.yaml", strings.Replace(web, "namespace: shop", "namespace: tool-shop", 1)}},
			"`deployment/shop` is for the 2020 cluster already, so the webservice may have moved: `webservice status`", moved, false, false},
	} {
		got := markdown(t, plans(t, request(t, schemas.Toolforge(), c.sources...)))
		if !strings.Contains(got, c.says) || strings.Contains(got, c.silentOn) {
			t.Errorf("%s:\n%s", c.name, got)
		}
		if strings.Contains(got, "toolforge apply --validate=true -f bot.yaml") != c.applies {
			t.Errorf("%s: applies %t:\n%s", c.name, c.applies, got)
		}
		if strings.Contains(got, "The second command shows what runs on the 2020 cluster already.") != c.shows2 {
			t.Errorf("%s: shows both clusters %t:\n%s", c.name, c.shows2, got)
		}
	}
}

func TestTheFilesAreUpdatedFirstUnlessTheWikiIsFollowed(t *testing.T) {
	for back, convert := range map[bool]string{false: "tfk8s convert -w bot.yaml", true: "tfk8s convert --to legacy -w bot.yaml"} {
		text := bot
		if back {
			text = convertedBot
		}
		r := requestTo(t, back, schemas.Toolforge(), source{"bot.yaml", text})
		inOrder(t, markdown(t, plans(t, r)), "`--as-on-the-wiki` keeps", convert, "delete --ignore-not-found deployment bot", "use-context", "create")
		r.AsOnTheWiki = true
		got := markdown(t, plans(t, r))
		inOrder(t, got, "delete --ignore-not-found deployment bot", "use-context", convert, "create")
		if strings.Contains(got, "Unlike on the page") {
			t.Error(got)
		}
	}
}
