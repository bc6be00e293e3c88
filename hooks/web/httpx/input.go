package httpx

import (
	"errors"
	"net/http"
	"net/url"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/router"

	"motcua/hooks/domain/problem"
)

// Form reads the fields of a posted form. A body that is too large or
// unreadable is a problem in words.
func Form(e *core.RequestEvent) (url.Values, error) {
	e.Request.Body = http.MaxBytesReader(e.Response, e.Request.Body, MaxBody)
	err := e.Request.ParseMultipartForm(1 << 20)
	if errors.Is(err, http.ErrNotMultipart) {
		err = e.Request.ParseForm()
	}
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return nil, problem.Problem{Kind: problem.Invalid, Key: KeyTooLarge}
	case err != nil:
		return nil, problem.Problem{Kind: problem.Invalid, Key: KeyBadInput}
	}
	return e.Request.PostForm, nil
}

// Bind fills a struct with form tags from the fields of a form; names of
// nested fields are joined by a dot.
func Bind(form url.Values, into any) error {
	if err := router.UnmarshalRequestData(form, into, "form", ""); err != nil {
		return problem.Problem{Kind: problem.Invalid, Key: KeyBadInput}
	}
	return nil
}
