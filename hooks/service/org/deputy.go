package org

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/problem"
)

// Codes of what may be refused about deputies as a whole.
const (
	KeyDeputyNotFound = "org.deputy_not_found"
	KeyDeputyKept     = "org.deputy_kept" // only the office's own acts change it
)

// Deputy is one deputation: who stands in for whom, and when.
type Deputy struct {
	access.Deputation
	ID                string
	UnitPath          string // commune whose work it is about
	Giver, GiverName  string
	GiverTitle        string // as it was when it was made
	Taker, TakerName  string
	MadeAt, Withdrawn time.Time
}

// DeputyInput is what a person says about a deputation.
type DeputyInput struct {
	Giver    string   `form:"giver" json:"giver"` // staff id
	Taker    string   `form:"taker" json:"taker"`
	Roles    []string `form:"roles" json:"roles"`
	StartDay string   `form:"start_day" json:"start_day"` // 2006-01-02
	EndDay   string   `form:"end_day" json:"end_day"`
	Ground   string   `form:"ground" json:"ground"`
}

// Today is the office day, 2006-01-02.
func (o *Office) Today() string { return o.Now().In(calendar.Location).Format(time.DateOnly) }

// On reports whether the deputation holds on an office day.
func (d Deputy) On(day string) bool {
	return d.Withdrawn.IsZero() && d.StartDay <= day && day <= d.EndDay
}

// MayDeputise reports whether the actor may say who stands in for the giver:
// who runs the giver's unit, and a leader for oneself. Nobody does it with a
// role that was lent.
func MayDeputise(by, giver access.Actor) bool {
	return giver.Signed() && (by.Administers(giver.UnitPath) || by.ID == giver.ID && slices.Contains(by.Roles, access.Leader))
}

// AddDeputy lends roles of the giver to the taker for some days.
func (o *Office) AddDeputy(app core.App, by access.Actor, in DeputyInput) (Deputy, error) {
	var out Deputy
	err := app.RunInTransaction(func(tx core.App) error {
		giver, err := o.someone(tx, in.Giver)
		if err != nil {
			return err
		}
		if giver.Signed() && !MayDeputise(by, giver) {
			giver = access.Actor{} // not yours and not there are one answer
		}
		taker, err := o.someone(tx, in.Taker)
		if err != nil {
			return err
		}
		path, err := o.communeOf(tx, giver)
		if err != nil {
			return err
		}
		d := access.Deputation{StartDay: in.StartDay, EndDay: in.EndDay, Ground: tidy(in.Ground)}
		for _, r := range in.Roles {
			d.Roles = append(d.Roles, access.Role(r))
		}
		bad := d.Check(giver, taker, path, o.Today())
		if len(bad) == 0 {
			chained, err := o.chained(tx, giver.ID, taker.ID, d)
			if err != nil {
				return err
			}
			if chained {
				bad.Add("taker", access.KeyDeputyChain)
			}
		}
		if err := bad.Err(); err != nil {
			return err
		}
		out = Deputy{Deputation: d, ID: core.GenerateDefaultRandomId(), UnitPath: path, Giver: giver.ID, GiverName: giver.Name, GiverTitle: giver.Title,
			Taker: taker.ID, TakerName: taker.Name, MadeAt: o.Now()}
		return o.writeDeputy(tx, by, out)
	})
	return out, err
}

// someone is an active member of staff; nobody when there is none.
func (o *Office) someone(app core.App, id string) (access.Actor, error) {
	a, err := o.StaffByID(app, id)
	if list, is := problem.In(err); is && list[0].Kind == problem.NotFound {
		return access.Actor{}, nil
	}
	return a, err
}

// communeOf is the path of the unit whose dossiers a person works on: the own
// one, or the one above an office.
func (o *Office) communeOf(app core.App, who access.Actor) (string, error) {
	if !who.Signed() {
		return "", nil
	}
	u, err := o.UnitByID(app, who.Unit)
	for err == nil && u.Kind == "office" {
		u, err = o.UnitByID(app, u.Parent)
	}
	return u.Path, err
}

// chained reports whether on one of the days the taker is away too, or the
// giver stands in for somebody else.
func (o *Office) chained(app core.App, giver, taker string, d access.Deputation) (bool, error) {
	var n int
	err := app.DB().Select("COUNT(*)").From("deputies").
		Where(dbx.NewExp("withdrawn_at = '' AND (giver = {:taker} OR taker = {:giver}) AND start_day <= {:end} AND end_day >= {:start}",
			dbx.Params{"giver": giver, "taker": taker, "start": d.StartDay, "end": d.EndDay})).Row(&n)
	if err != nil {
		return false, fmt.Errorf("look for chains of deputies: %w", err)
	}
	return n > 0, nil
}

func (o *Office) writeDeputy(tx core.App, by access.Actor, d Deputy) error {
	roles, err := json.Marshal(d.Roles)
	if err != nil {
		return fmt.Errorf("encode roles of a deputy: %w", err)
	}
	_, err = tx.DB().Insert("deputies", dbx.Params{"id": d.ID, "unit_path": d.UnitPath, "giver": d.Giver, "giver_name": d.GiverName, "giver_title": d.GiverTitle,
		"taker": d.Taker, "roles": string(roles), "start_day": d.StartDay, "end_day": d.EndDay, "ground": d.Ground, "made_at": o.stamp(0), "made_by": by.ID}).Execute()
	if err != nil {
		return fmt.Errorf("write deputy of %s: %w", d.Giver, err)
	}
	return o.Write(tx, by, d.UnitPath, "deputy_made", d.GiverName+" → "+d.TakerName, d.StartDay+" – "+d.EndDay)
}

// WithdrawDeputy ends a deputation at once. It has to be one that the actor
// might have made; for everybody else it is not there.
func (o *Office) WithdrawDeputy(app core.App, by access.Actor, id string) (Deputy, error) {
	var out Deputy
	err := app.RunInTransaction(func(tx core.App) error {
		list, err := o.deputies(tx, dbx.HashExp{"d.id": id})
		if err != nil {
			return err
		}
		none := problem.Problem{Kind: problem.NotFound, Key: KeyDeputyNotFound}
		if len(list) == 0 {
			return none
		}
		out = list[0]
		if !by.Administers(out.UnitPath) && by.ID != out.Giver {
			return none
		}
		if !out.Withdrawn.IsZero() || out.EndDay < o.Today() {
			return problem.Problem{Kind: problem.Conflict, Key: access.KeyDeputyOver}
		}
		if _, err := tx.DB().Update("deputies", dbx.Params{"withdrawn_at": o.stamp(0), "withdrawn_by": by.ID}, dbx.HashExp{"id": id}).Execute(); err != nil {
			return fmt.Errorf("withdraw deputy %s: %w", id, err)
		}
		out.Withdrawn = o.Now()
		return o.Write(tx, by, out.UnitPath, "deputy_withdrawn", out.GiverName+" → "+out.TakerName, "")
	})
	return out, err
}

// Deputies lists the deputations the actor may say something about, the latest
// first: a leader's own, and all of the units that the actor runs.
func (o *Office) Deputies(app core.App, by access.Actor) ([]Deputy, error) {
	if by.ID == access.System.ID {
		return o.deputies(app, dbx.NewExp("1 = 1"))
	}
	if !by.Administers(by.UnitPath) {
		return o.deputies(app, dbx.HashExp{"d.giver": by.ID})
	}
	sub := access.Subtree(by.UnitPath)
	return o.deputies(app, dbx.NewExp("d.unit_path >= {:from} AND d.unit_path < {:to} OR d.giver = {:me}", dbx.Params{"from": sub.From, "to": sub.To, "me": by.ID}))
}

// maxDeputies is the longest list of deputations.
const maxDeputies = 200

func (o *Office) deputies(app core.App, where dbx.Expression) ([]Deputy, error) {
	var rows []struct {
		ID, Giver, Taker, Roles, Ground string
		UnitPath                        string         `db:"unit_path"`
		GiverName                       string         `db:"giver_name"`
		GiverTitle                      string         `db:"giver_title"`
		TakerName                       *string        `db:"taker_name"`
		StartDay                        string         `db:"start_day"`
		EndDay                          string         `db:"end_day"`
		MadeAt                          types.DateTime `db:"made_at"`
		WithdrawnAt                     types.DateTime `db:"withdrawn_at"`
	}
	err := app.DB().Select("d.*", "s.name AS taker_name").From("deputies d").LeftJoin("staff s", dbx.NewExp("s.id = d.taker")).
		Where(where).OrderBy("d.end_day DESC", "d.start_day DESC", "d.id").Limit(maxDeputies).All(&rows)
	if err != nil {
		return nil, fmt.Errorf("list deputies: %w", err)
	}
	out := make([]Deputy, len(rows))
	for i, r := range rows {
		out[i] = Deputy{ID: r.ID, UnitPath: r.UnitPath, Giver: r.Giver, GiverName: r.GiverName, GiverTitle: r.GiverTitle, Taker: r.Taker,
			MadeAt: r.MadeAt.Time(), Withdrawn: r.WithdrawnAt.Time(),
			Deputation: access.Deputation{StartDay: r.StartDay, EndDay: r.EndDay, Ground: r.Ground}}
		if r.TakerName != nil {
			out[i].TakerName = *r.TakerName
		}
		if err := json.Unmarshal([]byte(r.Roles), &out[i].Roles); err != nil {
			return nil, fmt.Errorf("read roles of deputy %s: %w", r.ID, err)
		}
	}
	return out, nil
}
