package lsp

import "sync"

// An outbox holds messages until they are written. The server must read on while the client does not read: if both waited for each
// other, neither would ever continue.
type outbox struct {
	mutex    sync.Mutex
	changed  *sync.Cond
	messages [][]byte
	isClosed bool
	err      error // of writing
	written  chan struct{}
}

// newOutbox starts to write messages.
func newOutbox(write func([]byte) error) *outbox {
	o := &outbox{written: make(chan struct{})}
	o.changed = sync.NewCond(&o.mutex)
	go func() {
		defer close(o.written)
		for message := o.next(); message != nil; message = o.next() {
			if err := write(message); err != nil {
				o.fail(err)
				return
			}
		}
	}()
	return o
}

// put adds a message. The error is that of an earlier one.
func (o *outbox) put(message []byte) error {
	o.mutex.Lock()
	defer o.mutex.Unlock()
	if o.err == nil {
		o.messages = append(o.messages, message)
		o.changed.Signal()
	}
	return o.err
}

// next returns the next message, nil if there will be none.
func (o *outbox) next() []byte {
	o.mutex.Lock()
	defer o.mutex.Unlock()
	for len(o.messages) == 0 {
		if o.isClosed {
			return nil
		}
		o.changed.Wait()
	}
	message := o.messages[0]
	o.messages = o.messages[1:]
	return message
}

func (o *outbox) fail(err error) {
	o.mutex.Lock()
	defer o.mutex.Unlock()
	o.err, o.messages = err, nil
}

// close returns when all messages are written.
func (o *outbox) close() {
	o.mutex.Lock()
	o.isClosed = true
	o.changed.Signal()
	o.mutex.Unlock()
	<-o.written
}
