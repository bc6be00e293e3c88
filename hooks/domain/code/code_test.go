package code_test

import (
	"bytes"
	"crypto/rand"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"motcua/hooks/domain/code"
	"motcua/hooks/domain/problem"
)

func TestFormatWritesTheLegalPattern(t *testing.T) {
	for _, c := range []struct {
		name    string
		pattern code.Pattern
		unit    string
		n       int
		want    string
	}{
		{"default", "", "H29.132", 1, "H29.132-261120-0001"},
		{"old circular", code.Default, "000.00.06.H56", 361, "000.00.06.H56-261120-0361"},
		{"centralised system, TT 04/2025", "{unit.identifier}-{yymmdd}-AA{nnnn}", "H29.132.01", 12, "H29.132.01-261120-AA0012"},
		{"long year", "{unit.identifier}.{yyyymmdd}.{nnnnn}", "H29", 7, "H29.20261120.00007"},
		{"number outgrows its width", code.Default, "H29.132", 12345, "H29.132-261120-12345"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := code.Format(c.pattern, c.unit, "2026-11-20", c.n)
			require.NoError(t, err)
			assert.Equal(t, c.want, got)
			assert.Equal(t, code.Scanned{Kind: code.Dossier, Value: c.want}, code.Scan(strings.ToLower(got)))
		})
	}
}

func TestValidateRefusesPatternsThatCannotBeReadBack(t *testing.T) {
	for pattern, key := range map[code.Pattern]string{
		"{unit.identifier}-{yymmdd}-{n}":                      code.KeyPatternInvalid,
		"{unit.identifier}/{yymmdd}/{nnnn}":                   code.KeyPatternInvalid,
		"{unit.identifier}-{yymmdd}-{nnnn":                    code.KeyPatternInvalid,
		"mã-{unit.identifier}-{yymmdd}-{nnnn}":                code.KeyPatternInvalid,
		"{yymmdd}-{nnnn}":                                     code.KeyPatternIncomplete,
		"{unit.identifier}-{nnnn}":                            code.KeyPatternIncomplete,
		"{unit.identifier}-{yymmdd}-{nnnn}-{nnnn}":            code.KeyPatternIncomplete,
		"{unit.identifier}-{yymmdd}{nnnn}":                    code.KeyPatternAmbiguous,
		"{unit.identifier}-1{yymmdd}-{nnnn}":                  code.KeyPatternAmbiguous,
		"{unit.identifier}-{yymmdd}-{nnnn}-":                  code.KeyPatternAmbiguous,
		"{unit.identifier}-{yymmdd}-ABCDEFGHIJKLMNOPQ-{nnnn}": code.KeyPatternTooLong,
	} {
		assertKey(t, pattern.Validate(), "pattern", key)
	}
	assert.NoError(t, code.Default.Validate())
}

func TestFormatRefusesBadParts(t *testing.T) {
	_, err := code.Format("", "h29 132", "2026-11-20", 1)
	assertKey(t, err, "identifier", code.KeyIdentifierInvalid)
	_, err = code.Format("", "H29.132", "20/11/2026", 1)
	assert.Error(t, err)
	_, err = code.Format("", "H29.132", "2026-11-20", 0)
	assert.Error(t, err)
	_, err = code.Format("", "H29.132.333.444.555.666.777.888", "2026-11-20", 1)
	assertKey(t, err, "pattern", code.KeyPatternTooLong)
}

// Vectors others published: the example of ISO/IEC 7064 itself, the German tax
// number 86095742719 and the Croatian OIB 94577403194, both MOD 11,10.
func TestCheckDigitAgreesWithPublishedVectors(t *testing.T) {
	for _, v := range []string{"07945", "86095742719", "94577403194"} {
		assert.Equal(t, v[len(v)-1], code.CheckDigit(v[:len(v)-1]), v)
	}
}

func TestEveryWrongDigitOfARefIsFound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ref := draw(t)
		at := rapid.IntRange(0, 8).Draw(t, "at")
		for d := byte('0'); d <= '9'; d++ {
			if d == ref[at] {
				continue
			}
			wrong := ref[:at] + string(d) + ref[at+1:]
			if got, err := code.ParseRef(wrong); err == nil {
				t.Fatalf("%s passed for %s", got, ref)
			}
		}
	})
}

func TestMostExchangedNeighboursAreFound(t *testing.T) {
	tried, missed := 0, 0
	for range 2000 {
		ref, err := code.NewRef(rand.Reader)
		require.NoError(t, err)
		for i := range 8 {
			if ref[i] == ref[i+1] {
				continue
			}
			tried++
			swapped := ref[:i] + string(ref[i+1]) + string(ref[i]) + ref[i+2:]
			if _, err := code.ParseRef(swapped); err == nil {
				missed++
			}
		}
	}
	assert.Less(t, float64(missed)/float64(tried), 0.04, "%d of %d exchanges missed", missed, tried)
	t.Logf("missed %d of %d exchanged neighbours", missed, tried)
}

func TestRefIsReadAsSpoken(t *testing.T) {
	ref, err := code.NewRef(rand.Reader)
	require.NoError(t, err)
	require.Len(t, ref, 9)
	assert.NotEqual(t, byte('0'), ref[0])
	spoken := code.FormatRef(ref)
	assert.Equal(t, ref[:3]+" "+ref[3:6]+" "+ref[6:], spoken)
	for _, text := range []string{ref, spoken, " " + spoken + "\n", strings.ReplaceAll(spoken, " ", "."), strings.ReplaceAll(spoken, " ", "\u2009")} {
		got, err := code.ParseRef(text)
		require.NoError(t, err, "%q", text)
		assert.Equal(t, ref, got)
	}
	for _, text := range []string{"", "12345678", "1234567890", "12345678a", "１２３４５６７８９"} {
		_, err := code.ParseRef(text)
		assertKey(t, err, "ref", code.KeyRefInvalid)
	}
	_, err = code.NewRef(strings.NewReader("short"))
	assert.Error(t, err)
}

func TestTokenIsReadAsCopied(t *testing.T) {
	assert.Equal(t, "0000000000000000", code.Token([code.TokenBytes]byte{}))
	assert.Equal(t, "ZZZZZZZZZZZZZZZZ", code.Token([code.TokenBytes]byte(bytes.Repeat([]byte{0xff}, 10))))
	got, err := code.ParseToken(" oOiI-lL01 abcd-efgh ")
	require.NoError(t, err)
	assert.Equal(t, "00111101ABCDEFGH", got)
	for _, bad := range []string{"", "0123456789ABCDE", "0123456789ABCDEFG", "0123456789ABCDEU", "0123456789ABCDEÁ"} {
		_, err := code.ParseToken(bad)
		assertKey(t, err, "token", code.KeyTokenInvalid)
	}
	rapid.Check(t, func(t *rapid.T) {
		raw := rapid.SliceOfN(rapid.Byte(), code.TokenBytes, code.TokenBytes).Draw(t, "raw")
		token := code.Token([code.TokenBytes]byte(raw))
		back, err := code.ParseToken(strings.ToLower(token))
		if err != nil || back != token || len(token) != 16 {
			t.Fatalf("%s read back as %s, %v", token, back, err)
		}
	})
	_, err = code.NewToken(strings.NewReader("short"))
	assert.Error(t, err)
}

func draw(t *rapid.T) string {
	raw := fmt.Sprintf("%08d", rapid.IntRange(10000000, 99999999).Draw(t, "ref"))
	return raw + string(code.CheckDigit(raw))
}

func assertKey(t *testing.T, err error, field, key string) {
	t.Helper()
	l, ok := problem.In(err)
	if assert.True(t, ok, "want %s, got %v", key, err) {
		assert.Equal(t, key, l[0].Key)
		assert.Equal(t, field, l[0].Field)
	}
}
