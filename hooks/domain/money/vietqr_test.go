package money_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/domain/money"
	"motcua/hooks/domain/problem"
)

func TestTheCheckSumIsThatOfPublishedSamples(t *testing.T) {
	for _, whole := range []string{
		"00020101021138480010A00000072701300006970403011621129950446040255204581253037045802VN5910PHUONG CAC6005HANOI62110307NPS686963045802",
		"00020101021238530010A0000007270123000697043201091290057180208QRIBFTTA53037045802VN5920NGUYEN PHAM THUY LAN62390835Thanh toan don hang cho Bean Bakery63043AA2",
	} {
		assert.Equal(t, whole[len(whole)-4:], money.CRC(whole[:len(whole)-4]))
	}
	assert.Equal(t, "29B1", money.CRC("123456789"), "the check value of CRC-16/CCITT-FALSE")
}

func TestATransferIsWrittenFieldByField(t *testing.T) {
	got, err := money.Bank{BIN: "970405", Account: "1500 2010 0123", Holder: "UBND Xã An Bình"}.Transfer(15000, money.ContentOf("H99.132-261122-0123"))
	require.NoError(t, err)
	assert.Equal(t, "00020101021238560010A0000007270126000697040501121500201001230208QRIBFTTA53037045405150005802VN62250821LPHI H9913226112201236304", got[:len(got)-4])
	assert.Equal(t, money.CRC(got[:len(got)-4]), got[len(got)-4:])

	for _, b := range []money.Bank{{BIN: "000000", Account: "150020100123", Holder: "X"}, {BIN: "970405", Account: "12", Holder: "X"}, {BIN: "970405", Account: "150020100123"}, {}} {
		_, err := b.Transfer(15000, "x")
		_, is := problem.In(err)
		assert.True(t, is, b)
	}
	for _, amount := range []int64{0, -1, 1 << 60} {
		_, err := money.Bank{BIN: "970405", Account: "150020100123", Holder: "X"}.Transfer(amount, "x")
		assert.Error(t, err)
	}
}

func TestTheContentIsShortAndPlain(t *testing.T) {
	assert.Equal(t, "LPHI HB2611220123", money.ContentOf("HB261122 0123"))
	long := money.ContentOf("000.12.34.H99.132-261122-0001")
	assert.LessOrEqual(t, len(long), 25)
	assert.Regexp(t, `^LPHI [A-Z0-9]+2611220001$`, long)
	assert.Equal(t, "LPHI ABC1", money.ContentOf("ằabc.1đ"))
}

func TestAnAccountIsTidied(t *testing.T) {
	b, bad := money.Bank{BIN: "970405 ", Account: " 1500.2010-0123", Holder: "  Ủy ban  nhân dân xã Đông Thạnh "}.Read()
	require.Empty(t, bad)
	assert.Equal(t, money.Bank{BIN: "970405", Account: "150020100123", Holder: "UY BAN NHAN DAN XA DONG THANH"}, b)
	assert.Equal(t, "Agribank", b.Name())
	_, bad = money.Bank{}.Read()
	assert.Len(t, bad, 3)
	seen := map[string]bool{}
	for _, k := range money.Banks {
		assert.Regexp(t, `^97\d{4}$`, k.BIN)
		assert.False(t, seen[k.BIN], k.BIN)
		seen[k.BIN] = true
	}
}
