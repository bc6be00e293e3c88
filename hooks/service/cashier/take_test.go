package cashier_test

import (
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/money"
	"motcua/hooks/service/cashier"
)

func TestTwoDossiersOneReceipt(t *testing.T) {
	x := open(t)
	a, b := x.certified("Nguyễn Thị Bưởi"), x.certified("Nguyễn Thị Bưởi")
	list, more, err := x.Till.Debts(x.App, x.cashier, "", 50)
	require.NoError(t, err)
	assert.False(t, more)
	require.Len(t, list, 2)
	assert.Equal(t, int64(20000), list[0].Total)
	beside, err := x.Till.Beside(x.App, x.cashier, a.Case)
	require.NoError(t, err)
	require.Len(t, beside, 1)
	assert.Equal(t, b.Code, beside[0].Code)

	r := x.take(cashier.TakeInput{Dossiers: []string{a.Code, b.Code}, Given: 50000})
	assert.Equal(t, "AA-26T 0000001", r.Number)
	assert.Equal(t, "0001", r.Book)
	assert.Equal(t, int64(40000), r.Amount)
	assert.Equal(t, int64(10000), r.Change())
	assert.Equal(t, "Nguyễn Thị Bưởi", r.Payer)
	require.Len(t, r.Lines, 2)
	assert.Equal(t, []string{a.Code, b.Code}, []string{r.Lines[0].Code, r.Lines[1].Code})

	list, _, err = x.Till.Debts(x.App, x.cashier, "", 50)
	require.NoError(t, err)
	assert.Empty(t, list)
	_, err = x.Till.Take(x.App, x.cashier, cashier.TakeInput{Dossiers: []string{a.Code}})
	assert.Equal(t, []string{"conflict cashier.nothing_owed"}, keys(t, err))
	_, err = x.Till.Take(x.App, x.cashier, cashier.TakeInput{Lines: []cashier.Pick{{Code: b.Code, Fee: "certify"}}})
	assert.Equal(t, []string{"conflict cashier.already_paid"}, keys(t, err))
	_, err = x.Till.Take(x.App, x.cashier, cashier.TakeInput{Lines: []cashier.Pick{{Code: x.certified("A").Code, Fee: "certify"}, {Code: b.Code, Fee: "none"}}})
	assert.Equal(t, []string{"conflict cashier.already_paid"}, keys(t, err))
}

func TestTheResultIsHandedOverWhenItIsPaid(t *testing.T) {
	x := open(t)
	c := x.certified("Nguyễn Thị Bưởi")
	x.resolved(c.Code)
	err := x.handOver(c.Code, "Nguyễn Thị Bưởi")
	assert.Equal(t, []string{"conflict " + dossier.KeyFeesDue}, keys(t, err))
	r := x.take(cashier.TakeInput{Dossiers: []string{c.Code}})

	_, err = x.Till.Void(x.App, x.cashier, r.ID, "Thu nhầm hồ sơ")
	require.NoError(t, err)
	assert.Equal(t, []string{"conflict " + dossier.KeyFeesDue}, keys(t, x.handOver(c.Code, "Nguyễn Thị Bưởi")), "a void makes it owed again")
	assert.Equal(t, "AA-26T 0000002", x.take(cashier.TakeInput{Dossiers: []string{c.Code}}).Number, "the number of the void one is not used again")
	require.NoError(t, x.handOver(c.Code, "Nguyễn Thị Bưởi"))
	paid, err := x.Till.Paid(x.App, x.leader, c.Code)
	require.NoError(t, err)
	assert.Len(t, paid, 2)
}

func TestWhatTheProvinceSetsIsTyped(t *testing.T) {
	x := open(t)
	c := x.priced()
	fee := c.Fees[0].Key
	pick := func(n int64) cashier.TakeInput {
		return cashier.TakeInput{Lines: []cashier.Pick{{Code: c.Code, Fee: fee, Amount: n}}}
	}
	for _, n := range []int64{0, -5} {
		_, err := x.Till.Take(x.App, x.cashier, pick(n))
		assert.Equal(t, []string{"invalid money.amount_needed"}, keys(t, err))
	}
	_, err := x.Till.Take(x.App, x.cashier, cashier.TakeInput{Dossiers: []string{c.Code}})
	assert.Equal(t, []string{"conflict cashier.nothing_owed"}, keys(t, err))
	assert.Equal(t, int64(15000), x.take(pick(15000)).Amount)

	known := x.certified("A")
	_, err = x.Till.Take(x.App, x.cashier, cashier.TakeInput{Lines: []cashier.Pick{{Code: known.Code, Fee: "certify", Amount: 1000}}})
	assert.Equal(t, []string{"invalid money.amount_fixed"}, keys(t, err))
}

func TestTakingTheMoneySettlesTheDossierThatWaits(t *testing.T) {
	x := open(t)
	officer := x.Actor(access.Officer, 0)
	c := x.examined("Nguyễn Thị Bưởi")
	_, err := x.Desk.Forward(x.App, x.clerk, c.Code, 0, dossier.MoveInput{To: officer.ID})
	require.NoError(t, err)
	_, err = x.Desk.AskPayment(x.App, officer, c.Code, 0, dossier.PaymentInput{Slip: "TB-1/2026"})
	require.NoError(t, err)
	r := x.take(cashier.TakeInput{Dossiers: []string{c.Code}})
	now, err := x.Desk.Find(x.App, x.clerk, c.Code)
	require.NoError(t, err)
	assert.Equal(t, dossier.Processing, now.State)
	history, err := x.Desk.History(x.App, x.clerk, c.Code)
	require.NoError(t, err)
	last := history[len(history)-1]
	assert.Equal(t, dossier.SettlePayment, last.Kind)
	assert.Equal(t, r.Number, last.Data.Slip)

	// Asked once more, with no fee open: the duty of the notice, whose sum is typed.
	_, err = x.Desk.AskPayment(x.App, officer, c.Code, 0, dossier.PaymentInput{Slip: "TB-2/2026"})
	require.NoError(t, err)
	list, err := x.Till.Owed(x.App, c.ID, dossier.PaymentDue, now.Fees)
	require.NoError(t, err)
	require.Len(t, list, 1)
	assert.True(t, list[0].Duty)
	duty := cashier.TakeInput{Lines: []cashier.Pick{{Code: c.Code, Fee: list[0].Fee, Amount: 120000}}}
	wrong := x.take(duty)
	_, err = x.Till.Void(x.App, x.cashier, wrong.ID, "Ghi nhầm tên")
	require.NoError(t, err)
	x.take(duty) // the dossier went on, its duty can be written again
	_, err = x.Till.Take(x.App, x.cashier, duty)
	assert.Equal(t, []string{"conflict cashier.already_paid"}, keys(t, err))
	now, err = x.Desk.Find(x.App, x.clerk, c.Code)
	require.NoError(t, err)
	assert.Equal(t, dossier.Processing, now.State)

	diff, err := x.Desk.Rebuild(x.App, false, func(int, int) {})
	require.NoError(t, err)
	assert.Empty(t, diff)
}

func TestOnlyTheCashierOfTheUnitTakesMoney(t *testing.T) {
	x := open(t)
	c := x.certified("Nguyễn Thị Bưởi")
	in := cashier.TakeInput{Dossiers: []string{c.Code}}
	for _, by := range []access.Actor{x.clerk, x.leader, x.Actor(access.Officer, 0)} {
		_, err := x.Till.Take(x.App, by, in)
		assert.Equal(t, []string{"forbidden cashier.not_yours"}, keys(t, err), by.Roles)
	}
	for _, by := range []access.Actor{x.other, x.Actor(access.Superior, 0), x.Actor(access.UnitAdmin, 1)} {
		_, err := x.Till.Take(x.App, by, in)
		assert.Equal(t, []string{"not_found dossier.not_found"}, keys(t, err), by.Roles)
	}
	both := x.clerk
	both.Roles = append(both.Roles, access.Cashier)
	r, err := x.Till.Take(x.App, both, in)
	require.NoError(t, err)

	for _, by := range []access.Actor{x.clerk, x.other, x.Actor(access.Superior, 0), x.Actor(access.UnitAdmin, 0)} {
		_, err := x.Till.Find(x.App, by, r.ID)
		assert.Equal(t, []string{"not_found cashier.not_found"}, keys(t, err), by.Roles)
		_, err = x.Till.Void(x.App, by, r.ID, "x")
		assert.Equal(t, []string{"not_found cashier.not_found"}, keys(t, err), by.Roles)
	}
	_, err = x.Till.Find(x.App, x.leader, r.ID)
	require.NoError(t, err)
	_, err = x.Till.Void(x.App, x.leader, r.ID, "x")
	assert.Equal(t, []string{"forbidden cashier.not_yours"}, keys(t, err))
	_, err = x.Till.Void(x.App, x.cashier, r.ID, " ")
	assert.Equal(t, []string{"invalid money.reason_missing"}, keys(t, err))
	_, err = x.Till.Void(x.App, x.cashier, r.ID, "Thu nhầm")
	require.NoError(t, err)
	_, err = x.Till.Void(x.App, x.cashier, r.ID, "Thu nhầm")
	assert.Equal(t, []string{"conflict cashier.already_void"}, keys(t, err))
}

func TestOneTransferIsOneReceipt(t *testing.T) {
	x := open(t)
	a, b := x.certified("A"), x.certified("B")
	in := cashier.TakeInput{Dossiers: []string{a.Code}, Mode: money.BankQR, Reference: "FT26324001"}
	r := x.take(in)
	in.Dossiers = []string{b.Code}
	_, err := x.Till.Take(x.App, x.cashier, in)
	assert.Equal(t, []string{"conflict cashier.transfer_used"}, keys(t, err))
	_, err = x.Till.Void(x.App, x.cashier, r.ID, "Gắn nhầm hồ sơ")
	require.NoError(t, err)
	x.take(in)
	_, err = x.Till.Take(x.App, x.cashier, cashier.TakeInput{})
	assert.Contains(t, keys(t, err), "invalid money.nothing_chosen")
}

func TestTwoCashiersAtOnceLeaveNoGap(t *testing.T) {
	x := open(t)
	var codes [2][]string
	for range 8 {
		for i := range codes {
			codes[i] = append(codes[i], x.certified("A").Code)
		}
	}
	second := x.clerk
	second.Roles = append(second.Roles, access.Cashier)
	var wg sync.WaitGroup
	for i, by := range []access.Actor{x.cashier, second} {
		wg.Go(func() {
			for _, code := range codes[i] {
				_, err := x.Till.Take(x.App, by, cashier.TakeInput{Dossiers: []string{code}})
				assert.NoError(t, err)
				// The same dossier once more: somebody came first.
				_, err = x.Till.Take(x.App, by, cashier.TakeInput{Dossiers: []string{code}})
				assert.Error(t, err)
			}
		})
	}
	wg.Wait()
	book, err := x.Till.Day(x.App, x.leader, x.Till.Today())
	require.NoError(t, err)
	var numbers []int
	seen := map[int]bool{}
	for _, r := range book.Receipts {
		assert.False(t, seen[r.No], "number %d twice", r.No)
		seen[r.No], numbers = true, append(numbers, r.No)
	}
	assert.Len(t, numbers, 16)
	assert.Empty(t, money.Missing(numbers))
	assert.Equal(t, int64(16*20000), book.Sum.Cash)
}

func TestNobodyElseWritesTheBook(t *testing.T) {
	x := open(t)
	r := x.take(cashier.TakeInput{Dossiers: []string{x.certified("A").Code}})
	rec, err := x.App.FindRecordById("receipts", r.ID)
	require.NoError(t, err)
	rec.Set("amount", 1)
	require.Error(t, x.App.Save(rec))
	require.Error(t, x.App.Delete(rec))
}
