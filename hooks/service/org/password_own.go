package org

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/problem"
)

// PasswordInput changes one's own password.
type PasswordInput struct {
	Now   string `form:"now" json:"now"`
	Next  string `form:"next" json:"next"`
	Again string `form:"again" json:"again"`
}

// ChangePassword changes the actor's own password and returns the record, for
// a new session: the old ones are ended by it. from is the caller's address;
// guessing the present password is slowed down as at the sign-in.
func (o *Office) ChangePassword(app core.App, by access.Actor, in PasswordInput, from string) (*core.Record, error) {
	r, ok := o.Account(app, by.ID)
	if !ok {
		return nil, problem.Problem{Kind: problem.NotFound, Key: KeyStaffNotFound}
	}
	if err := o.MayTry(r.Email(), from); err != nil {
		return nil, err
	}
	var bad problem.List
	if !r.ValidatePassword(in.Now) {
		o.Missed(r.Email(), from)
		bad.Add("now", KeyPasswordWrong)
	}
	if key := checkPassword(in.Next, r.Email(), r.GetString("name")); key != "" {
		bad.Add("next", key)
	} else if in.Next == in.Now {
		bad.Add("next", KeyPasswordSame)
	}
	if in.Next != in.Again {
		bad.Add("again", KeyPasswordTwice)
	}
	if err := bad.Err(); err != nil {
		return nil, err
	}
	r.SetPassword(in.Next)
	r.Set("must_change", false)
	if err := app.Save(r); err != nil {
		return nil, fmt.Errorf("save password of %s: %w", r.Id, err)
	}
	return r, nil
}
