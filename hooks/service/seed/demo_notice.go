package seed

import (
	"context"
	"hash/fnv"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/message"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/notice"
)

// lineDown is how long before the demo's moment its gateway went away: what
// came after lies on the desk's list.
const lineDown = 3 * 24 * time.Hour

// nowhere is a machine of the demo: it carries nothing to nobody and says that
// it did, but for a few numbers that never work.
type nowhere struct{ name string }

// Name is for the carrier.
func (n nowhere) Name() string { return n.name }

// Drops is for the carrier.
func (nowhere) Drops() bool { return true }

// Carry is for the carrier.
func (nowhere) Carry(_ context.Context, l notice.Letter) (string, error) {
	h := fnv.New32a()
	_, _ = h.Write([]byte(l.To)) // a hash never fails to write
	if h.Sum32()%12 == 0 {
		return "", notice.Trouble{Code: "refused", Number: "404", Final: true}
	}
	return l.Key, nil
}

// tells makes the stage's desk write notices, as the real one does.
func (s *stage) tells() {
	s.notices = &notice.Office{Now: func() time.Time { return s.now }, Org: s.desk.Org, Desk: s.desk, Mail: nowhere{"mail"}, Gateway: nowhere{"sms"}}
	// It hears of an event before the real one, which then finds the notice made.
	s.desk.After = append([]func(core.App, casework.Case, dossier.Event) error{s.notices.After}, s.desk.After...)
}

// evening sends what the day left, and lets the desk work on its list.
func (s *stage) evening(tx core.App, day string) error {
	close, err := time.ParseInLocation(time.DateTime, day+" 17:30:00", calendar.Location)
	if err != nil {
		return err
	}
	if s.now = close; s.now.After(s.end) {
		s.now = s.end
	}
	if s.now.After(s.end.Add(-lineDown)) {
		s.notices.Mail, s.notices.Gateway = nil, nil
	}
	if _, err := s.notices.Unclaimed(tx); err != nil {
		return err
	}
	if _, err := s.notices.Send(context.Background(), tx); err != nil {
		return err
	}
	for _, o := range s.offices {
		if err := s.callUp(tx, o); err != nil {
			return err
		}
		if err := s.carry(tx, o); err != nil {
			return err
		}
	}
	return nil
}

// callUp is what a clerk does in the evening about lines that lay long enough.
func (s *stage) callUp(tx core.App, o *office) error {
	clerk := o.staff[access.Clerk][0]
	for _, channel := range []message.Channel{message.Call, message.Print} {
		list, err := s.notices.Calls(tx, clerk, o.unit, channel, 200)
		if err != nil {
			return err
		}
		for _, n := range list {
			rest := 20 * time.Hour
			if channel == message.Print {
				rest = 5 * 24 * time.Hour // slips are printed once a week
			}
			if s.now.Sub(n.MadeAt) < rest || s.now.Before(n.NextTry) {
				continue
			}
			what := notice.Told
			switch {
			case channel == message.Print:
				what = notice.Done
			case strings.HasSuffix(n.To, "3") && n.Tries == 0:
				what = notice.Missed
			}
			if err := s.notices.Tick(tx, clerk, o.unit, n.ID, what); err != nil {
				return err
			}
		}
	}
	return nil
}
