package compile

import "github.com/toolforge/tfk8s/schemas"

// Toolforge compiles toolforge.yaml to the Go literal of package schemas.
func Toolforge(src []byte) ([]byte, error) {
	p, err := schemas.LoadPolicy("toolforge.yaml", src)
	if err != nil {
		return nil, err
	}
	return literal("schemas", "toolforge", p)
}
