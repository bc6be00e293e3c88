package notice

import (
	"fmt"
	"strconv"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/message"
)

// Words and addresses are kept so long after a notice came to its end; then
// only that it was, and what became of it.
const kept = 90 * 24 * time.Hour

// Results that nobody came for are called to mind after so many days.
var unclaimedAfter = []int{7, 30, 90}

// Erase takes the words and addresses of a person out of the outbox, and calls
// off what still waits. For whoever erases a person's data, in the same
// transaction (Luật 91/2025/QH15, Điều 14).
func (o *Office) Erase(tx core.App, person string) error {
	if person == "" {
		return nil
	}
	_, err := tx.DB().Update("notices", dbx.Params{"state": string(message.Cancelled), "error": "erased"}, dbx.HashExp{"person": person, "state": string(message.Queued)}).Execute()
	if err == nil {
		_, err = tx.DB().Update("notices", dbx.Params{"to_sealed": "", "to_tail": "", "text_sealed": "", "person": "", "provider_id": ""}, dbx.HashExp{"person": person}).Execute()
	}
	if err != nil {
		return fmt.Errorf("erase notices of person %s: %w", person, err)
	}
	return nil
}

// Forget empties what has come to its end long ago.
func (o *Office) Forget(app core.App) error {
	_, err := app.DB().Update("notices", dbx.Params{"to_sealed": "", "to_tail": "", "text_sealed": ""},
		dbx.And(dbx.Not(dbx.HashExp{"state": string(message.Queued)}), dbx.NewExp("made_at < {:then} AND text_sealed != ''", dbx.Params{"then": stored(o.now().Add(-kept))}))).Execute()
	if err != nil {
		return fmt.Errorf("empty old notices: %w", err)
	}
	return nil
}

// Unclaimed reminds people of results that lie at the desk: after 7, 30 and 90
// days, each once, however often it is asked.
func (o *Office) Unclaimed(app core.App) (int, error) {
	now := o.now()
	cases, err := o.Desk.Uncollected(app, now.AddDate(0, 0, -unclaimedAfter[0]), now.AddDate(0, 0, -unclaimedAfter[len(unclaimedAfter)-1]-30))
	if err != nil {
		return 0, err
	}
	made := 0
	for _, c := range cases {
		step := 0
		for _, days := range unclaimedAfter {
			if !c.ResolvedAt.After(now.AddDate(0, 0, -days)) {
				step = days
			}
		}
		key := "unclaimed:" + c.ID + ":" + strconv.Itoa(step)
		err := app.RunInTransaction(func(tx core.App) error {
			var n int
			if err := tx.DB().Select("COUNT(*)").From("notices").Where(dbx.HashExp{"idempotency_key": key}).Row(&n); err != nil || n > 0 {
				return err
			}
			made++
			return o.queue(tx, c, dossier.Event{At: now}, message.Unclaimed, key)
		})
		if err != nil {
			return made, err
		}
	}
	return made, nil
}
