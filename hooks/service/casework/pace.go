package casework

import (
	"sync"
	"time"

	"motcua/hooks/domain/problem"
)

// KeyTrackTooMany says that one address, or everybody together, asked too
// often; it says nothing about any code.
const KeyTrackTooMany = "track.too_many"

// Limits of asking by code and digits; the token of a receipt has none.
const (
	maxPerMinute       = 30  // questions of one address
	maxMissesPerMinute = 300 // wrong answers to all together: somebody is guessing
	maxAddresses       = 20_000
)

// pace counts questions by address and misses of all, minute by minute, in
// memory. Addresses are never written anywhere.
type pace struct {
	mu     sync.Mutex
	minute int64
	asked  map[string]int
	misses int
	alarms int // minutes in which the limit of misses was reached
}

// turn forgets the last minute when a new one has begun.
func (p *pace) turn(now time.Time) {
	if m := now.Unix() / 60; m != p.minute || p.asked == nil {
		p.minute, p.asked, p.misses = m, map[string]int{}, 0
	}
}

// may refuses a question of an address that asks too often, and any question
// while too many are wrong.
func (p *pace) may(from string, now time.Time) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.turn(now)
	if from != "" && len(p.asked) < maxAddresses {
		p.asked[from]++
	}
	if p.asked[from] > maxPerMinute || p.misses >= maxMissesPerMinute {
		return problem.Problem{Kind: problem.TooMany, Field: "code", Key: KeyTrackTooMany}
	}
	return nil
}

// missed counts a wrong answer and reports whether this one raises the alarm.
func (p *pace) missed(now time.Time) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.turn(now)
	p.misses++
	if p.misses == maxMissesPerMinute {
		p.alarms++
		return true
	}
	return false
}

// TrackAlarms is how many minutes since the start had too many wrong codes.
func (d *Desk) TrackAlarms() int {
	d.pace.mu.Lock()
	defer d.pace.mu.Unlock()
	return d.pace.alarms
}
