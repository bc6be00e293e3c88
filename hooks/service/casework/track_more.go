package casework

import (
	"time"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/dossier"
)

// TrackedMore is what the events tell the citizen beside the row. Nothing in
// it is personal: notes and reasons in free words about people stay inside.
type TrackedMore struct {
	Items    []dossier.Item // what to bring or put right, while the citizen is waited for
	LimitDay string         // until when, 2006-01-02
	Again    string         // why it is asked a second time
	Times    int            // how often it was asked at this stage, while the citizen is waited for
	Promised string         // day promised in the last letter of apology, 2006-01-02
	Partners []string       // agencies that still owe their answer
	Posted   time.Time      // end of a public posting that runs
	Stage    int            // 1 or 2 of two appointments; 0 = there is one
	Ended    dossier.Act    // lapse or undo, where that ended it
	Voids    []int          // receipts that no longer count
	Receipt  int            // the one that counts, once another was voided
	Demands  int            // papers that were demanded and may not be
	Held     []HeldPaper    // originals that the office holds now
}

// HeldPaper is an original that the office holds of the citizen, under its name
// on the published list; "" for a paper that is on none, whose name somebody
// typed.
type HeldPaper struct {
	Title string
	N     int
}

func heldOf(c Case) []HeldPaper {
	var out []HeldPaper
	for _, p := range c.Held {
		x := HeldPaper{N: p.Held}
		for _, known := range c.Version.Body.Components {
			if known.Key == p.Key {
				x.Title = known.Title
			}
		}
		out = append(out, x)
	}
	return out
}

// trackMore reads what the events add.
func (d *Desk) trackMore(app core.App, c Case, now time.Time) (TrackedMore, error) {
	out := TrackedMore{Demands: c.Demands, Held: heldOf(c)}
	if c.Waiting == dossier.WaitCitizen {
		out.LimitDay = c.LimitDay
	}
	if c.Rule.AfterPayment.N > 0 && c.State.Open() {
		out.Stage = 1
		if !c.PaidAt.IsZero() {
			out.Stage = 2
		}
	}
	for _, p := range c.Parts {
		if p.Open() && c.State.Open() {
			out.Partners = append(out.Partners, p.ToName)
		}
	}
	for _, p := range c.Pauses {
		if p.Why == "posting" && p.To.After(now) && c.State.Open() {
			out.Posted = p.To
		}
	}
	for _, v := range c.Voids {
		out.Voids = append(out.Voids, v.No)
	}
	if len(out.Voids) > 0 && c.State != dossier.Stopped {
		out.Receipt = c.ReceiptNo
	}
	events, err := d.events(app, c.ID)
	if err != nil {
		return out, err
	}
	for _, e := range events {
		switch e.Kind {
		case dossier.GuideBack, dossier.RequestSupplement:
			if c.Waiting == dossier.WaitCitizen {
				out.Items, out.Again = e.Data.Items, e.Ground
				out.Times = c.Supplements
				if e.Kind == dossier.GuideBack {
					out.Times = c.Guides
				}
			}
		case dossier.Apologise:
			out.Promised = e.Data.PromisedDay
		case dossier.Lapse, dossier.Undo:
			out.Ended = e.Kind
		}
	}
	return out, nil
}
