package money_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"motcua/hooks/domain/money"
	"motcua/hooks/domain/problem"
)

func keys(l problem.List) (out []string) {
	for _, p := range l {
		out = append(out, p.Field+" "+p.Key)
	}
	return out
}

func TestASlipIsCheckedWhole(t *testing.T) {
	line := []money.Line{{Code: "A", Fee: "f", Amount: 15000}}
	good := money.Slip{Payer: "Y Bhĩu Niê", Mode: money.Cash, Lines: line}
	assert.Empty(t, good.Check())
	assert.Equal(t, int64(0), good.Change())
	good.Given = 50000
	assert.Empty(t, good.Check())
	assert.Equal(t, int64(35000), good.Change())
	good.Given = 10000
	assert.Equal(t, []string{"given money.given_short"}, keys(good.Check()))
	assert.Equal(t, []string{"reference money.reference_missing"}, keys(money.Slip{Payer: "x", Mode: money.BankQR, Lines: line}.Check()))
	assert.Empty(t, money.Slip{Payer: "x", Mode: money.Portal, Reference: "FT26", Lines: line, Given: 1}.Check())
	assert.Equal(t, int64(0), money.Slip{Mode: money.Portal, Lines: line, Given: 50000}.Change())
	assert.ElementsMatch(t, []string{"line money.nothing_chosen", "payer money.payer_missing", "mode money.mode_unknown"}, keys(money.Slip{}.Check()))
	assert.Contains(t, keys(money.Slip{Payer: strings.Repeat("Ấ", 501), Mode: money.Cash, Lines: line}.Check()), "payer money.too_long")
	assert.Contains(t, keys(money.Slip{Payer: "x", Mode: money.Cash, Lines: line, Given: -1}.Check()), "given money.given_shape")
}

func TestNumbersAndBooks(t *testing.T) {
	assert.Equal(t, "AA-26T 0000012", money.Number(money.Series("", "2026-11-20"), 12))
	assert.Equal(t, "62AB-27T", money.Series("62AB", "2027-01-04"))
	assert.Equal(t, []string{"0001", "0001", "0002"}, []string{money.Book(1), money.Book(100), money.Book(101)})
	for _, good := range []string{"", "AB", "62AB"} {
		assert.Empty(t, money.CheckLetters(good))
	}
	for _, bad := range []string{"a", "ab", "ABC", "6AB", "=AB"} {
		assert.NotEmpty(t, money.CheckLetters(bad), bad)
	}
	assert.Empty(t, money.Missing([]int{3, 1, 2}))
	assert.Equal(t, []int{2}, money.Missing([]int{1, 3}))
}

func TestAClosingNeedsAReasonForADifference(t *testing.T) {
	d := money.Day{Cash: 40000}
	diff, bad := d.Close(40000, "")
	assert.Equal(t, int64(0), diff)
	assert.Empty(t, bad)
	diff, bad = d.Close(39000, " ")
	assert.Equal(t, int64(-1000), diff)
	assert.Equal(t, []string{"reason money.difference_reason"}, keys(bad))
	_, bad = d.Close(39000, "Thối thừa một tờ")
	assert.Empty(t, bad)
	assert.Empty(t, money.CheckReason("Thu nhầm"))
	assert.NotEmpty(t, money.CheckReason("  "))
}

// Whatever is taken and voided on whichever days: all days together are what
// stands, and each mode adds up to the total.
func TestDaysAddUpToWhatStands(t *testing.T) {
	days := []string{"2026-11-19", "2026-11-20", "2026-11-23"}
	rapid.Check(t, func(t *rapid.T) {
		var list []money.Entry
		var stands int64
		for range rapid.IntRange(0, 40).Draw(t, "n") {
			i := rapid.IntRange(0, 2).Draw(t, "day")
			e := money.Entry{Day: days[i], Mode: rapid.SampledFrom(money.Modes).Draw(t, "mode"), Amount: rapid.Int64Range(1, 200_000).Draw(t, "amount")}
			if rapid.Bool().Draw(t, "void") {
				e.VoidDay = days[rapid.IntRange(i, 2).Draw(t, "voidDay")]
			} else {
				stands += e.Amount
			}
			list = append(list, e)
		}
		var total int64
		for _, day := range days {
			d := money.AddUp(day, list)
			if d.Cash+d.BankQR+d.Portal != d.Total || d.Taken-d.Voided != d.Total {
				t.Fatalf("%+v does not add up", d)
			}
			total += d.Total
		}
		if total != stands {
			t.Fatalf("days give %d, what stands %d", total, stands)
		}
	})
}
