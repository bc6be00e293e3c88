package org

import (
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/problem"
)

// Codes of a refused sign-in. An unknown account and a wrong password are the
// same answer.
const (
	KeyWrongSignIn   = "org.wrong_sign_in"
	KeyTooManySignIn = "org.too_many_sign_ins"
)

// Limits of guessing: a delay that ends by itself, never a lock that somebody
// else can put on an account for good (ASVS 5.0 6.3.1).
const (
	maxPerAccount = 10
	accountWindow = 15 * time.Minute
	maxPerAddress = 100
	addressWindow = time.Hour
)

// decoyHash costs an unknown account the same time as a wrong password
// (bcrypt, cost 10, of a random text nobody knows).
const decoyHash = "$2a$10$bXj..ChpEjolDDQu6NmQAupM.qUmNUHgJp6Zq15DSZhDWqHi5t2We"

// SignIn returns the active staff account of an e-mail address and password.
// from is the address of the caller, for counting misses.
func (o *Office) SignIn(app core.App, email, password, from string) (*core.Record, error) {
	email = strings.ToLower(strings.TrimSpace(email))
	if err := o.MayTry(email, from); err != nil {
		return nil, err
	}
	r, err := app.FindAuthRecordByEmail("staff", email)
	known := err == nil && r.GetBool("active")
	ok := false
	if known {
		ok = r.ValidatePassword(password)
	} else {
		(&core.PasswordFieldValue{Hash: decoyHash}).Validate(password)
	}
	if !ok {
		o.Missed(email, from)
		return nil, problem.Problem{Kind: problem.Invalid, Field: "password", Key: KeyWrongSignIn}
	}
	o.tries.clear("a " + email)
	return r, nil
}

// MayTry refuses a sign-in while too many misses were counted.
func (o *Office) MayTry(email, from string) error {
	now := o.Now()
	wait := max(o.tries.wait("a "+email, maxPerAccount, accountWindow, now), o.tries.wait("f "+from, maxPerAddress, addressWindow, now))
	if wait == 0 {
		return nil
	}
	return problem.Problem{Kind: problem.TooMany, Field: "password", Key: KeyTooManySignIn}.
		With("minutes", strconv.Itoa(int(wait/time.Minute)+1))
}

// Missed counts one wrong sign-in.
func (o *Office) Missed(email, from string) {
	now := o.Now()
	o.tries.add("a "+strings.ToLower(email), now)
	o.tries.add("f "+from, now)
}

// tries counts misses by key in memory; a restart forgets them.
type tries struct {
	mu   sync.Mutex
	seen map[string][]time.Time
}

// maxKeys bounds the memory that guesses of many names can take.
const maxKeys = 20_000

func (t *tries) add(key string, now time.Time) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.seen == nil || len(t.seen) > maxKeys {
		t.seen = map[string][]time.Time{}
	}
	list := append(t.seen[key], now)
	if len(list) > maxPerAddress {
		list = list[len(list)-maxPerAddress:]
	}
	t.seen[key] = list
}

// wait is how long key must wait: until the most-th miss from now leaves the window.
func (t *tries) wait(key string, most int, window time.Duration, now time.Time) time.Duration {
	t.mu.Lock()
	defer t.mu.Unlock()
	list := t.seen[key]
	if len(list) < most {
		return 0
	}
	return max(0, list[len(list)-most].Add(window).Sub(now))
}

func (t *tries) clear(key string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.seen, key)
}
