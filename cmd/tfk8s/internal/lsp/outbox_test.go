package lsp

import (
	"errors"
	"testing"
)

func TestMessagesWaitForASlowReader(t *testing.T) {
	var got string
	mayWrite := make(chan bool)
	o := newOutbox(func(message []byte) error {
		<-mayWrite
		got += string(message)
		return nil
	})
	for _, message := range []string{"a", "b", "c"} {
		if err := o.put([]byte(message)); err != nil {
			t.Error(err)
		}
	}
	close(mayWrite)
	if o.close(); got != "abc" {
		t.Errorf("%q is written", got)
	}
}

func TestNothingIsKeptForAReaderThatIsGone(t *testing.T) {
	gone := errors.New("gone")
	o := newOutbox(func([]byte) error { return gone })
	_ = o.put([]byte("a"))
	<-o.written
	if err := o.put([]byte("b")); err != gone || len(o.messages) > 0 {
		t.Error(err, o.messages)
	}
	o.close()
}
