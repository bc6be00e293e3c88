package casework_test

import (
	"bytes"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/problem"
	"motcua/hooks/domain/report"
	"motcua/hooks/service/casework"
)

// TestUnitsTogetherAtRandom lets three units ask each other, take, answer, open
// linked procedures and end dossiers at random. Whatever happens: each dossier
// is counted once and at its origin; a unit reads of another's dossier only the
// parts it was asked for and the files it was shown; an inbox says what the
// events say.
func TestUnitsTogetherAtRandom(t *testing.T) {
	o := open(t)
	clerks, officers := make([]access.Actor, 3), make([]access.Actor, 3)
	for i := range 3 {
		clerks[i], officers[i] = o.Actor(access.Clerk, i), o.Actor(access.Officer, i)
	}
	now := o.Now()
	var codes []string // of the first unit
	received := 0
	rapid.Check(t, func(rt *rapid.T) {
		if received >= 25 {
			return // the number of checks is rapid's; that of dossiers is ours
		}
		code := o.receive().Code
		received++
		codes = append(codes, code)
		f, err := o.Desk.AddFile(o.App, clerks[0], code, "", "a.pdf", bytes.NewReader(blank))
		require.NoError(rt, err)
		for range 12 {
			now = now.Add(time.Duration(rapid.IntRange(0, 600).Draw(rt, "minutes")) * time.Minute)
			o.SetNow(now.Format("2006-01-02T15:04"))
			c, err := o.Desk.Find(o.App, clerks[0], code)
			require.NoError(rt, err)
			to := rapid.IntRange(1, 2).Draw(rt, "to")
			by := officers[to]
			var id string
			if n := len(c.Parts); n > 0 {
				id = c.Parts[rapid.IntRange(0, n-1).Draw(rt, "part")].ID
			}
			switch rapid.IntRange(0, 6).Draw(rt, "what") {
			case 0:
				in := dossier.ConsultInput{To: o.Communes[to].Code, Subject: "x", Days: 2, Linked: rapid.Bool().Draw(rt, "linked"), Wait: rapid.Bool().Draw(rt, "wait")}
				if rapid.Bool().Draw(rt, "share") {
					in.Shared = []string{f.ID}
				}
				_, err = o.Desk.Consult(o.App, o.leader, code, 0, in)
			case 1:
				err = o.Desk.TakePart(o.App, by, id)
			case 2, 3:
				err = o.Desk.AnswerPart(o.App, by, id, dossier.PartInput{Note: "x", Agreed: true}, nil)
			case 4:
				_, err = o.Desk.Resolve(o.App, o.leader, code, 0, dossier.ResolveInput{Outcome: dossier.Granted})
			case 5:
				_, err = o.Desk.Return(o.App, clerks[0], code, 0, dossier.ReturnInput{CollectorName: "Nguyễn Thị Bưởi", Checked: true})
			case 6:
				if rapid.IntRange(0, 3).Draw(rt, "stop") == 0 {
					_, err = o.Desk.Stop(o.App, o.leader, code, 0, dossier.EndInput{Reason: "x", Ground: "y"})
				}
			}
			if _, told := problem.In(err); err != nil && !told {
				rt.Fatalf("%v", err)
			}
			c, err = o.Desk.Find(o.App, clerks[0], code)
			require.NoError(rt, err)
			o.strangersReadNothing(rt, c, officers[1:], f.ID)
		}
	})
	tallies, err := o.Desk.Tallies(o.App, o.areas(), report.Period{From: "2026-11-01", To: now.Format("2006-01-02")}, false)
	require.NoError(t, err)
	for _, x := range tallies {
		if x.Unit == o.Communes[0].ID {
			require.Equal(t, len(codes), x.New(), "received, each once")
			require.Equal(t, len(codes), x.Open+x.Done(), "in hand or done, each once")
		} else {
			require.Zero(t, x.New()+x.Open+x.Done(), "a partner has no dossier of it")
		}
	}
	o.whole()
}

// strangersReadNothing asserts what other units may see of a dossier.
func (o office) strangersReadNothing(t *rapid.T, c casework.Case, others []access.Actor, file string) {
	for _, by := range others {
		for _, err := range []error{
			failed(o.Desk.Find(o.App, by, c.Code)), failed(o.Desk.History(o.App, by, c.Code)), failed(o.Desk.Files(o.App, by, c.Code)), failed(o.Desk.Placed(o.App, by, c.Code)),
		} {
			if list, told := problem.In(err); !told || list[0].Kind != problem.NotFound {
				t.Fatalf("%s is read by %s: %v", c.Code, by.UnitPath, err)
			}
		}
		inbox, _, err := o.Desk.Parts(o.App, by, casework.PartFilter{Limit: 500})
		require.NoError(t, err)
		for _, p := range c.Parts {
			mine := by.Works(p.ToPath)
			listed := slices.ContainsFunc(inbox, func(l casework.PartLine) bool { return l.ID == p.ID && l.State == casework.PartState(c.Dossier, p) })
			_, err := o.Desk.Asked(o.App, by, p.ID)
			_, r, fileErr := o.Desk.OpenPartFile(o.App, by, p.ID, file)
			if fileErr == nil {
				require.NoError(t, r.Close())
			}
			if mine != (err == nil) || mine != listed || (mine && slices.Contains(p.Shared, file)) != (fileErr == nil) {
				t.Fatalf("part %s of %s for %s: mine %v, read %v, listed %v, file %v", p.Key, c.Code, by.UnitPath, mine, err, listed, fileErr)
			}
		}
	}
}

func failed[T any](_ T, err error) error { return err }
