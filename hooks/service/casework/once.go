package casework

import (
	"database/sql"
	"errors"
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/problem"
)

// Answer is what was answered to a request, kept with its key.
type Answer struct {
	Status int
	Body   string
}

// Once runs do in a transaction under the account's key: the same key and body
// again give the same answer and no second event; the same key with another
// body is refused. An empty key just runs do.
func (d *Desk) Once(app core.App, account, key string, body []byte, do func(tx core.App) (Answer, error)) (Answer, error) {
	var out Answer
	err := app.RunInTransaction(func(tx core.App) error {
		hash := d.Vault.Mac("request", string(body)) // keyed: a plain hash of few digits could be guessed back
		if key != "" {
			have, found, err := d.recall(tx, account, key, hash)
			if err != nil || found {
				out = have
				return err
			}
		}
		var err error
		if out, err = do(tx); err != nil || key == "" {
			return err
		}
		sealed, err := d.Vault.Seal(out.Body) // it may name people and holds the tracking token
		if err != nil {
			return err
		}
		_, err = tx.DB().Insert("idempotency", dbx.Params{
			"id": core.GenerateDefaultRandomId(), "account": account, "key": key, "body_hash": hash,
			"status": out.Status, "answer": sealed, "made_at": stored(d.now()),
		}).Execute()
		if err != nil {
			return fmt.Errorf("keep answer of key: %w", err)
		}
		return nil
	})
	return out, err
}

func (d *Desk) recall(tx core.App, account, key, hash string) (Answer, bool, error) {
	var r struct {
		BodyHash string `db:"body_hash"`
		Status   int
		Answer   string
	}
	err := tx.DB().Select("body_hash", "status", "answer").From("idempotency").
		Where(dbx.HashExp{"account": account, "key": key}).One(&r)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return Answer{}, false, nil
	case err != nil:
		return Answer{}, false, fmt.Errorf("look up idempotency key: %w", err)
	case r.BodyHash != hash:
		return Answer{}, false, problem.Problem{Kind: problem.Invalid, Field: "idempotency_key", Key: KeyKeyReuse}
	}
	text, err := d.Vault.Unseal(r.Answer)
	return Answer{Status: r.Status, Body: text}, true, err
}
