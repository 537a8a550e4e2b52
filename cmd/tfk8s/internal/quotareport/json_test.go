package quotareport

import (
	"bytes"
	"testing"

	"k8s.io/apimachinery/pkg/api/resource"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/quota"
)

func TestJSONHasListsRatherThanNull(t *testing.T) {
	expectJSON(t, nil, `{
  "namespaces": []
}
`)
	expectJSON(t, []quota.NamespaceQuota{{Namespace: "tool-a<b"}}, `{
  "namespaces": [
    {
      "namespace": "tool-a<b",
      "resources": [],
      "objects": []
    }
  ]
}
`)
}

func TestJSONOfAnObjectNamesWhatItTakesAndWhatItIsInsteadOf(t *testing.T) {
	expectJSON(t, []quota.NamespaceQuota{{
		Rows: []quota.QuotaRow{{Resource: "pods", Used: resource.MustParse("2"), Worst: resource.MustParse("3"), Hard: resource.MustParse("0")}, {Resource: "secrets", Hard: resource.MustParse("10")}},
		Objects: []quota.QuotaObject{{
			Object: &manifest.ID{Document: 1, Item: 3, Kind: "Job", Name: "dump"}, File: &manifest.File{Name: "new/dump.yaml"},
			Instead: &manifest.File{Name: "old/dump.yaml"}, Suspended: true, CreatedBy: &manifest.ID{Kind: "CronJob", Name: "nightly"}, Converted: true, Webservice: true, Pods: 2, Takes: []resource.Quantity{resource.MustParse("2"), {}},
			Containers: []quota.QuotaContainer{{Name: "a", Init: true, Limits: map[string]resource.Quantity{"cpu": resource.MustParse("500m")}}},
		}},
	}}, `{
  "namespaces": [
    {
      "namespace": "",
      "resources": [
        {
          "resource": "pods",
          "used": "2",
          "worst": "3",
          "hard": "0",
          "percent": null,
          "over": true
        },
        {
          "resource": "secrets",
          "used": "0",
          "worst": "0",
          "hard": "10",
          "percent": 0,
          "over": false
        }
      ],
      "objects": [
        {
          "file": "new/dump.yaml",
          "document": 1,
          "item": 3,
          "kind": "Job",
          "name": "dump",
          "pods": 2,
          "later": false,
          "over": false,
          "suspended": true,
          "converted": true,
          "webservice": true,
          "twice": false,
          "refused": false,
          "podsRefused": false,
          "insteadOf": "old/dump.yaml",
          "takes": {
            "pods": "2"
          },
          "createdBy": "CronJob/nightly",
          "containers": [
            {
              "name": "a",
              "init": true,
              "limits": {
                "cpu": "500m"
              },
              "requests": {}
            }
          ]
        }
      ]
    }
  ]
}
`)
}

func expectJSON(t *testing.T, sums []quota.NamespaceQuota, want string) {
	t.Helper()
	var out bytes.Buffer
	if err := JSON(&out, sums); err != nil {
		t.Fatal(err)
	}
	if out.String() != want {
		t.Errorf("got %s, want %s", out.String(), want)
	}
}
