package admin

import (
	"bytes"
	"net"
	"net/http"
	"slices"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/identity"
	"motcua/hooks/service/paper"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// place is one address of the server for the other desks.
type place struct {
	URL string
	QR  paper.Matrix
}

type startPage struct {
	templates.Page
	Places []place
	Alone  bool // the server listens to its own machine only
	Clerk  bool
}

// start shows how the other desks reach the server and prints a test.
func (p office) start(e *core.RequestEvent, by access.Actor) error {
	page := startPage{Page: p.r.Page(e, by, templates.Text("admin.start", nil)), Clerk: by.Has(access.Clerk)}
	page.Alone = p.Desk.BaseURL() == "" && alone(p.Listens)
	for _, url := range p.addresses(e) {
		qr, err := paper.QR(url)
		if err != nil {
			return err
		}
		page.Places = append(page.Places, place{url, qr})
	}
	return httpx.Render(e, http.StatusOK, "admin/start", page)
}

// addresses are those under which other machines find this one: the one that
// was set, or those of its network cards.
func (p office) addresses(e *core.RequestEvent) []string {
	if base := p.Desk.BaseURL(); base != "" {
		return []string{base}
	}
	scheme := "http://"
	if e.IsTLS() {
		scheme = "https://"
	}
	_, port, err := net.SplitHostPort(e.Request.Host)
	if err != nil {
		port = ""
	}
	cards, err := net.InterfaceAddrs()
	if err != nil {
		return nil // a machine that hides its cards: the page says how to find the address
	}
	return lan(heard(p.Listens, cards), scheme, port)
}

// heard are the cards on which a server that listens at an address is reached:
// all of them, unless it names one host.
func heard(listens string, cards []net.Addr) []net.Addr {
	host, _, err := net.SplitHostPort(listens)
	if err != nil || host == "" {
		return cards
	}
	if host == "localhost" {
		return nil
	}
	only := net.ParseIP(host)
	if only == nil || only.IsUnspecified() {
		return cards
	}
	return slices.DeleteFunc(slices.Clone(cards), func(c net.Addr) bool {
		ip, ok := c.(*net.IPNet)
		return !ok || !ip.IP.Equal(only)
	})
}

// alone reports whether no other machine can reach a server that listens there.
func alone(listens string) bool {
	host, _, err := net.SplitHostPort(listens)
	return err == nil && (host == "localhost" || net.ParseIP(host).IsLoopback())
}

// lan are the addresses of the cards that a desk in the same house can reach,
// the usual home networks first.
func lan(cards []net.Addr, scheme, port string) []string {
	var out []string
	for _, c := range cards {
		ip, ok := c.(*net.IPNet)
		if !ok || ip.IP.To4() == nil || ip.IP.IsLoopback() || ip.IP.IsLinkLocalUnicast() {
			continue
		}
		host := ip.IP.String()
		if port != "" && port != "80" {
			host = net.JoinHostPort(host, port)
		}
		out = append(out, scheme+host)
	}
	slices.SortStableFunc(out, func(a, b string) int {
		home := func(s string) int {
			if strings.HasPrefix(s, scheme+"192.168.") {
				return 0
			}
			return 1
		}
		return home(a) - home(b)
	})
	return out
}

// testPrint is a receipt of nothing, to see that the printer does its work.
func (p office) testPrint(e *core.RequestEvent, by access.Actor) error {
	unit, err := p.Org.UnitByID(e.App, by.Unit)
	if err != nil {
		return err
	}
	cal, err := p.Org.Calendar(e.App, unit)
	if err != nil {
		return err
	}
	now := p.Org.Now()
	due := now
	today, _ := calendar.Split(now)
	if d, ok := cal.Add(today, 5); ok {
		due = d.At(cal.UsualClose(d))
	}
	above, own := unit.Letterhead()
	base := "http://" + e.Request.Host
	if all := p.addresses(e); len(all) > 0 {
		base = all[0]
	}
	size := "A5"
	if e.Request.URL.Query().Get("kho") == "A4" {
		size = "A4"
	}
	sample := paper.Sample(above, own, unit.Place, strings.Trim(unit.ShortName+", "+unit.Address, ", "), identity.Phone(unit.Phone).String(), base+"/tra-cuu", now, due)
	var b bytes.Buffer
	if err := sample.PDF(&b, size); err != nil {
		return err
	}
	e.Response.Header().Set("Content-Disposition", `inline; filename="ban-in-thu-`+size+`.pdf"`)
	return e.Blob(http.StatusOK, "application/pdf", b.Bytes())
}
