package httpx

import (
	"bytes"
	"crypto/rand"
	"encoding/base32"
	"errors"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/hook"
	"github.com/pocketbase/pocketbase/tools/router"

	"motcua/hooks/domain/problem"
	"motcua/hooks/service/machine"
	"motcua/templates"
)

var status = map[problem.Kind]int{
	problem.Invalid: http.StatusUnprocessableEntity, problem.NotFound: http.StatusNotFound, problem.Forbidden: http.StatusForbidden,
	problem.Conflict: http.StatusConflict, problem.TooMany: http.StatusTooManyRequests, problem.Full: http.StatusInsufficientStorage,
}

// failure is an error as it is answered.
type failure struct {
	status    int
	list      problem.List
	reference string // found again in the log; only for what is ours to mend
}

func newFailure(app core.App, req *http.Request, err error) failure {
	if list, ok := problem.In(err); ok {
		return failure{status: status[list[0].Kind], list: list}
	}
	var api *router.ApiError
	if errors.As(err, &api) && api.Status < http.StatusInternalServerError {
		f := failure{status: api.Status}
		if list, ok := problem.In(cause(api)); ok {
			f.list = list
		}
		return f
	}
	f := failure{status: http.StatusInternalServerError, reference: reference()}
	if full(err) {
		f.status = http.StatusInsufficientStorage
	}
	app.Logger().Error("request failed", "reference", f.reference, "method", req.Method, "route", req.Pattern, "error", err.Error())
	return f
}

// cause is the raw error that a PocketBase error was made from.
func cause(api *router.ApiError) error {
	if err, ok := api.RawData().(error); ok {
		return err
	}
	return nil
}

// full reports whether the disk had no room: SQLite says so in words only.
func full(err error) bool {
	return machine.DiskFull.Is(err) || strings.Contains(err.Error(), "database or disk is full")
}

func reference() string {
	b := make([]byte, 5)
	_, _ = rand.Read(b) // never fails (crypto/rand)
	return strings.ToLower(base32.StdEncoding.EncodeToString(b))
}

// boundary answers every error once: a page for people, JSON for machines. It
// sits just outside PocketBase's panic recovery, so that a panic and a 429
// get their page too.
func (r *Router) boundary() *hook.Handler[*core.RequestEvent] {
	return &hook.Handler[*core.RequestEvent]{
		Id: "motcua-errors", Priority: apis.DefaultPanicRecoverMiddlewarePriority - 1,
		Func: func(e *core.RequestEvent) error {
			err := e.Next()
			path := e.Request.URL.Path
			switch {
			case err == nil, e.Written():
				return err
			case strings.HasPrefix(path, "/_/"), isAPI(path) && !strings.HasPrefix(path, "/api/motcua/"):
				return err // PocketBase's own: not our business
			}
			var first signInFirst
			if errors.As(err, &first) {
				return r.askSignIn(e)
			}
			f := newFailure(e.App, e.Request, err)
			if isAPI(path) {
				return answerJSON(e, f)
			}
			return r.answerPage(e, f)
		},
	}
}

// answerPage shows the error page of a status; the first problem's own
// sentence says more than the status does.
func (r *Router) answerPage(e *core.RequestEvent, f failure) error {
	page := templates.NewErrorPage(r.bare(e), f.status, f.reference)
	if len(f.list) > 0 && templates.HasText(f.list[0].Key) {
		page.What = templates.Text(f.list[0].Key, f.list[0].Args)
	}
	if f.status >= http.StatusInternalServerError {
		page.Action, page.Kept = e.Request.URL.Path, kept(e.Request)
	}
	var b bytes.Buffer
	if err := templates.Render(&b, "error", page); err != nil {
		return err
	}
	return e.HTML(f.status, b.String())
}

// kept is a form that the server failed to keep, so that nobody types it twice:
// nothing of it was recorded. Files cannot travel in a page, passwords must not.
func kept(req *http.Request) []templates.Kept {
	if m := req.MultipartForm; m != nil && len(m.File) > 0 || req.URL.Path == PasswordPath {
		return nil
	}
	var out []templates.Kept
	for _, name := range slices.Sorted(maps.Keys(req.PostForm)) {
		if strings.Contains(name, "password") {
			return nil
		}
		for _, v := range req.PostForm[name] {
			out = append(out, templates.Kept{Name: name, Value: v})
		}
	}
	return out
}

// answerJSON is the error shape of the contract.
func answerJSON(e *core.RequestEvent, f failure) error {
	type field struct {
		Code    string            `json:"code"`
		Message string            `json:"message"`
		Params  map[string]string `json:"params"`
	}
	data := map[string]field{}
	message := templates.NewErrorPage(templates.Page{}, f.status, "").What
	for i, p := range f.list {
		name := p.Field
		if name == "" {
			name = "_"
		}
		params := p.Args
		if params == nil {
			params = map[string]string{}
		}
		sentence := templates.Text(p.Key, p.Args)
		if i == 0 {
			message = sentence
		}
		if _, ok := data[name]; !ok {
			data[name] = field{Code: p.Key, Message: sentence, Params: params}
		}
	}
	return e.JSON(f.status, struct {
		Status    int              `json:"status"`
		Message   string           `json:"message"`
		Data      map[string]field `json:"data"`
		Reference string           `json:"reference,omitempty"`
	}{f.status, message, data, f.reference})
}
