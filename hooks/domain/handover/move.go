// Package handover is what goes from hand to hand on paper inside an office
// (bàn giao): which papers of a dossier have somebody else as their holder now,
// and the slip that both sides sign for them. It stores nothing and reads no
// clock.
package handover

import (
	"slices"
	"time"

	"motcua/hooks/domain/dossier"
)

// What is carried.
type What string

// The three things that are carried.
const (
	Whole  What = "dossier" // the dossier with its papers, to whoever works on it next
	Result What = "result"  // the signed result, to the desk
	Papers What = "papers"  // originals of a dossier that ended, to the desk
)

// Move is a change of hands that the papers have to follow.
type Move struct {
	Seq    int       // number of the event in the unit's chain; tells one move from the next
	At     time.Time // of the event
	What   What
	To     string   // staff id; "" = the desk, whoever of it
	Givers []string // staff ids of those who may have the papers in their hands
}

// Last is the last change of hands of a dossier that its papers still have to
// follow, read from its events, oldest first; false when there is none. atDesk
// says which steps of its flow are the desk's own; held whether the office
// keeps originals.
func Last(events []dossier.Event, atDesk func(step string) bool, held bool) (Move, bool) {
	var w walk
	for _, e := range events {
		w.take(e, atDesk, held)
	}
	return w.move, w.move.Seq > 0
}

// walk goes along the events: who holds the dossier, who behind the desk did.
type walk struct {
	move   Move
	holder string
	behind []string
}

func (w *walk) take(e dossier.Event, atDesk func(string) bool, held bool) {
	v := e.Data
	switch e.Kind {
	case dossier.Receive:
		w.holder, w.move = v.Holder, Move{}
	case dossier.Forward, dossier.Propose, dossier.Approve, dossier.SendBack, dossier.Assign, dossier.Reassign, dossier.StepBack:
		if v.Holder == w.holder {
			return // the same person goes on with it
		}
		w.move = Move{Seq: e.Seq, At: e.At, What: Whole, To: v.Holder, Givers: others(v.Holder, w.holder, e.Actor)}
		if w.holder = v.Holder; !atDesk(v.Step) {
			w.behind = others("", append(w.behind, v.Holder)...)
		}
	case dossier.Recall:
		w.holder, w.move = v.Holder, Move{} // taken back before it was touched: nothing is carried
	case dossier.Resolve:
		w.home(e, Result, others("", append(slices.Clone(w.behind), e.Actor)...))
	case dossier.CorrectResult:
		w.home(e, Result, others("", append(slices.Clone(w.behind), e.Actor)...))
	case dossier.Withdraw, dossier.Stop, dossier.Lapse:
		if w.move = (Move{}); held {
			w.home(e, Papers, w.behind)
		}
	case dossier.Shelve, dossier.Return:
		w.move = Move{} // the desk has it
	}
}

// home brings something back to the desk, when it ever left it.
func (w *walk) home(e dossier.Event, what What, givers []string) {
	w.move, w.holder = Move{}, ""
	if len(w.behind) > 0 {
		w.move = Move{Seq: e.Seq, At: e.At, What: what, Givers: givers}
	}
}

// others are the names of a list, each once, without one of them and without
// empty ones.
func others(but string, names ...string) []string {
	var out []string
	for _, n := range names {
		if n != "" && n != but && !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}

// Count is how many papers go along.
type Count struct {
	Originals int // bản chính
	Copies    int // bản sao
	Results   int // kết quả
}

// CountOf counts what is carried: with the dossier all its papers but the
// originals that went back; with a result, and after an end, the originals
// that the office still holds.
func CountOf(what What, papers, held []dossier.Paper, back int) Count {
	var c Count
	if what == Whole {
		for _, p := range papers {
			c.Originals += p.Originals
			c.Copies += p.Copies
		}
		c.Originals = max(0, c.Originals-back)
		return c
	}
	for _, p := range held {
		c.Originals += p.Held
	}
	if what == Result {
		c.Results = 1
	}
	return c
}

// None reports whether there is nothing to carry.
func (c Count) None() bool { return c == Count{} }

// Add sums two counts.
func (c Count) Add(o Count) Count {
	return Count{c.Originals + o.Originals, c.Copies + o.Copies, c.Results + o.Results}
}
