package cashier_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"motcua/hooks/domain/money"
	"motcua/hooks/service/cashier"
)

func n(v int64) *int64 { return &v }

func TestADayIsCountedAndLocked(t *testing.T) {
	x := open(t)
	a := x.take(cashier.TakeInput{Dossiers: []string{x.certified("A").Code}})
	b := x.take(cashier.TakeInput{Dossiers: []string{x.certified("B").Code}})
	x.take(cashier.TakeInput{Dossiers: []string{x.certified("C").Code}, Mode: money.BankQR, Reference: "FT1"})
	_, err := x.Till.Void(x.App, x.cashier, b.ID, "Ghi nhầm tên")
	require.NoError(t, err)

	shut := func(in cashier.CloseInput) error {
		_, err := x.Till.Close(x.App, x.cashier, in)
		return err
	}
	for want, in := range map[string]cashier.CloseInput{
		"invalid money.counted_missing":   {Day: "2026-11-20"},
		"invalid money.difference_reason": {Day: "2026-11-20", Counted: n(19000)},
		"conflict cashier.book_changed":   {Day: "2026-11-20", Counted: n(20000), Seen: n(40000)},
		"conflict cashier.day_future":     {Day: "2026-11-23", Counted: n(0)},
	} {
		assert.Equal(t, []string{want}, keys(t, shut(in)))
	}
	_, err = x.Till.Close(x.App, x.leader, cashier.CloseInput{Day: "2026-11-20", Counted: n(20000)})
	assert.Equal(t, []string{"forbidden cashier.not_yours"}, keys(t, err))
	book, err := x.Till.Close(x.App, x.cashier, cashier.CloseInput{Day: "2026-11-20", Counted: n(19000), Reason: "Thối thừa", Seen: n(20000)})
	require.NoError(t, err)
	assert.Equal(t, int64(-1000), book.Closed.Difference)
	assert.Equal(t, money.Day{Receipts: 3, Voids: 1, Taken: 60000, Voided: 20000, Total: 40000, Cash: 20000, BankQR: 20000}, book.Sum)
	assert.Equal(t, []string{"conflict cashier.day_closed"}, keys(t, shut(cashier.CloseInput{Day: "2026-11-20", Counted: n(20000)})))

	// Taken and voided after the closing: both stand in the next working day's book.
	late, err := x.Till.Void(x.App, x.cashier, a.ID, "Người nộp đổi ý")
	require.NoError(t, err)
	assert.True(t, late.Late())
	assert.Equal(t, "2026-11-23", late.Void.Day)
	assert.Equal(t, "2026-11-23", x.take(cashier.TakeInput{Dossiers: []string{x.certified("D").Code}}).Day)
	book, err = x.Till.Day(x.App, x.cashier, "2026-11-20")
	require.NoError(t, err)
	assert.Equal(t, int64(20000), book.Sum.Cash, "a closed day stays as it was")
	x.SetNow("2026-11-23T16:50")
	book, err = x.Till.Day(x.App, x.cashier, "2026-11-23")
	require.NoError(t, err)
	require.Len(t, book.Late, 1)
	assert.Equal(t, a.Number, book.Late[0].Number)
	assert.Equal(t, int64(0), book.Sum.Cash)
	require.NoError(t, shut(cashier.CloseInput{Day: "2026-11-23", Counted: n(0)}))

	whole, err := x.Till.Period(x.App, x.leader, "2026-11-01", "2026-11-30")
	require.NoError(t, err)
	assert.Equal(t, int64(40000), whole.Sum.Total)
	assert.Len(t, whole.Receipts, 4)
	assert.Empty(t, whole.Late)
}

func TestDaysAreClosedInTheirOrder(t *testing.T) {
	x := open(t)
	x.take(cashier.TakeInput{Dossiers: []string{x.certified("A").Code}})
	x.SetNow("2026-11-23T09:00")
	x.take(cashier.TakeInput{Dossiers: []string{x.certified("B").Code}})
	_, err := x.Till.Close(x.App, x.cashier, cashier.CloseInput{Day: "2026-11-23", Counted: n(20000)})
	assert.Equal(t, []string{"conflict cashier.earlier_open"}, keys(t, err))
	for _, day := range []string{"2026-11-20", "2026-11-23"} {
		_, err := x.Till.Close(x.App, x.cashier, cashier.CloseInput{Day: day, Counted: n(20000)})
		require.NoError(t, err)
	}
	_, err = x.Till.Period(x.App, x.cashier, "2026-11-30", "2026-11-01")
	assert.Equal(t, []string{"invalid cashier.day_shape"}, keys(t, err))
	_, err = x.Till.Period(x.App, x.cashier, "hôm nay", "")
	assert.Len(t, keys(t, err), 2)
	_, err = x.Till.Day(x.App, x.clerk, "2026-11-20")
	assert.Equal(t, []string{"not_found cashier.not_found"}, keys(t, err))
}

func TestANewYearBeginsANewSeries(t *testing.T) {
	x := open(t)
	x.take(cashier.TakeInput{Dossiers: []string{x.certified("A").Code}})
	x.SetNow("2027-01-04T09:00")
	assert.Equal(t, "AA-27T 0000001", x.take(cashier.TakeInput{Dossiers: []string{x.certified("B").Code}}).Number)
}

// Whatever is taken, voided and closed in whatever order: lines, receipts and
// days add up to the same, no number is twice or missing, no day that was
// closed moves.
func TestTheBookAddsUpWhateverHappens(t *testing.T) {
	x := open(t)
	days := []string{"2026-11-20T09:00", "2026-11-20T16:00", "2026-11-23T09:00", "2026-11-24T10:00", "2026-11-25T11:00"}
	var stands []cashier.Receipt
	closed := map[string]money.Day{}
	at := 0
	x.SetNow(days[0])
	check := func(t *rapid.T) {
		book, err := x.Till.Period(x.App, x.leader, "2026-11-01", "2026-12-31")
		require.NoError(t, err)
		var receipts, lines, live int64
		var numbers []int
		for _, r := range book.Receipts {
			numbers = append(numbers, r.No)
			receipts += r.Amount
			lines += money.Sum(r.Lines)
			if r.Void == nil {
				live += r.Amount
			}
		}
		require.Equal(t, receipts, lines)
		require.Equal(t, live, book.Sum.Total)
		require.Empty(t, money.Missing(numbers))
		for day, was := range closed {
			now, err := x.Till.Day(x.App, x.leader, day)
			require.NoError(t, err)
			require.Equal(t, was, now.Sum, "closed day %s moved", day)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		switch rapid.IntRange(0, 9).Draw(t, "what") {
		case 0, 1, 2, 3, 4:
			codes := []string{x.certified("A").Code}
			if rapid.Bool().Draw(t, "two") {
				codes = append(codes, x.certified("A").Code)
			}
			r, err := x.Till.Take(x.App, x.cashier, cashier.TakeInput{Dossiers: codes})
			require.NoError(t, err)
			stands = append(stands, r)
		case 5, 6, 7:
			if len(stands) > 0 {
				i := rapid.IntRange(0, len(stands)-1).Draw(t, "which")
				_, err := x.Till.Void(x.App, x.cashier, stands[i].ID, "Thu nhầm")
				require.NoError(t, err)
				stands = append(stands[:i], stands[i+1:]...)
			}
		case 8:
			book, err := x.Till.Day(x.App, x.cashier, x.Till.Today())
			require.NoError(t, err)
			day := book.From
			if book.Earlier != "" {
				day = book.Earlier
			}
			if book, err = x.Till.Close(x.App, x.cashier, cashier.CloseInput{Day: day, Counted: n(0), Reason: "Đã nộp kho bạc"}); err == nil {
				closed[day] = book.Sum
			}
		case 9:
			at = min(at+1, len(days)-1)
			x.SetNow(days[at])
		}
		check(t)
	})
	assert.NotEmpty(t, closed)
}
