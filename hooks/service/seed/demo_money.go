package seed

import (
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/money"
	"motcua/hooks/service/cashier"
)

// demoBanks are made-up accounts, one a commune.
var demoBanks = []money.Bank{
	{BIN: "970405", Account: "1500201001234", Holder: "UBND XA AN BINH"},
	{BIN: "970415", Account: "118002345678", Holder: "UBND XA DONG THANH"},
	{BIN: "970436", Account: "0071001234567", Holder: "UBND PHUONG PHUOC LOC"},
}

// banks gives each commune its account as two people would: the administrator
// proposes, the leader confirms.
func (s *stage) banks(app core.App) error {
	for i, o := range s.offices {
		admins, err := s.desk.Org.StaffOf(app, o.unit.Path, access.UnitAdmin)
		if err != nil || len(admins) == 0 {
			return err
		}
		u, err := s.desk.Org.ProposeBank(app, admins[0], o.unit.Code, demoBanks[i%len(demoBanks)])
		if err != nil {
			return fmt.Errorf("account of %s: %w", o.unit.Code, err)
		}
		if _, err := s.desk.Org.ConfirmBank(app, o.staff[access.Leader][0], o.unit.Code, u.BankAsked.Stamp()); err != nil {
			return fmt.Errorf("account of %s: %w", o.unit.Code, err)
		}
	}
	return nil
}

// till is the office of the stage's own clock.
func (s *stage) till() *cashier.Office { return &cashier.Office{Desk: s.desk, Org: s.desk.Org} }

// settle takes what a dossier owes before its result is handed over; the
// unknown sums are a commune's usual 15.000 đồng.
func (l *life) settle(s *stage) error {
	t := s.till()
	owed, err := t.Owed(s.app, l.c.ID, l.c.State, l.c.Fees)
	if err != nil || len(owed) == 0 {
		return err
	}
	chance := rand.New(rand.NewPCG(demoSeed, uint64(l.no)+1_000_000)) //nolint:gosec // its own, so that money changes no other chance of the life
	in := cashier.TakeInput{Mode: money.Cash}
	var sum int64
	for _, x := range owed {
		p := cashier.Pick{Code: l.c.Code, Fee: x.Fee}
		if !x.Known {
			p.Amount = 15000
		}
		sum += x.Amount + p.Amount
		in.Lines = append(in.Lines, p)
	}
	if chance.IntN(4) == 0 {
		in.Mode, in.Reference = money.BankQR, fmt.Sprintf("FT%s%05d", l.at.Format("060102"), l.no)
	} else {
		in.Given = (sum + 49_999) / 50_000 * 50_000
	}
	by := l.office.staff[access.Cashier][0]
	r, err := t.Take(s.app, by, in)
	if err != nil {
		return err
	}
	if chance.IntN(25) > 0 {
		return nil
	}
	// Now and then the wrong name is written: voided, and given again.
	if _, err := t.Void(s.app, by, r.ID, "Ghi nhầm tên người nộp"); err != nil {
		return err
	}
	in.Payer = l.owner.Name
	_, err = t.Take(s.app, by, in)
	return err
}

// closeDays closes the books of every day before the demo's own, one of them
// with a difference.
func (s *stage) closeDays(app core.App) error {
	t := s.till()
	for i, o := range s.offices {
		by := o.staff[access.Cashier][0]
		for n := 0; ; n++ {
			b, err := t.BookOf(app, o.unit, dayOf(s.end), dayOf(s.end))
			if err != nil {
				return err
			}
			if b.Earlier == "" {
				break
			}
			if b, err = t.BookOf(app, o.unit, b.Earlier, b.Earlier); err != nil {
				return err
			}
			s.now = closing(b.From)
			in := cashier.CloseInput{Day: b.From, Counted: &b.Sum.Cash}
			if n == 3+i {
				short := b.Sum.Cash - 1000
				in.Counted, in.Reason = &short, "Thối thừa một tờ 1.000 đồng, thủ quỹ đã bù"
			}
			if _, err := t.Close(app, by, in); err != nil {
				return fmt.Errorf("close %s of %s: %w", b.From, o.unit.Code, err)
			}
		}
	}
	s.now = s.end
	return nil
}

// closing is ten minutes before the desk shuts.
func closing(day string) time.Time {
	t, err := time.ParseInLocation(time.DateTime, day+" 16:50:00", calendar.Location)
	if err != nil {
		panic(err) // a day of the book is a day
	}
	return t
}
