package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/casework"
	"motcua/hooks/web/httpx"
)

// Codes of what a request may get wrong before its act is asked.
const (
	KeyNotJSON      = "api.not_json"
	KeyWrongType    = "api.wrong_type"
	KeyUnknownField = "api.unknown_field"
	KeyKeyTooLong   = "api.idempotency_key_too_long"
)

// maxJSON is the largest JSON body; files come as multipart.
const maxJSON = 1 << 20

// maxKey is the longest Idempotency-Key, in bytes.
const maxKey = 200

// read takes the whole JSON body.
func read(e *core.RequestEvent) ([]byte, error) {
	b, err := io.ReadAll(http.MaxBytesReader(e.Response, e.Request.Body, maxJSON))
	if err != nil {
		return nil, problem.Problem{Kind: problem.Invalid, Key: httpx.KeyTooLarge}
	}
	return b, nil
}

// decode fills into from one JSON object. A field that nobody knows is refused:
// a misspelt one would be lost in silence.
func decode(e *core.RequestEvent, b []byte, into any) error {
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.DisallowUnknownFields()
	err := dec.Decode(into)
	if err == nil {
		if _, more := dec.Token(); !errors.Is(more, io.EOF) {
			err = errTrailing
		}
	}
	var wrong *json.UnmarshalTypeError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &wrong) && wrong.Field != "":
		p := problem.Of(field(wrong.Field), KeyWrongType).With("got", wrong.Value)
		return e.BadRequestError("", p)
	}
	if name, unknown := strings.CutPrefix(err.Error(), "json: unknown field "); unknown {
		return problem.Of(strings.Trim(name, `"`), KeyUnknownField)
	}
	return e.BadRequestError("", problem.Problem{Kind: problem.Invalid, Key: KeyNotJSON})
}

// field is the name of a field as it is sent: without the Go structs it lies in.
func field(path string) string {
	return strings.TrimSuffix(strings.NewReplacer("ReceiveInput.", "", "PersonInput.", "").Replace(path), ".")
}

var errTrailing = errors.New("something stands behind the object")

// write encodes v as the answer's body; letters stay letters.
func write(status int, v any) (casework.Answer, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return casework.Answer{}, err
	}
	return casework.Answer{Status: status, Body: b.String()}, nil
}

// send gives an answer, made now or before, to the caller.
func send(e *core.RequestEvent, a casework.Answer) error {
	e.Response.Header().Set("Cache-Control", "no-store")
	return e.Blob(a.Status, "application/json", []byte(a.Body))
}

// answer encodes and sends.
func answer(e *core.RequestEvent, status int, v any) error {
	a, err := write(status, v)
	if err != nil {
		return err
	}
	return send(e, a)
}

// once runs an act of an account under its Idempotency-Key, which stands for
// the address and the body together.
func (d Door) once(e *core.RequestEvent, by access.Actor, body []byte, do func(tx core.App) (casework.Answer, error)) error {
	key := e.Request.Header.Get("Idempotency-Key")
	if len(key) > maxKey {
		return problem.Of("idempotency_key", KeyKeyTooLong)
	}
	a, err := d.Desk.Once(e.App, by.ID, key, append([]byte(e.Request.URL.Path+"\n"), body...), do)
	if err != nil {
		return err
	}
	return send(e, a)
}

// base is the address of this server as papers and answers name it.
func (d Door) base(e *core.RequestEvent) string {
	if b := d.Desk.BaseURL(); b != "" {
		return b
	}
	if e.IsTLS() {
		return "https://" + e.Request.Host
	}
	return "http://" + e.Request.Host
}
