package report

import (
	"strings"
	"testing"
)

func TestAListIsEncodedAsTheWholeIs(t *testing.T) {
	type item struct {
		Text string `json:"text"`
		List []int  `json:"list"`
	}
	type inner struct {
		Title string `json:"title"`
		Items []item `json:"items"`
	}
	type whole struct {
		Inner []inner `json:"inner"`
		Files int     `json:"files"`
	}
	all := []item{{"a", nil}, {"<é> \x1b \u202e \n \"items\": []\n", []int{1, 2}}, {"", []int{}}}
	for n := range len(all) + 1 {
		value := whole{[]inner{{`"items": [`, append([]item{}, all[:n]...)}}, 1}
		var want, got strings.Builder
		if err := EncodeJSON(&want, value); err != nil {
			t.Fatal(err)
		}
		value.Inner[0].Items = []item{}
		if err := encodeList(&got, value, `"items": [`, n, func(i int) any { return all[i] }); err != nil {
			t.Fatal(err)
		}
		expect(t, got.String(), want.String())
	}
}
