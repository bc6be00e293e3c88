package catalog

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"database/sql"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/deadline"
	"motcua/hooks/domain/problem"
	"motcua/hooks/domain/procedure"
	"motcua/hooks/service/org"
)

// Codes of what an offering of a unit may get wrong.
const (
	KeyChannelMissing = "catalog.channel_missing"
	KeyChannelStrange = "catalog.channel_not_published"
	KeyLimitLonger    = "catalog.local_limit_longer"
	KeyLimitUnread    = "catalog.local_limit_unread"
	KeyLimitFixed     = "catalog.local_limit_fixed"
	KeyFeeUnread      = "catalog.local_fee_unread"
	KeyFeeFixed       = "catalog.local_fee_fixed"
)

// Posting is one procedure of the shared catalogue as a unit offers it, or
// does not (niêm yết).
type Posting struct {
	Code       string
	Offered    bool
	Channels   []procedure.Channel
	LocalLimit deadline.Limit
	LocalFees  map[string]int64
	For        []string // unit ids the unit offers to receive for (tiếp nhận hộ)
	By         []string // unit ids that may receive for the unit
	Version    Published
}

// Open lists the fees that the province sets and the unit has not entered.
func (p Posting) Open() []procedure.Fee {
	return slices.DeleteFunc(LocalFees(p.Version.Body), func(f procedure.Fee) bool { _, known := p.LocalFees[f.Key]; return known })
}

// LocalFees are the fees of a version that the province sets: no amount is published.
func LocalFees(v procedure.Version) []procedure.Fee {
	var out []procedure.Fee
	for _, f := range v.Fees {
		if f.Amount == nil && f.Tiers == nil {
			out = append(out, f)
		}
	}
	return out
}

// Postings lists every procedure in force on a day with what the unit offers
// of it, by sector and name.
func (c *Catalog) Postings(app core.App, unit, day string) ([]Posting, error) {
	var rows []struct {
		Code     string
		Channels sql.NullString `db:"channels"`
		Limit    sql.NullString `db:"local_limit"`
		Fees     sql.NullString `db:"local_fees"`
		Active   sql.NullBool   `db:"active"`
		For      sql.NullString `db:"receives_for"`
		By       sql.NullString `db:"received_by"`
	}
	err := app.DB().Select("p.code", "o.channels", "o.local_limit", "o.local_fees", "o.active", "o.receives_for", "o.received_by").From("procedures p").
		LeftJoin("offerings o", dbx.NewExp("o.procedure = p.id AND o.unit = {:unit}", dbx.Params{"unit": unit})).
		Where(dbx.In("p.state", "live", "closing")).OrderBy("p.sector", "p.name").All(&rows)
	if err != nil {
		return nil, fmt.Errorf("list postings: %w", err)
	}
	var out []Posting
	for _, r := range rows {
		v, err := c.InForce(app, r.Code, day)
		if isNotFound(err) {
			continue
		}
		if err != nil {
			return nil, err
		}
		p := Posting{Code: r.Code, Offered: r.Active.Bool, Version: v, For: ids(r.For.String), By: ids(r.By.String)}
		for _, part := range []struct {
			raw string
			to  any
		}{{r.Channels.String, &p.Channels}, {r.Limit.String, &p.LocalLimit}, {r.Fees.String, &p.LocalFees}} {
			if part.raw == "" || part.raw == "null" {
				continue
			}
			if err := json.Unmarshal([]byte(part.raw), part.to); err != nil {
				return nil, fmt.Errorf("read offering of %s: %w", r.Code, err)
			}
		}
		out = append(out, p)
	}
	return out, nil
}

// Posting is one of Postings.
func (c *Catalog) Posting(app core.App, unit, code, day string) (Posting, error) {
	list, err := c.Postings(app, unit, day)
	if err != nil {
		return Posting{}, err
	}
	for _, p := range list {
		if p.Code == code {
			return p, nil
		}
	}
	return Posting{}, notFound()
}

// PostingInput is what a person says about an offering.
type PostingInput struct {
	Offered  bool
	Channels []string
	Limit    string            // number in the unit of the law's limit; "" = the law's
	Fees     map[string]string // đồng by fee key, as typed; "" = not entered yet
	For      []string          // codes of the communes it offers to receive for
	By       []string          // codes of the communes that may receive for it
}

// Post writes what a unit offers of a procedure. A local limit is shorter than
// the law's, never longer; a local fee only where the province sets it.
func (c *Catalog) Post(app core.App, o *org.Office, by access.Actor, unit org.Unit, code, day string, in PostingInput, at time.Time) (Posting, error) {
	p, err := c.Posting(app, unit.ID, code, day)
	if err != nil {
		return p, err
	}
	if !by.Offers(unit.Path) {
		return p, problem.Problem{Kind: problem.NotFound, Field: "unit", Key: org.KeyUnitNotFound}
	}
	was := p.Offered
	bad := p.read(in)
	for _, side := range []struct {
		field string
		codes []string
		into  *[]string
	}{{"receives_for", in.For, &p.For}, {"received_by", in.By, &p.By}} {
		list, wrong, err := pactUnits(app, o, unit.ID, side.field, side.codes)
		if err != nil {
			return p, err
		}
		*side.into, bad = list, append(bad, wrong...)
	}
	if err := bad.Err(); err != nil {
		return p, err
	}
	if !p.Offered && !was {
		return p, nil // nothing offered before, nothing now
	}
	limit := any(nil)
	if p.LocalLimit.N > 0 {
		limit = p.LocalLimit
	}
	err = app.RunInTransaction(func(tx core.App) error {
		if err := c.SetOffering(tx, unit.ID, unit.Path, code, p.Channels, at); err != nil {
			return err
		}
		r := &core.Record{}
		err := tx.RecordQuery("offerings").InnerJoin("procedures p", dbx.NewExp("p.id = offerings.procedure")).
			AndWhere(dbx.HashExp{"p.code": code, "offerings.unit": unit.ID}).Limit(1).One(r)
		if errors.Is(err, sql.ErrNoRows) {
			return notFound()
		}
		if err != nil {
			return fmt.Errorf("find offering of %s: %w", code, err)
		}
		r.Load(map[string]any{"active": p.Offered, "local_limit": limit, "local_fees": p.LocalFees, "receives_for": p.For, "received_by": p.By})
		if err := tx.Save(r); err != nil {
			return fmt.Errorf("save offering of %s: %w", code, err)
		}
		kind := "offering_changed"
		if !p.Offered {
			kind = "offering_ended"
		}
		return o.Write(tx, by, unit.Path, kind, p.Version.Body.Name, code)
	})
	c.Forget()
	return p, err
}

// read lays the input over the posting and lists everything wrong with it.
func (p *Posting) read(in PostingInput) problem.List {
	var bad problem.List
	v := p.Version.Body
	kept := p.LocalFees
	p.Offered, p.LocalLimit, p.LocalFees = in.Offered, deadline.Limit{}, map[string]int64{}
	for key, n := range kept {
		if strings.Contains(key, "@") { // an amount of one channel, which the page does not show
			p.LocalFees[key] = n
		}
	}
	var channels []procedure.Channel
	for _, word := range in.Channels {
		ch := procedure.Channel(word)
		if !v.Offers(ch) {
			bad.Add("channels", KeyChannelStrange)
			break
		}
		channels = append(channels, ch)
	}
	if len(channels) == 0 && in.Offered && len(bad) == 0 {
		bad.Add("channels", KeyChannelMissing)
	}
	if in.Offered || len(channels) > 0 {
		p.Channels = channels
	}
	if text := strings.TrimSpace(in.Limit); text != "" {
		law := v.Deadline.Limit
		l, err := deadline.ParseLimit(text + ":" + string(law.Unit))
		switch {
		case law.Unit == deadline.SameDay || law.Unit == deadline.None:
			bad.Add("limit", KeyLimitFixed)
		case err != nil:
			bad.Add("limit", KeyLimitUnread)
		case l.N > law.N:
			bad = append(bad, problem.Of("limit", KeyLimitLonger).With("law", law.Words()))
		case l.N < law.N:
			p.LocalLimit = l
		}
	}
	return append(bad, p.readFees(in.Fees)...)
}

func (p *Posting) readFees(typed map[string]string) problem.List {
	var bad problem.List
	local := LocalFees(p.Version.Body)
	for key, text := range typed {
		if text = strings.NewReplacer(".", "", " ", "", "đ", "").Replace(strings.TrimSpace(text)); text == "" {
			continue
		}
		if !slices.ContainsFunc(local, func(f procedure.Fee) bool { return f.Key == key }) {
			bad.Add("fee."+key, KeyFeeFixed)
			continue
		}
		n := int64(0)
		for _, r := range text {
			if r < '0' || r > '9' || n > 1_000_000_000 {
				n = -1
				break
			}
			n = n*10 + int64(r-'0')
		}
		if n < 0 || n > 1_000_000_000 {
			bad.Add("fee."+key, KeyFeeUnread)
			continue
		}
		p.LocalFees[key] = n
	}
	return bad
}
