package casework_test

import (
	"encoding/json"
	"fmt"
	"sync"
	"testing"

	"github.com/pocketbase/pocketbase/core"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/service/casework"
)

func (o office) codes() map[string]bool {
	o.t.Helper()
	var list []string
	require.NoError(o.t, o.App.DB().Select("code").From("dossiers").Column(&list))
	out := map[string]bool{}
	for _, c := range list {
		out[c] = true
	}
	require.Len(o.t, out, len(list), "a code was given twice")
	return out
}

func TestNumbersHaveNoHoleWhoeverComesAtOnce(t *testing.T) {
	o := open(t)
	const each = 20
	errs := make(chan error, 3*each)
	var wg sync.WaitGroup
	for unit := range 3 {
		by := o.Actor(access.Clerk, unit)
		for i := range each {
			wg.Go(func() {
				in := intake()
				if i%4 == 3 {
					in.Components = nil // refused: takes no number
					if _, err := o.Desk.Receive(o.App, by, in); err == nil {
						errs <- fmt.Errorf("was not refused")
					}
					return
				}
				_, err := o.Desk.Receive(o.App, by, in)
				errs <- err
			})
		}
	}
	wg.Wait()
	close(errs)
	for err := range errs {
		require.NoError(t, err)
	}
	codes := o.codes()
	for _, unit := range []string{"H99.132", "H99.133", "H99.134"} {
		for n := 1; n <= each-each/4; n++ {
			assert.True(t, codes[fmt.Sprintf("%s-261120-%04d", unit, n)], "%s %d is missing", unit, n)
		}
	}
	assert.Len(t, codes, 3*(each-each/4))
	o.whole()
}

func TestNumbersBeginAnewEachOfficeDay(t *testing.T) {
	o := open(t)
	for _, c := range []struct{ now, code string }{
		{"2026-11-20T23:59", "H99.132-261120-0001"},
		{"2026-11-21T00:00", "H99.132-261121-0001"}, // 17:00 UTC of the day before
		{"2026-11-21T06:59", "H99.132-261121-0002"},
		{"2026-12-31T23:59", "H99.132-261231-0001"},
		{"2027-01-01T00:00", "H99.132-270101-0001"},
	} {
		o.SetNow(c.now)
		assert.Equal(t, c.code, o.receive().Code)
	}
}

func TestOneKeyFiftyTimesIsOneDossier(t *testing.T) {
	o := open(t)
	body, err := json.Marshal(intake())
	require.NoError(t, err)
	answers := make([]casework.Answer, 50)
	errs := make([]error, 50)
	var wg sync.WaitGroup
	for i := range answers {
		wg.Go(func() {
			answers[i], errs[i] = o.Desk.Once(o.App, o.clerk.ID, "k", body, func(tx core.App) (casework.Answer, error) {
				got, err := o.Desk.Receive(tx, o.clerk, intake())
				return casework.Answer{Status: 201, Body: got.Code}, err
			})
		})
	}
	wg.Wait()
	for i := range answers {
		require.NoError(t, errs[i])
		assert.Equal(t, casework.Answer{Status: 201, Body: "H99.132-261120-0001"}, answers[i])
	}
	assert.Len(t, o.codes(), 1)
	never := func(core.App) (casework.Answer, error) { t.Error("was done again"); return casework.Answer{}, nil }
	_, err = o.Desk.Once(o.App, o.clerk.ID, "k", append(body, ' '), never)
	_, key := kind(t, err)
	assert.Equal(t, casework.KeyKeyReuse, key)
	var kept string
	require.NoError(t, o.App.DB().Select("answer").From("idempotency").Row(&kept))
	assert.NotContains(t, kept, "H99", "an answer holds a tracking link and is kept sealed")
	_, err = o.Desk.Once(o.App, o.clerk.ID, "", body, func(tx core.App) (casework.Answer, error) {
		got, err := o.Desk.Receive(tx, o.clerk, intake())
		return casework.Answer{Status: 201, Body: got.Code}, err
	})
	require.NoError(t, err)
	assert.Len(t, o.codes(), 2, "without a key each sending counts")
}

func TestAnActIsWholeOrNotThere(t *testing.T) {
	o := open(t)
	before := o.receive()
	boom := fmt.Errorf("power cut")
	err := o.App.RunInTransaction(func(tx core.App) error {
		if _, err := o.Desk.Receive(tx, o.clerk, intake()); err != nil {
			return err
		}
		if _, err := o.Desk.Forward(tx, o.clerk, before.Code, 0, dossier.MoveInput{To: o.officer.ID}); err != nil {
			return err
		}
		return boom
	})
	require.ErrorIs(t, err, boom)
	assert.Len(t, o.codes(), 1)
	c, err := o.Desk.Find(o.App, o.clerk, before.Code)
	require.NoError(t, err)
	assert.Equal(t, dossier.Received, c.State)
	assert.Equal(t, "H99.132-261120-0002", o.receive().Code, "the number comes back with the rest")
	o.whole()
}
