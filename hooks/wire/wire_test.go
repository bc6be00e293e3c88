package wire_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/message"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/notice"
	"motcua/hooks/wire"
)

var some = notice.Letter{Key: "0123456789abcdef", To: "lan@example.com", Subject: "Đã có kết quả – hồ sơ H1", Text: "Xã An Bình: hồ sơ “H1” đã có kết quả."}

func mailTo(t *testing.T, s *sink) *wire.Mail {
	t.Helper()
	host, port := s.host()
	m, err := wire.NewMail(wire.MailConfig{Host: host, Port: port, TLS: "none", From: "Một cửa xã An Bình <motcua@anbinh.example.vn>"})
	require.NoError(t, err)
	return m
}

func trouble(t *testing.T, err error) notice.Trouble {
	t.Helper()
	x, is := notice.TroubleOf(err)
	require.True(t, is, "%v", err)
	return x
}

func TestMailArrivesAsItWasWritten(t *testing.T) {
	s := newSink(t)
	m := mailTo(t, s)
	id, err := m.Carry(context.Background(), some)
	require.NoError(t, err)
	_, read := s.got()
	got := read[id]
	assert.Equal(t, "lan@example.com", got.to)
	assert.Equal(t, some.Subject, got.subject)
	assert.Equal(t, some.Text, got.text)
	assert.Equal(t, "auto-generated", got.header.Get("Auto-Submitted"))
	assert.Contains(t, id, some.Key)
	from, err := got.header.AddressList("From")
	require.NoError(t, err)
	assert.Equal(t, "Một cửa xã An Bình", from[0].Name)
}

func TestMailThatWasTakenButNotAnsweredIsADoubtWithOneID(t *testing.T) {
	s := newSink(t)
	m := mailTo(t, s)
	s.set("", true)
	_, err := m.Carry(context.Background(), some)
	assert.True(t, trouble(t, err).Unsure)
	s.set("", false)
	_, err = m.Carry(context.Background(), some)
	require.NoError(t, err)
	raw, read := s.got()
	assert.Equal(t, 2, raw)
	assert.Len(t, read, 1, "the second is told by its Message-ID")
}

func TestWhatAMailServerSays(t *testing.T) {
	s := newSink(t)
	m := mailTo(t, s)
	for answer, want := range map[string]notice.Trouble{
		"550 no such user lan@example.com": {Code: "address", Number: "550", Final: true},
		"451 come back later":              {Code: "address", Number: "451"},
	} {
		s.set(answer, false)
		_, err := m.Carry(context.Background(), some)
		got := trouble(t, err)
		assert.Equal(t, want, got)
		assert.NotContains(t, got.Error(), "lan@", "a note holds no address")
	}
	_, err := m.Carry(context.Background(), notice.Letter{Key: "k", To: "not an address", Text: "x"})
	assert.Equal(t, notice.Trouble{Code: "address", Final: true}, trouble(t, err))
	gone := newSink(t)
	dead := mailTo(t, gone)
	require.NoError(t, gone.Close())
	_, err = dead.Carry(context.Background(), some)
	assert.Equal(t, notice.Trouble{Code: "no_answer"}, trouble(t, err), "nothing went: no doubt")
}

func TestMailHeadersCannotBeAdded(t *testing.T) {
	s := newSink(t)
	m := mailTo(t, s)
	_, err := m.Carry(context.Background(), notice.Letter{Key: "k", To: "a@example.com", Subject: "x\r\nBcc: b@example.com", Text: ".\r\nQUIT\r\n.."})
	require.NoError(t, err)
	_, read := s.got()
	require.Len(t, read, 1)
	for _, l := range read {
		assert.Empty(t, l.header.Get("Bcc"))
		assert.Contains(t, l.text, "QUIT")
	}
}

func TestMailSettingsAreChecked(t *testing.T) {
	for _, x := range []struct {
		c    wire.MailConfig
		want string
	}{
		{wire.MailConfig{Host: "h", From: "a@b.vn"}, ""},
		{wire.MailConfig{Host: "h", From: "a@b.vn", TLS: "ssl"}, "smtp-tls"},
		{wire.MailConfig{Host: "h", From: "a@b.vn", Port: "x"}, "smtp-port"},
		{wire.MailConfig{Host: "h", From: "nobody"}, "smtp-from"},
		{wire.MailConfig{Host: "h", From: "a@b.vn", TLS: "none", User: "u"}, "smtp-tls"},
		{wire.MailConfig{Host: "127.0.0.1", From: "a@b.vn", TLS: "none", User: "u"}, ""},
	} {
		_, err := wire.NewMail(x.c)
		var w wire.Wrong
		errors.As(err, &w)
		assert.Equal(t, x.want, w.Key)
	}
	m, err := wire.NewMail(wire.MailConfig{})
	require.NoError(t, err)
	assert.Nil(t, m)
}

// box is a gateway of SMS: it keeps each call.
type box struct {
	*httptest.Server
	mu     sync.Mutex
	status int
	answer string
	cut    bool // takes the call and cuts the line
	calls  []call
}

type call struct {
	method, query, body, secret string
}

func newBox(t *testing.T) *box {
	t.Helper()
	b := &box{status: http.StatusOK, answer: `{"code":"100"}`}
	b.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		b.mu.Lock()
		defer b.mu.Unlock()
		b.calls = append(b.calls, call{r.Method, r.URL.RawQuery, string(body), r.Header.Get("Authorization")})
		if b.cut {
			c, _, err := w.(http.Hijacker).Hijack()
			if err == nil {
				_ = c.Close()
			}
			return
		}
		if b.status == http.StatusFound {
			w.Header().Set("Location", "/elsewhere")
		}
		w.WriteHeader(b.status)
		_, _ = io.WriteString(w, b.answer)
	}))
	t.Cleanup(b.Close)
	return b
}

func (b *box) count() int { b.mu.Lock(); defer b.mu.Unlock(); return len(b.calls) }

const jsonBody = `{"phone":"{{.To84}}","message":"{{.Text}}","request_id":"{{.Key}}"}`

func gatewayTo(t *testing.T, b *box, c wire.GatewayConfig) *wire.Gateway {
	t.Helper()
	c.URL = b.URL + c.URL
	c.Headers = "Authorization: Bearer bi-mat\n" + c.Headers
	g, err := wire.NewGateway(c)
	require.NoError(t, err)
	return g
}

var sms = notice.Letter{Key: "k1", To: "0912345678", Text: "Xa \"An Binh\":\n50% & +1"}

func TestAGatewayIsCalledAsItWasSet(t *testing.T) {
	b := newBox(t)
	id, err := gatewayTo(t, b, wire.GatewayConfig{Body: jsonBody, OK: `"code":"100"`}).Carry(context.Background(), sms)
	require.NoError(t, err)
	assert.Equal(t, "k1", id)
	var in map[string]string
	require.NoError(t, json.Unmarshal([]byte(b.calls[0].body), &in))
	assert.Equal(t, map[string]string{"phone": "84912345678", "message": sms.Text, "request_id": "k1"}, in)
	assert.Equal(t, "Bearer bi-mat", b.calls[0].secret)

	_, err = gatewayTo(t, b, wire.GatewayConfig{Body: "to={{.To}}&text={{.Text}}", Headers: "Content-Type: application/x-www-form-urlencoded"}).Carry(context.Background(), sms)
	require.NoError(t, err)
	form, err := url.ParseQuery(b.calls[1].body)
	require.NoError(t, err)
	assert.Equal(t, url.Values{"to": {"0912345678"}, "text": {sms.Text}}, form)

	_, err = gatewayTo(t, b, wire.GatewayConfig{URL: "/send?to={{.To}}&text={{.Text}}&id={{.Key}}", Method: "GET"}).Carry(context.Background(), sms)
	require.NoError(t, err)
	form, err = url.ParseQuery(b.calls[2].query)
	require.NoError(t, err)
	assert.Equal(t, sms.Text, form.Get("text"))
}

func TestWhatAGatewaySays(t *testing.T) {
	b := newBox(t)
	g := gatewayTo(t, b, wire.GatewayConfig{Body: jsonBody, OK: "100"})
	for _, x := range []struct {
		status int
		answer string
		want   notice.Trouble
	}{
		{200, `{"code":"99"}`, notice.Trouble{Code: "rejected", Number: "200"}},
		{302, "100", notice.Trouble{Code: "refused", Number: "302"}},
		{400, "", notice.Trouble{Code: "refused", Number: "400", Final: true}},
		{401, "", notice.Trouble{Code: "auth", Number: "401"}},
		{429, "", notice.Trouble{Code: "refused", Number: "429"}},
		{503, "", notice.Trouble{Code: "refused", Number: "503"}},
		{502, "", notice.Trouble{Code: "refused", Number: "502", Unsure: true}},
	} {
		b.mu.Lock()
		b.status, b.answer = x.status, x.answer
		b.mu.Unlock()
		before := b.count()
		_, err := g.Carry(context.Background(), sms)
		assert.Equal(t, x.want, trouble(t, err), x.status)
		assert.Equal(t, before+1, b.count(), "one call, and no other by itself")
	}
	b.mu.Lock()
	b.cut = true
	b.mu.Unlock()
	before := b.count()
	_, err := g.Carry(context.Background(), sms)
	assert.Equal(t, notice.Trouble{Code: "no_answer", Unsure: true}, trouble(t, err))
	assert.Equal(t, before+1, b.count())
	b.Close()
	_, err = g.Carry(context.Background(), sms)
	assert.Equal(t, notice.Trouble{Code: "no_answer"}, trouble(t, err), "the call never began: no doubt")
}

func TestAGatewayThatDoesNotAnswerIsGivenUp(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0") // takes the line and says nothing
	require.NoError(t, err)
	defer l.Close() //nolint:errcheck // the test is over
	g, err := wire.NewGateway(wire.GatewayConfig{URL: "http://" + l.Addr().String(), Body: jsonBody})
	require.NoError(t, err)
	ctx, done := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer done()
	_, err = g.Carry(ctx, sms)
	assert.True(t, trouble(t, err).Unsure)
}

func TestGatewaySettingsAreChecked(t *testing.T) {
	good := wire.GatewayConfig{URL: "https://sms.example.vn/send", Body: jsonBody}
	for want, change := range map[string]func(*wire.GatewayConfig){
		"":                func(*wire.GatewayConfig) {},
		"gateway-url":     func(c *wire.GatewayConfig) { c.URL = "ftp://x" },
		"gateway-method":  func(c *wire.GatewayConfig) { c.Method = "DELETE" },
		"gateway-headers": func(c *wire.GatewayConfig) { c.Headers = "no colon" },
		"gateway-body":    func(c *wire.GatewayConfig) { c.Body = "{{.To}} {{.Text}} {{.Name}}" },
	} {
		c := good
		change(&c)
		_, err := wire.NewGateway(c)
		var w wire.Wrong
		errors.As(err, &w)
		assert.Equal(t, want, w.Key)
		assert.NotContains(t, w.Error(), "sms.example.vn")
	}
	g, err := wire.NewGateway(good)
	require.NoError(t, err)
	assert.Equal(t, "sms.example.vn", g.Name())
	assert.True(t, g.Drops())
	keyless := good
	keyless.Body = "{{.To}} {{.Text}}"
	g, err = wire.NewGateway(keyless)
	require.NoError(t, err)
	assert.False(t, g.Drops())
}

// TestFromTheActToTheInbox is the whole way, on real sockets.
func TestFromTheActToTheInbox(t *testing.T) {
	h := apptest.Open(t)
	s, b := newSink(t), newBox(t)
	h.Notices.Mail, h.Notices.Gateway = mailTo(t, s), gatewayTo(t, b, wire.GatewayConfig{Body: jsonBody})
	o, err := h.Catalog.Offer(h.App, h.Communes[0].ID, "2.001019", "2026-11-20")
	require.NoError(t, err)
	chosen, err := o.Version.Body.CaseOf("", nil)
	require.NoError(t, err)
	for _, p := range []casework.PersonInput{{Name: "Lê A", Email: "le.a@example.com"}, {Name: "Lê B", Phone: "0912345678"}} {
		in := casework.ReceiveInput{Procedure: "2.001019", Applicant: p}
		for _, c := range o.Version.Body.Papers(chosen.Key) {
			in.Components = append(in.Components, dossier.Paper{Key: c.Key, Originals: max(1, c.Originals)})
		}
		_, err := h.Desk.Receive(h.App, h.Actor(access.Clerk, 0), in)
		require.NoError(t, err)
	}
	h.SetNow("2026-11-20T09:05")
	n, err := h.Notices.Send(context.Background(), h.App)
	require.NoError(t, err)
	assert.Equal(t, 2, n)
	_, read := s.got()
	require.Len(t, read, 1)
	for _, l := range read {
		assert.Contains(t, l.text, "đã tiếp nhận hồ sơ")
		assert.False(t, strings.Contains(l.subject+l.text, "Lê A"))
	}
	require.Equal(t, 1, b.count())
	assert.Contains(t, b.calls[0].body, "da tiep nhan ho so")
	counts, err := h.Notices.Counts(h.App, h.Actor(access.UnitAdmin, 0))
	require.NoError(t, err)
	assert.Equal(t, map[message.State]int{message.Sent: 2}, counts)
}
