package compile

import (
	"strings"
	"testing"
)

func TestALiteralOfWhatIsNotStaticIsRejected(t *testing.T) {
	_, err := literal("p", "v", &struct{ M map[string]int }{M: map[string]int{"a": 1}})
	if err == nil || !strings.Contains(err.Error(), "map[string]int cannot be static data") {
		t.Errorf("says %v", err)
	}
}

func TestAnObjectDeclaredInPlaceIsRejected(t *testing.T) {
	_, err := OpenAPI([]byte(`{"swagger": "2.0", "info": {"title": "t", "version": "v"}, "paths": {}, "definitions": {
		"a.B": {"type": "object", "properties": {"c": {"type": "object", "properties": {"d": {"type": "string"}}}}}}}`))
	if err == nil || !strings.Contains(err.Error(), "a.B.c: an object declared in place") {
		t.Errorf("says %v", err)
	}
}
