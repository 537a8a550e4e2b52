package lsp

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strconv"
	"strings"

	"github.com/sourcegraph/jsonrpc2"
)

// maxMessage is the most bytes that a message may have.
const maxMessage = 1 << 30

// A stream reads and writes messages with their headers. It answers a message that is no JSON-RPC itself, so that the connection
// continues.
type stream struct {
	in  *bufio.Reader
	out *outbox
}

// ReadObject reads the next message that can be understood.
func (s *stream) ReadObject(v any) error {
	for {
		body, err := s.readBody()
		if err != nil {
			return err
		}
		if len(body) == 0 {
			continue
		}
		if !json.Valid(body) {
			err = s.reject(jsonrpc2.CodeParseError, "the message is not JSON")
		} else if json.Unmarshal(body, v) == nil {
			return nil
		} else {
			err = s.reject(jsonrpc2.CodeInvalidRequest, "the message is neither a request nor a response")
		}
		if err != nil {
			return err
		}
		reflect.ValueOf(v).Elem().SetZero() // it may be half read
	}
}

// readBody reads a message. Headers other than Content-Length have no effect.
func (s *stream) readBody() ([]byte, error) {
	length, lines := -1, 0
	for {
		line, err := s.in.ReadString('\n')
		if err != nil {
			return nil, err
		}
		if line = strings.TrimRight(line, "\r\n"); line == "" {
			if lines == 0 {
				continue // between messages
			}
			break
		}
		lines++
		name, value, _ := strings.Cut(line, ":")
		if strings.EqualFold(strings.TrimSpace(name), "Content-Length") {
			if length, err = strconv.Atoi(strings.TrimSpace(value)); err != nil || length < 0 || length > maxMessage {
				return nil, fmt.Errorf("the header %q is invalid", line)
			}
		}
	}
	if length < 0 {
		return nil, errors.New("a message has no Content-Length")
	}
	body := make([]byte, length)
	_, err := io.ReadFull(s.in, body)
	return body, err
}

// reject answers a message whose id is unknown.
func (s *stream) reject(code int64, message string) error {
	return s.WriteObject(map[string]any{"jsonrpc": "2.0", "id": nil, "error": jsonrpc2.Error{Code: code, Message: message}})
}

// WriteObject writes a message.
func (s *stream) WriteObject(v any) error {
	body, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return s.write(body)
}

// notify writes a notification whose parameters are JSON already. They may be long, and jsonrpc2 would encode them four times.
func (s *stream) notify(method string, params []byte) error {
	return s.write(fmt.Appendf(nil, `{"jsonrpc":"2.0","method":%q,"params":%s}`, method, params))
}

func (s *stream) write(body []byte) error {
	return s.out.put(fmt.Appendf(nil, "Content-Length: %d\r\n\r\n%s", len(body), body))
}

// Close does nothing, because the caller owns both ends.
func (s *stream) Close() error { return nil }
