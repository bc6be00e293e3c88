package casework

import (
	"fmt"
	"slices"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/deadline"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/problem"
	"motcua/hooks/domain/procedure"
)

// Codes of what opening a linked procedure may get wrong.
const (
	KeyNoLink    = "dossier.no_such_link"
	KeyLinkOpen  = "dossier.link_opened_before"
	KeyNoneOpens = "dossier.link_none_chosen"
)

// linked fills a consultation in from the link of the version that it opens.
func (c Case) linked(in dossier.ConsultInput) (dossier.ConsultInput, deadline.Limit, error) {
	l, ok := c.Version.Body.LinkBy(in.Link)
	if !ok {
		return in, deadline.Limit{}, problem.Of("link", KeyNoLink)
	}
	if slices.ContainsFunc(c.Parts, func(p dossier.Part) bool { return p.Link == in.Link }) {
		return in, deadline.Limit{}, problem.Problem{Kind: problem.Conflict, Field: "link", Key: KeyLinkOpen}
	}
	in.Linked, in.Wait, in.Days = true, false, max(l.Limit.N, 1)
	if in.Subject == "" {
		in.Subject = l.Title
	}
	if in.To == "" && in.ToName == "" {
		in.ToName = l.Agency
	}
	return in, l.Limit, nil
}

// OpenLinks opens several linked procedures at once, in the order of the
// version: the limit of each counts from the due moment of the one before it.
// All are opened or none; a problem is named links.<key>.<field>.
func (d *Desk) OpenLinks(app core.App, by access.Actor, code string, seen int, in []dossier.ConsultInput) (Case, error) {
	var c Case
	if len(in) == 0 {
		return c, problem.Of("links", KeyNoneOpens)
	}
	err := app.RunInTransaction(func(tx core.App) error {
		var err error
		if c, err = d.Find(tx, by, code); err != nil {
			return err
		}
		if seen != 0 && seen != c.Seq {
			return problem.Problem{Kind: problem.Conflict, Key: KeyChanged}
		}
		at := d.now()
		from := at
		for _, x := range inOrder(c.Version.Body, in) {
			made, err := d.consult(tx, by, c, x, from, at)
			if list, is := problem.In(err); is {
				return named(list, "links."+x.Link+".")
			}
			if err != nil {
				return err
			}
			from = made.event.Data.Part.DueAt
			if c, err = d.write(tx, c, made); err != nil {
				return err
			}
		}
		return nil
	})
	return c, err
}

// inOrder puts the parts to open in the order in which they follow each other.
func inOrder(v procedure.Version, in []dossier.ConsultInput) []dossier.ConsultInput {
	place := func(x dossier.ConsultInput) int {
		return slices.IndexFunc(v.Links, func(l procedure.Link) bool { return l.Key == x.Link })
	}
	out := slices.Clone(in)
	slices.SortStableFunc(out, func(a, b dossier.ConsultInput) int { return place(a) - place(b) })
	return out
}

func named(list problem.List, prefix string) error {
	out := slices.Clone(list)
	for i := range out {
		if out[i].Field != "" {
			out[i].Field = prefix + out[i].Field
		}
	}
	return out
}

// Joint is the whole way of a dossier whose procedure others follow.
type Joint struct {
	Links []JointLink
	At    time.Time // the whole appointment (ngày hẹn tổng); zero while there is none
	Day   string
}

// JointLink is one procedure that follows: as it was opened, or as it will be
// due when the one before it ends on its day.
type JointLink struct {
	procedure.Link
	Opened bool
	Part   dossier.Part // zero until opened
	At     time.Time
	Day    string
}

// Joint is the whole appointment: the limit of each link counted from the due
// moment of the one before it, and from when it was really opened once it is.
// A dossier without linked procedures, not received yet, or that ended without
// a result, has none.
func (c Case) Joint() (Joint, error) {
	if c.ReceivedAt.IsZero() || c.State == dossier.Declined || c.State == dossier.Withdrawn || c.State == dossier.Stopped {
		return Joint{}, nil
	}
	return jointOf(c, c.Due.At)
}

func jointOf(c Case, from time.Time) (Joint, error) {
	var out Joint
	for _, l := range c.Version.Body.LinksOf(c.Dossier.Case) {
		x := JointLink{Link: l}
		if i := slices.IndexFunc(c.Parts, func(p dossier.Part) bool { return p.Link == l.Key }); i >= 0 {
			x.Opened, x.Part, x.At, x.Day = true, c.Parts[i], c.Parts[i].DueAt, c.Parts[i].DueDay
		} else {
			got, err := deadline.Chain(c.Cal, from, []deadline.Limit{l.Limit})
			if err != nil {
				return out, fmt.Errorf("compute linked appointment: %w", err)
			}
			for _, r := range got {
				x.At, x.Day = utc(r.Due), r.DueDay
			}
		}
		from = x.At
		out.Links = append(out.Links, x)
	}
	if n := len(out.Links); n > 0 {
		out.At, out.Day = out.Links[n-1].At, out.Links[n-1].Day
	}
	return out, nil
}
