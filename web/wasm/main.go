//go:build js && wasm

// Command wasm is the program of the page in the browser. It gives JavaScript one function, tfk8s(command, request), which returns the answer.
package main

import (
	"runtime/debug"
	"syscall/js"

	"github.com/toolforge/tfk8s/web/bridge"
)

func main() {
	debug.SetGCPercent(400) // texts are small, and memory is there
	js.Global().Set("tfk8s", js.FuncOf(func(_ js.Value, args []js.Value) any {
		return string(bridge.Handle(args[0].String(), []byte(args[1].String())))
	}))
	select {} // the function is called for as long as the page is open
}
