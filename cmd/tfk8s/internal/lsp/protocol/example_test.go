package protocol_test

import (
	"encoding/json"
	"fmt"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/protocol"
)

func Example() {
	place := protocol.Location{URI: "file:///bot.yaml", Range: protocol.Range{End: protocol.Position{Character: 4}}}
	body, _ := json.Marshal(place)
	fmt.Println(string(body))
	// Output: {"uri":"file:///bot.yaml","range":{"start":{"line":0,"character":0},"end":{"line":0,"character":4}}}
}
