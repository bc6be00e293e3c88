package code

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestASlipReadsBackHoweverItIsTyped(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := Slip{Year: rapid.IntRange(2000, 2099).Draw(t, "year"), N: rapid.IntRange(1, MaxSlip).Draw(t, "n")}
		for _, text := range []string{s.String(), bareSlip(s.String()), " " + s.String() + "\t", "p" + s.String()[1:]} {
			got, err := ParseSlip(text)
			require.NoError(t, err, text)
			assert.Equal(t, s, got)
			assert.True(t, LooksLikeSlip(text))
		}
		wrong := []byte(bareSlip(s.String()))
		i := rapid.IntRange(1, 8).Draw(t, "digit")
		wrong[i] = '0' + (wrong[i]-'0'+byte(rapid.IntRange(1, 9).Draw(t, "by")))%10
		_, err := ParseSlip(string(wrong))
		assert.Error(t, err, "%s for %s", wrong, s)
	})
}

func TestWhatIsNoSlip(t *testing.T) {
	for _, text := range []string{"", "7", "TG-0042", "P26-00000-4", "P26-123-4", "EM123456789VN", "123456789"} {
		_, err := ParseSlip(text)
		assert.Error(t, err, text)
	}
	assert.False(t, LooksLikeSlip("TG-0042"))
	assert.False(t, LooksLikeSlip("7"))
	assert.Equal(t, "P26-00123-"+string(CheckDigit("2600123")), Slip{2026, 123}.String())
}
