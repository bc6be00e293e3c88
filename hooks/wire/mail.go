package wire

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/textproto"
	"strconv"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"

	"motcua/hooks/service/notice"
)

// MailConfig is the mail server as the operator wrote it; an empty Host means
// that there is none.
type MailConfig struct {
	Host, Port     string // port "" = by TLS: 587, 465 for tls, 25 for none
	User, Password string
	From           string // "Một cửa xã An Bình <motcua@xa.example.vn>"
	TLS            string // starttls (default), tls (from the first byte), none
}

// Mail carries letters over SMTP.
type Mail struct{ c MailConfig }

// stepTime is how long the server may take for one step of the talk.
const stepTime = 20 * time.Second

// NewMail checks the settings; nil without a host. The error is a Wrong.
func NewMail(c MailConfig) (*Mail, error) {
	if c.Host == "" {
		return nil, nil //nolint:nilnil // no mail server is set: that is no error
	}
	if c.TLS == "" {
		c.TLS = "starttls"
	}
	if c.Port == "" {
		c.Port = map[string]string{"tls": "465", "none": "25"}[c.TLS]
		if c.Port == "" {
			c.Port = "587"
		}
	}
	if c.TLS != "starttls" && c.TLS != "tls" && c.TLS != "none" {
		return nil, Wrong{"smtp-tls"}
	}
	if n, err := strconv.Atoi(c.Port); err != nil || n < 1 || n > 65535 {
		return nil, Wrong{"smtp-port"}
	}
	if _, ok := address(c.From); !ok {
		return nil, Wrong{"smtp-from"}
	}
	if c.User != "" && c.TLS == "none" && !loopback(c.Host) {
		return nil, Wrong{"smtp-tls"} // the password would go in clear
	}
	return &Mail{c}, nil
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// Name is where mail goes, without secrets.
func (m *Mail) Name() string {
	from, _ := address(m.c.From)
	return m.c.Host + ":" + m.c.Port + ", " + from.Address
}

// Drops is true: every attempt at a letter carries the same Message-ID, by
// which mail servers and readers tell a double (RFC 5322 §3.6.4).
func (m *Mail) Drops() bool { return true }

// Carry hands one letter to the mail server.
func (m *Mail) Carry(ctx context.Context, l notice.Letter) (string, error) {
	from, _ := address(m.c.From)
	_, house, _ := strings.Cut(from.Address, "@")
	id := l.Key + "@" + house
	msg := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	if err := errors.Join(msg.FromFormat(from.Name, from.Address), msg.To(l.To)); err != nil {
		return "", notice.Trouble{Code: "address", Final: true}
	}
	msg.SetMessageIDWithValue(id)
	msg.SetGenHeader("Auto-Submitted", "auto-generated") // RFC 3834: no answer by a machine
	msg.Subject(l.Subject)
	msg.SetBodyString(gomail.TypeTextPlain, l.Text)
	client, err := m.client()
	if err != nil {
		return "", notice.Trouble{Code: "no_answer"}
	}
	if err := client.DialWithContext(ctx); err != nil {
		return "", dialTrouble(err)
	}
	err = client.Send(msg)
	_ = client.Close() // the letter was taken or it was not: how the talk ends changes nothing
	if err != nil && !msg.IsDelivered() {
		return "", sendTrouble(err)
	}
	return "<" + id + ">", nil
}

func (m *Mail) client() (*gomail.Client, error) {
	port, err := strconv.Atoi(m.c.Port)
	if err != nil {
		return nil, err
	}
	o := []gomail.Option{gomail.WithPort(port), gomail.WithTimeout(stepTime), gomail.WithoutNoop(), gomail.WithoutRset(),
		gomail.WithTLSConfig(&tls.Config{ServerName: m.c.Host, MinVersion: tls.VersionTLS12})}
	switch m.c.TLS {
	case "tls":
		o = append(o, gomail.WithSSL())
	case "none":
		o = append(o, gomail.WithTLSPolicy(gomail.NoTLS))
	default:
		o = append(o, gomail.WithTLSPolicy(gomail.TLSMandatory))
	}
	if m.c.User != "" {
		auth := gomail.SMTPAuthAutoDiscover
		if m.c.TLS == "none" {
			auth = gomail.SMTPAuthPlainNoEnc
		}
		o = append(o, gomail.WithSMTPAuth(auth), gomail.WithUsername(m.c.User), gomail.WithPassword(m.c.Password))
	}
	return gomail.NewClient(m.c.Host, o...)
}

// dialTrouble is a talk that did not begin: nothing went.
func dialTrouble(err error) notice.Trouble {
	var said *textproto.Error
	if errors.As(err, &said) && said.Code >= 530 && said.Code <= 538 { // RFC 4954 §6
		return notice.Trouble{Code: "auth", Number: strconv.Itoa(said.Code)}
	}
	return notice.Trouble{Code: "no_answer"}
}

// sendTrouble reads what the server said to the letter. Only a break after the
// text was under way leaves a doubt.
func sendTrouble(err error) notice.Trouble {
	var s *gomail.SendError
	if !errors.As(err, &s) {
		return notice.Trouble{Code: "no_answer", Unsure: true}
	}
	t := notice.Trouble{Code: "refused"}
	if n := s.ErrorCode(); n > 0 {
		t.Number = strconv.Itoa(n)
	}
	switch s.Reason {
	case gomail.ErrSMTPRcptTo:
		t.Code, t.Final = "address", s.ErrorCode() >= 500
	case gomail.ErrGetRcpts:
		t.Code, t.Final = "address", true
	case gomail.ErrSMTPDataClose, gomail.ErrWriteContent, gomail.ErrSMTPReset:
		t.Unsure = s.ErrorCode() == 0
		t.Final = s.ErrorCode() >= 500
	default:
		t.Final = s.ErrorCode() >= 550
	}
	return t
}
