// Package certify is the door of certification (chứng thực): the clerk's fast
// lane, the leader's batch of signatures, and the book. It decides nothing and
// keeps nothing; every act is the office's.
package certify

import (
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	law "motcua/hooks/domain/certify"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/certify"
	"motcua/hooks/service/number"
	"motcua/hooks/service/org"
	"motcua/hooks/service/paper"
	"motcua/hooks/web/httpx"
)

// Addresses of this door.
const (
	lanePath = "/mot-cua/chung-thuc"
	bookPath = "/mot-cua/so-chung-thuc"
	signPath = "/lanh-dao/chung-thuc"
)

// Door binds the routes of this door.
type Door struct {
	Desk    *casework.Desk
	Org     *org.Office
	Certify *certify.Office
	Numbers *number.Office
}

// pages are the handlers: the door with the router that gives their page data.
type pages struct {
	Door
	r *httpx.Router
}

// Bind enters the routes.
func (d Door) Bind(r *httpx.Router) {
	p := pages{d, r}
	clerk, leader := httpx.Staff(access.Clerk), httpx.Staff(access.Leader)
	readers := httpx.Staff(access.Clerk, access.Officer, access.Leader, access.Inspector)
	r.GET(lanePath, clerk, p.lane)
	r.POST(lanePath, clerk, p.take)
	r.POST(lanePath+"/xem-truoc", clerk, p.preview)
	r.POST(lanePath+"/tra", clerk, p.giveBack)
	r.GET(lanePath+"/{id}/loi-chung", httpx.Staff(access.Clerk, access.Officer, access.Leader), p.testimony)
	r.GET(signPath, leader, p.sign)
	r.POST(signPath, leader, p.signMany)
	r.GET(bookPath, readers, p.book)
	r.GET(bookPath+"/in", readers, p.bookPaper)
	r.GET(bookPath+".xlsx", readers, p.bookXLSX)
	r.POST(bookPath+"/mo", httpx.Staff(access.Clerk, access.Leader), p.begin)
	r.POST(bookPath+"/sang-quyen", leader, p.turn)
	r.POST(bookPath+"/khoa", leader, p.closeYear)
	r.POST(bookPath+"/huy", leader, p.annul)
}

// words puts the testimony of a line together. While it waits, its day is
// today: the paper is printed to be signed now.
func (p pages) words(e *core.RequestEvent, by access.Actor, x certify.Entry) (paper.Testimony, error) {
	unit, err := p.Org.UnitByID(e.App, x.Unit)
	if err != nil {
		return paper.Testimony{}, err
	}
	t := paper.Testimony{Kind: x.Kind, Fingerprint: x.Fingerprint, Number: x.Number, Series: x.Series, Year: x.Year, Volume: x.Volume,
		Day: p.Desk.Now(), Agency: unit.Name, Office: strings.TrimSpace(org.Centre + " " + inner(unit.ShortName)), Clerk: x.EnteredName,
		Signer: x.SignerName, SignerTitle: x.SignerTitle}
	if !x.SignedAt.IsZero() {
		t.Day = x.SignedAt
	}
	if x.Kind == law.Copy || !by.SeesPeople() {
		return t, nil
	}
	person, err := p.Desk.Person(e.App, x.Applicant)
	t.Name, t.IDNumber = person.Name, person.Number
	return t, err
}

// inner makes “Xã An Bình” stand within a sentence.
func inner(s string) string {
	head, rest, found := strings.Cut(s, " ")
	if !found {
		return s
	}
	return strings.ToLower(head) + " " + rest
}

// year is the office year now.
func (p pages) year() int { return p.Desk.Now().In(paper.Zone).Year() }

// shown is a moment as a row shows it: the clock today, else the day.
func (p pages) shown(at time.Time) string {
	if paper.ShortDay(at) == paper.ShortDay(p.Desk.Now()) {
		return at.In(paper.Zone).Format("15:04")
	}
	return paper.ShortDay(at)
}
