package identity_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"

	"motcua/hooks/domain/identity"
)

const (
	man   = "001085012345|012345678|Nguyễn Văn Ấn|02091985|Nam|Thôn Đoài, Xã Hòa Bình, Huyện Ứng Hòa, Hà Nội|15042021"
	woman = "079304000001||Trần Thị Thảo Vy|29022004|Nữ|Ấp 3, Xã Tân Phú, TP. Hồ Chí Minh|01072024|||"
)

func TestParseCardReadsACleanCard(t *testing.T) {
	c, ok := identity.ParseCard(man)
	require.True(t, ok)
	assert.Equal(t, identity.Card{
		Number: identity.Number{Kind: identity.Citizen, Digits: "001085012345"}, Old: "012345678",
		Name: "Nguyễn Văn Ấn", Birth: "1985-09-02", Sex: identity.Male,
		Address: "Thôn Đoài, Xã Hòa Bình, Huyện Ứng Hòa, Hà Nội", Issued: "2021-04-15",
	}, c)
	c, ok = identity.ParseCard(norm.NFD.String(woman) + "\r\n")
	require.True(t, ok)
	assert.False(t, c.Doubtful)
	assert.Equal(t, "Trần Thị Thảo Vy", c.Name)
	assert.Equal(t, identity.Female, c.Sex)
	assert.Empty(t, c.Warnings)
}

func TestParseCardIgnoresWhatComesAfterTheSeventhField(t *testing.T) {
	c, ok := identity.ParseCard(man + "|Nguyễn Văn Bố|Trần Thị Mẹ|anything?\\")
	require.True(t, ok)
	assert.False(t, c.Doubtful)
	assert.Equal(t, "2021-04-15", c.Issued)
}

// The number decides; the rest is kept as it came and must be looked at.
func TestParseCardDoubtsMangledLetters(t *testing.T) {
	utf8AsLatin := asWindowsLetters(man)
	for name, text := range map[string]string{
		"marks dropped by the scanner":       "001085012345|012345678|NGUYEN VAN AN|02091985|Nam|Thon Doai, Xa Hoa Binh, Ha Noi|15042021",
		"letters lost":                       "001085012345|012345678|Nguy?n V?n ?n|02091985|Nam|Thôn ?oài, Hà N?i|15042021",
		"UTF-8 typed as Windows letters":     utf8AsLatin,
		"Telex left its keys":                "001085012345|012345678|Nguyeenx Vawn Aans|02091985|Nam|Thôn Ddoaif, Hà Nội|15042021",
		"Telex ate letters":                  "001085012345|012345678|Nguyễn Ưyen|02091985|Nam|Thôn Đoài|1504202",
		"VNI digits in the name":             "001085012345|012345678|Nguye64n Va8n A61n|02091985|Nam|Thôn Đoài, Hà Nội|15042021",
		"broken case":                        "001085012345|012345678|NGUYễN VăN ấN|02091985|Nam|Thôn Đoài, Hà Nội|15042021",
		"sex mangled":                        "001085012345|012345678|Nguyễn Văn Ấn|02091985|Nàm|Thôn Đoài, Hà Nội|15042021",
		"pipe typed as another sign":         strings.ReplaceAll(man, "|", "~"),
		"pipe typed as full width":           strings.ReplaceAll(man, "|", "｜"),
		"pipe typed as a tab":                strings.ReplaceAll(man, "|", "\t"),
		"pipe typed as a blank":              strings.ReplaceAll(man, "|", " "),
		"pipe lost":                          "001085012345012345678Nguyễn Văn Ấn02091985Nam Thôn Đoài, Xã Hòa Bình, Huyện Ứng Hòa, Hà Nội 15042021",
		"signs of the scanner around it":     "]Q1" + strings.ReplaceAll(man, "|", "¦") + "*",
		"a card with the year of birth only": strings.Replace(man, "02091985", "00001985", 1),
	} {
		t.Run(name, func(t *testing.T) {
			c, ok := identity.ParseCard(text)
			require.True(t, ok)
			assert.True(t, c.Doubtful, "%+v", c)
			assert.Equal(t, "001085012345", c.Number.Digits)
			assert.Equal(t, "012345678", c.Old)
			assert.Equal(t, 1985, c.Birth.Year())
			assert.Equal(t, identity.Male, c.Sex)
			assert.NotEmpty(t, c.Name)
			assert.NotEmpty(t, c.Address)
		})
	}
}

func TestParseCardMendsWhatCanBeMended(t *testing.T) {
	utf8AsLatin := asWindowsLetters(man)
	for _, text := range []string{utf8AsLatin, strings.ReplaceAll(man, "|", " "), strings.ReplaceAll(man, "|", "~")} {
		c, ok := identity.ParseCard(text)
		require.True(t, ok)
		assert.Equal(t, "Nguyễn Văn Ấn", c.Name)
		assert.Equal(t, "Thôn Đoài, Xã Hòa Bình, Huyện Ứng Hòa, Hà Nội", c.Address)
		assert.Equal(t, "2021-04-15", c.Issued)
	}
}

// asWindowsLetters types each UTF-8 byte as the letter Windows has for it.
func asWindowsLetters(text string) string {
	var b strings.Builder
	for i := range len(text) {
		r := charmap.Windows1252.DecodeByte(text[i])
		if r == utf8.RuneError {
			r = rune(text[i])
		}
		b.WriteRune(r)
	}
	return b.String()
}

func TestParseCardWarnsWhenTheNumberSaysOtherwise(t *testing.T) {
	c, ok := identity.ParseCard(strings.Replace(man, "|Nam|", "|Nữ|", 1))
	require.True(t, ok)
	assert.Equal(t, []identity.Warning{identity.WarnSex}, c.Warnings)
	c, ok = identity.ParseCard(strings.Replace(man, "02091985", "31021985", 1))
	require.True(t, ok)
	assert.Empty(t, c.Birth)
	assert.True(t, c.Doubtful)
}

func TestParseCardIsNotFooledByOtherTexts(t *testing.T) {
	for _, text := range []string{
		"", "001085012345", "001085012345\n", "Nguyễn Văn Ấn 001085012345", "0912345678 và 001085012345 là số của tôi",
		"https://motcua.xa.vn/t/H29.132-261120-0001?k=0123456789ABCDEF", "001085012345|x|y",
		"00020101021138480010A00000072701300006970403011621129950446040255204581253037045802VN5910PHUONG CAC6005HANOI62110307NPS68696304",
		strings.Repeat(man, 30),
	} {
		_, ok := identity.ParseCard(text)
		assert.False(t, ok, text)
	}
}

func FuzzParseCard(f *testing.F) {
	for _, s := range []string{man, woman, strings.ReplaceAll(man, "|", " "), "\xff001085012345|\xff|", "001085012345012345678A02091985"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c, ok := identity.ParseCard(text)
		if !ok {
			return
		}
		if n, err := identity.ParseNumber(c.Number.Digits); err != nil || n.Kind != identity.Citizen {
			t.Fatalf("number %q", c.Number.Digits)
		}
		if !utf8.ValidString(c.Name + c.Address) {
			t.Fatalf("broken text in %+v", c)
		}
		if b, err := identity.ParseBirth(string(c.Birth)); err != nil || b != c.Birth {
			t.Fatalf("birth %q", c.Birth)
		}
	})
}

func FuzzTextRules(f *testing.F) {
	for _, s := range []string{"Nguyễn Văn Ấn", "İstanbul", "ﬁ ½ K", "\xff\xfe", "0912 345 678", "02/09/1985", "ǅ ß ſ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if once := identity.Fold(text); identity.Fold(once) != once {
			t.Fatalf("Fold(%q) = %q, then %q", text, once, identity.Fold(once))
		}
		if once := identity.Tidy(text); identity.Tidy(once) != once {
			t.Fatalf("Tidy(%q) = %q, then %q", text, once, identity.Tidy(once))
		}
		for _, r := range identity.SortKey(text) {
			if r < '!' || r > '~' {
				t.Fatalf("SortKey(%q) = %q", text, identity.SortKey(text))
			}
		}
		if p, err := identity.ParsePhone(text); err == nil {
			if again, err := identity.ParsePhone(p.String()); err != nil || again != p {
				t.Fatalf("phone %q then %q", p, again)
			}
		}
		if n, err := identity.ParseNumber(text); err == nil {
			n.Check("", "")
		}
	})
}
