package catalog

import (
	"encoding/json"
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/deadline"
	"motcua/hooks/domain/problem"
	"motcua/hooks/domain/procedure"
)

// Offer is one procedure as one unit offers it (niêm yết tại đơn vị).
type Offer struct {
	Procedure  string // record id
	Code       string
	Channels   []procedure.Channel
	LocalLimit deadline.Limit   // a shorter limit the unit promises; zero = the law's
	LocalFees  map[string]int64 // đồng, by fee key, where the province sets the fee
	Version    Published        // in force on the day asked for
	For        []string         // unit ids that the unit offers to receive for (tiếp nhận hộ)
	By         []string         // unit ids that may receive for the unit
	haystack   haystack
}

// Offers lists what a unit offers on a day, by sector and name.
func (c *Catalog) Offers(app core.App, unit, day string) ([]Offer, error) {
	key := unit + " " + day
	c.mu.RLock()
	have, ok := c.offers[key]
	c.mu.RUnlock()
	if ok {
		return have, nil
	}
	list, err := c.loadOffers(app, unit, day)
	if err != nil || app.IsTransactional() {
		return list, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.offers == nil || len(c.offers) > maxOfferSets {
		c.offers = map[string][]Offer{}
	}
	c.offers[key] = list
	return list, nil
}

// maxOfferSets bounds the unit-days kept in memory.
const maxOfferSets = 400

func (c *Catalog) loadOffers(app core.App, unit, day string) ([]Offer, error) {
	var rows []struct {
		Procedure, Code, Channels string
		LocalLimit                string `db:"local_limit"`
		LocalFees                 string `db:"local_fees"`
		For                       string `db:"receives_for"`
		By                        string `db:"received_by"`
	}
	err := app.DB().Select("o.procedure", "p.code", "o.channels", "o.receives_for", "o.received_by", "COALESCE(o.local_limit, '') AS local_limit", "COALESCE(o.local_fees, '') AS local_fees").From("offerings o").
		InnerJoin("procedures p", dbx.NewExp("p.id = o.procedure")).
		Where(dbx.HashExp{"o.unit": unit, "o.active": true}).
		AndWhere(dbx.In("p.state", "live", "closing")).OrderBy("p.sector", "p.name").All(&rows)
	if err != nil {
		return nil, fmt.Errorf("list offerings: %w", err)
	}
	var out []Offer
	for _, r := range rows {
		v, err := c.InForce(app, r.Code, day)
		if list, is := problem.In(err); is && list[0].Kind == problem.NotFound {
			continue // not in force on that day
		}
		if err != nil {
			return nil, err
		}
		o := Offer{Procedure: r.Procedure, Code: r.Code, Version: v}
		for _, part := range []struct {
			raw string
			to  any
		}{{r.Channels, &o.Channels}, {r.LocalLimit, &o.LocalLimit}, {r.LocalFees, &o.LocalFees}, {r.For, &o.For}, {r.By, &o.By}} {
			if part.raw == "" || part.raw == "null" {
				continue
			}
			if err := json.Unmarshal([]byte(part.raw), part.to); err != nil {
				return nil, fmt.Errorf("read offering of %s: %w", r.Code, err)
			}
		}
		o.haystack = newHaystack(v.Body)
		out = append(out, o)
	}
	return out, nil
}

// Offer returns one procedure of a unit on a day, or NotFound. Inside a
// transaction the committed list is asked first: it is kept in memory.
func (c *Catalog) Offer(app core.App, unit, code, day string) (Offer, error) {
	if app.IsTransactional() && c.root != nil {
		if o, err := c.Offer(c.root, unit, code, day); err == nil {
			return o, nil
		}
	}
	list, err := c.Offers(app, unit, day)
	if err != nil {
		return Offer{}, err
	}
	for _, o := range list {
		if o.Code == code {
			return o, nil
		}
	}
	return Offer{}, problem.Problem{Kind: problem.NotFound, Field: "procedure", Key: KeyNotOffered}
}

// Has reports whether the unit offers the procedure over the channel.
func (o Offer) Has(ch procedure.Channel) bool {
	for _, c := range o.Channels {
		if c == ch {
			return true
		}
	}
	return false
}

// Rule is the deadline rule with the unit's own shorter limit over it.
func (o Offer) Rule() deadline.Rule {
	r := o.Version.Body.Deadline
	if o.LocalLimit.N > 0 {
		r.Limit = o.LocalLimit
	}
	return r
}

// Search lists the offers that match the words, best first. Words are matched
// without marks, by their beginnings, in any order, abbreviations and regional
// spellings included; an empty query gives all.
func Search(list []Offer, query string) []Offer {
	q := ask(query)
	if len(q.words) == 0 {
		return list
	}
	return rank(list, q)
}

// Sectors lists the sectors (lĩnh vực) that procedures belong to, by name.
func (c *Catalog) Sectors(app core.App) ([]string, error) {
	var out []string
	err := app.DB().Select("sector").Distinct(true).From("procedures").Where(dbx.NewExp("sector != ''")).OrderBy("sector").Column(&out)
	if err != nil {
		return nil, fmt.Errorf("list sectors: %w", err)
	}
	return out, nil
}
