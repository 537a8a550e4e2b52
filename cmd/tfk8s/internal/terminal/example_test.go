package terminal_test

import (
	"fmt"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/terminal"
)

// A page as a narrow terminal without colors shows it.
func ExampleStyle_Markdown() {
	page := "# TFK999 no-hat\n\nA pod has no `hat`, which [Kubernetes](https://example.org/hats) requires.\n\n- wool\n- felt, which is warm\n  in winter\n\n```yaml\nhat: none # on a line that is longer than the terminal is wide\n```\n"
	fmt.Print(terminal.Style{Width: 40}.Markdown(page))
	// Output:
	// TFK999 no-hat
	//
	//   A pod has no `hat`, which Kubernetes
	//   (https://example.org/hats) requires.
	//
	//   - wool
	//   - felt, which is warm in winter
	//
	//     hat: none # on a line that is longer than the terminal is wide
}

// The last column of a table is wrapped.
func ExampleStyle_Table() {
	fmt.Print(terminal.Style{Width: 44}.Table([][]string{
		{"ID", "RULE", "WHAT IT FINDS"},
		{"1", "no-hat", "A pod has no hat in the cold of winter"},
	}))
	// Output:
	// ID  RULE    WHAT IT FINDS
	// 1   no-hat  A pod has no hat in the cold of
	//             winter
}
