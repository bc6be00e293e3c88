package wire

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/textproto"
	"net/url"
	"strconv"
	"strings"
	"text/template"

	"motcua/hooks/service/notice"
)

// GatewayConfig is one HTTP call, as the operator wrote it; an empty URL means
// that there is no gateway. URL and Body are templates with {{.To}} (digits
// from 0), {{.To84}} (from 84), {{.Text}} and {{.Key}}; what is put in is
// escaped by the place: in the URL, in JSON, in a form.
type GatewayConfig struct {
	URL, Method string
	Headers     string // "Name: value", one a line; may hold secrets and is never shown
	Body        string
	OK          string // text the answer must hold, "" = any 2xx will do
}

// Gateway carries letters by one HTTP call each.
type Gateway struct {
	c         GatewayConfig
	url, body *template.Template
	headers   http.Header
	client    *http.Client
}

// answerBytes is how much of an answer is read.
const answerBytes = 64 << 10

// NewGateway checks the settings; nil without a URL. The error is a Wrong.
func NewGateway(c GatewayConfig) (*Gateway, error) {
	if c.URL == "" {
		return nil, nil //nolint:nilnil // no gateway is set: that is no error
	}
	if c.Method == "" {
		c.Method = http.MethodPost
	}
	g := &Gateway{c: c, headers: http.Header{}}
	if c.Method != http.MethodPost && c.Method != http.MethodGet && c.Method != http.MethodPut {
		return nil, Wrong{"gateway-method"}
	}
	for line := range strings.Lines(c.Headers) {
		if strings.TrimSpace(line) == "" {
			continue
		}
		name, value, ok := strings.Cut(line, ":")
		if name = strings.TrimSpace(name); !ok || name == "" || strings.ContainsAny(name, " \t") {
			return nil, Wrong{"gateway-headers"}
		}
		g.headers.Add(textproto.CanonicalMIMEHeaderKey(name), strings.TrimSpace(value))
	}
	if g.headers.Get("Content-Type") == "" && c.Method != http.MethodGet {
		g.headers.Set("Content-Type", "application/json; charset=utf-8")
	}
	var err error
	if g.url, err = template.New("url").Option("missingkey=error").Parse(c.URL); err != nil {
		return nil, Wrong{"gateway-url"}
	}
	if g.body, err = template.New("body").Option("missingkey=error").Parse(c.Body); err != nil {
		return nil, Wrong{"gateway-body"}
	}
	where, err := fill(g.url, notice.Letter{To: "0", Text: "x", Key: "k"}, url.QueryEscape)
	if u, wrong := url.Parse(where); err != nil || wrong != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return nil, Wrong{"gateway-url"}
	}
	if _, err = fill(g.body, notice.Letter{}, url.QueryEscape); err != nil {
		return nil, Wrong{"gateway-body"}
	}
	if !strings.Contains(c.URL+c.Body, ".To") || !strings.Contains(c.URL+c.Body, ".Text") {
		return nil, Wrong{"gateway-body"}
	}
	// A gateway that leads elsewhere would be given the secret there.
	// A connection is used once: net/http would repeat a call by itself on one
	// that broke, and the person would hear it twice.
	g.client = &http.Client{Transport: &http.Transport{Proxy: http.ProxyFromEnvironment, DisableKeepAlives: true}, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	return g, nil
}

// Name is the gateway's host, without path and secrets.
func (g *Gateway) Name() string {
	u, err := url.Parse(strings.SplitN(g.c.URL, "{{", 2)[0])
	if err != nil {
		return ""
	}
	return u.Host
}

// Drops reports whether the call carries the key, by which a gateway tells a
// double.
func (g *Gateway) Drops() bool {
	return strings.Contains(g.c.URL+g.c.Body+g.c.Headers, ".Key")
}

// Carry makes the call.
func (g *Gateway) Carry(ctx context.Context, l notice.Letter) (string, error) {
	wrote := false
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{WroteHeaders: func() { wrote = true }})
	req, err := g.request(ctx, l)
	if err != nil {
		return "", notice.Trouble{Code: "refused", Final: true}
	}
	res, err := g.client.Do(req)
	if err != nil {
		return "", notice.Trouble{Code: "no_answer", Unsure: wrote}
	}
	defer res.Body.Close() //nolint:errcheck // read as far as it is needed
	answer, err := io.ReadAll(io.LimitReader(res.Body, answerBytes))
	if res.StatusCode >= 200 && res.StatusCode < 300 {
		switch {
		case g.c.OK == "" || strings.Contains(string(answer), g.c.OK):
			return l.Key, nil
		case err != nil:
			return "", notice.Trouble{Code: "no_answer", Unsure: true}
		}
		return "", notice.Trouble{Code: "rejected", Number: strconv.Itoa(res.StatusCode)}
	}
	return "", statusTrouble(res.StatusCode)
}

// statusTrouble reads a status that is no success. A server or a proxy that
// broke down may have passed the message on before.
func statusTrouble(code int) notice.Trouble {
	t := notice.Trouble{Code: "refused", Number: strconv.Itoa(code)}
	switch {
	case code == http.StatusUnauthorized, code == http.StatusForbidden:
		t.Code = "auth"
	case code == http.StatusServiceUnavailable, code == http.StatusTooManyRequests:
	case code == http.StatusRequestTimeout, code >= 500:
		t.Unsure = true
	case code >= 400:
		t.Final = true
	}
	return t
}

func (g *Gateway) request(ctx context.Context, l notice.Letter) (*http.Request, error) {
	where, err1 := fill(g.url, l, url.QueryEscape)
	kind := g.headers.Get("Content-Type")
	escape := func(s string) string { return s }
	switch {
	case strings.Contains(kind, "json"):
		escape = inJSON
	case strings.Contains(kind, "form-urlencoded"):
		escape = url.QueryEscape
	}
	body, err2 := fill(g.body, l, escape)
	if err := errors.Join(err1, err2); err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, g.c.Method, where, strings.NewReader(body))
	if err != nil {
		return nil, err
	}
	req.Header = g.headers.Clone()
	for _, values := range req.Header {
		for i, v := range values {
			values[i] = strings.ReplaceAll(v, "{{.Key}}", l.Key)
		}
	}
	return req, nil
}

func fill(t *template.Template, l notice.Letter, escape func(string) string) (string, error) {
	var b bytes.Buffer
	err := t.Execute(&b, map[string]string{"To": escape(l.To), "To84": escape("84" + strings.TrimPrefix(l.To, "0")), "Text": escape(l.Text), "Key": escape(l.Key)})
	return b.String(), err
}

// inJSON is a text as it stands between the quotes of a JSON string.
func inJSON(s string) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(s) // a string always encodes
	return strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(b.String()), `"`), `"`)
}
