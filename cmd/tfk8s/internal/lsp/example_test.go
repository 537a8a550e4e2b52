package lsp_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp"
)

func Example() {
	var out bytes.Buffer
	in := strings.NewReader("Content-Length: 44\r\n\r\n" + `{"jsonrpc":"2.0","id":1,"method":"shutdown"}`)
	lsp.Serve(context.Background(), in, &out, func() error { return nil }, lsp.Options{Log: io.Discard})
	_, body, _ := strings.Cut(out.String(), "\r\n\r\n")
	fmt.Println(body)
	// Output: {"id":1,"error":{"code":-32002,"message":"the first request must be initialize"},"jsonrpc":"2.0"}
}
