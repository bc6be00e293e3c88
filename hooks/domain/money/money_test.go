package money_test

import (
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"motcua/hooks/domain/money"
)

func TestAmountsAreSpelt(t *testing.T) {
	for n, want := range map[int64]string{
		0: "Không đồng", 1: "Một đồng", 4: "Bốn đồng", 5: "Năm đồng", 10: "Mười đồng", 11: "Mười một đồng", 14: "Mười bốn đồng",
		15: "Mười lăm đồng", 20: "Hai mươi đồng", 21: "Hai mươi mốt đồng", 24: "Hai mươi tư đồng", 25: "Hai mươi lăm đồng",
		55: "Năm mươi lăm đồng", 91: "Chín mươi mốt đồng", 100: "Một trăm đồng", 101: "Một trăm linh một đồng", 105: "Một trăm linh năm đồng",
		110: "Một trăm mười đồng", 115: "Một trăm mười lăm đồng", 121: "Một trăm hai mươi mốt đồng", 999: "Chín trăm chín mươi chín đồng",
		1000: "Một nghìn đồng", 1001: "Một nghìn không trăm linh một đồng", 1005: "Một nghìn không trăm linh năm đồng",
		1015: "Một nghìn không trăm mười lăm đồng", 2000: "Hai nghìn đồng", 15_000: "Mười lăm nghìn đồng", 21_000: "Hai mươi mốt nghìn đồng",
		24_500: "Hai mươi tư nghìn năm trăm đồng", 105_000: "Một trăm linh năm nghìn đồng", 200_000: "Hai trăm nghìn đồng",
		1_000_000: "Một triệu đồng", 1_000_005: "Một triệu không trăm linh năm đồng", 1_005_000: "Một triệu không trăm linh năm nghìn đồng",
		1_050_000: "Một triệu không trăm năm mươi nghìn đồng", 21_000_000: "Hai mươi mốt triệu đồng",
		1_234_567:     "Một triệu hai trăm ba mươi tư nghìn năm trăm sáu mươi bảy đồng",
		1_000_000_000: "Một tỷ đồng", 1_000_000_001: "Một tỷ không trăm linh một đồng", 2_000_500_000: "Hai tỷ năm trăm nghìn đồng",
		1_200_000_000_000: "Một nghìn hai trăm tỷ đồng",
		-15_000:           "Âm mười lăm nghìn đồng",
	} {
		assert.Equal(t, want, money.Words(n), n)
	}
	assert.NotPanics(t, func() { money.Words(math.MinInt64); money.Words(math.MaxInt64) })
}

// read is the slow way back: it knows the words and nothing of how they are made.
func read(t *rapid.T, text string) int64 {
	ones := map[string]int64{"không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}
	var all, high, group, last int64
	for _, w := range strings.Fields(strings.TrimSuffix(strings.ToLower(text), " đồng")) {
		switch w {
		case "trăm":
			group, last = group+last*100, 0
		case "mươi":
			group, last = group+last*10, 0
		case "linh":
		case "nghìn":
			high, group, last = high+(group+last)*1000, 0, 0
		case "triệu":
			high, group, last = high+(group+last)*1_000_000, 0, 0
		case "tỷ":
			all, high, group, last = (all+high+group+last)*1_000_000_000, 0, 0, 0
		default:
			n, ok := ones[w]
			if !ok {
				t.Fatalf("unknown word %q in %q", w, text)
			}
			group, last = group+last, n
		}
	}
	return all + high + group + last
}

func TestWordsAreReadBackAsTheAmount(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64Range(0, 9_999_999_999_999).Draw(t, "n")
		if got := read(t, money.Words(n)); got != n {
			t.Fatalf("%d is said %q, read %d", n, money.Words(n), got)
		}
	})
}

func TestAmountsAreReadAsTyped(t *testing.T) {
	for text, want := range map[string]int64{"15000": 15000, "15.000": 15000, " 15 000 đ": 15000, "15,000 đồng": 15000, "0": 0, "-2.000": -2000, "1.250.000": 1250000, "500": 500} {
		got, ok := money.Parse(text)
		assert.True(t, ok, text)
		assert.Equal(t, want, got, text)
	}
	for _, text := range []string{"", "mười", "15.5", "1.2.3", "15.00", "1500.000", "999999999999999", "1e5", "--5", "đ"} {
		_, ok := money.Parse(text)
		assert.False(t, ok, text)
	}
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64Range(-100_000_000_000, 100_000_000_000).Draw(t, "n")
		got, ok := money.Parse(money.Digits(n))
		if !ok || got != n {
			t.Fatalf("%d → %q → %d", n, money.Digits(n), got)
		}
	})
}
