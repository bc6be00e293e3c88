package message

import (
	"slices"
	"strconv"
	"strings"

	"motcua/hooks/domain/problem"
)

// Codes of what a unit's own text may get wrong.
const (
	KeyTextEmpty   = "notice.text_empty"
	KeyTextLong    = "notice.text_long"
	KeyPlace       = "notice.place_unknown"
	KeyPlaceBroken = "notice.place_broken"
)

// The places ({ho_so}) a text may have. Only Name is personal, and no default
// text uses it.
const (
	Code       = "ho_so"
	Procedure  = "thu_tuc"
	DueDay     = "ngay_hen"
	Unit       = "don_vi"
	Phone      = "dien_thoai"
	LimitDay   = "han_bo_sung"
	Promised   = "ngay_hua"
	Amount     = "so_tien"
	ResultDay  = "ngay_co_ket_qua"
	Collecting = "cach_nhan"
	Track      = "tra_cuu"
	Name       = "ho_ten"
)

// Places lists every place, in the order they are explained.
var Places = []string{Code, Procedure, DueDay, Unit, Phone, LimitDay, Promised, Amount, ResultDay, Collecting, Track, Name}

// Values fill the places of a text.
type Values map[string]string

// Check refuses a text with a place nobody fills, a brace without its twin, or
// too long as an SMS. sample are values as they are met; marks says whether
// SMS go out with marks. Field: "text".
func Check(text string, sample Values, marks bool) error {
	if strings.TrimSpace(text) == "" {
		return problem.List{problem.Of("text", KeyTextEmpty)}
	}
	var bad problem.List
	rest := text
	for {
		i := strings.IndexAny(rest, "{}")
		if i < 0 {
			break
		}
		end := strings.IndexAny(rest[i+1:], "{}")
		if rest[i] == '}' || end < 0 || rest[i+1+end] == '{' {
			bad.Add("text", KeyPlaceBroken)
			break
		}
		if name := rest[i+1 : i+1+end]; !slices.Contains(Places, name) {
			bad = append(bad, problem.Of("text", KeyPlace).With("name", name))
		}
		rest = rest[i+end+2:]
	}
	if s := Measure(AsSMS(Fill(text, sample), marks)); s.Segments > MaxSegments {
		bad = append(bad, problem.Of("text", KeyTextLong).With("n", strconv.Itoa(s.Segments)).With("chars", strconv.Itoa(s.Chars)))
	}
	return bad.Err()
}

// Fill puts the values into their places. A value is put in as it is: braces
// in it are no places.
func Fill(text string, v Values) string {
	pairs := make([]string, 0, 2*len(v))
	for name, value := range v {
		pairs = append(pairs, "{"+name+"}", value)
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

// Fit is Fill, with the procedure's name shortened until the text is not
// longer than MaxSegments as an SMS. A text that is too long without it stays.
func Fit(text string, v Values, marks bool) string {
	name := []rune(v[Procedure])
	for {
		out := Fill(text, v)
		if len(name) <= 12 || Measure(AsSMS(out, marks)).Segments <= MaxSegments {
			return out
		}
		name = name[:len(name)-8]
		short := Values{}
		for k, x := range v {
			short[k] = x
		}
		short[Procedure] = strings.TrimRight(string(name), " ,.(") + "…"
		v = short
	}
}

// AsSMS is the text as it goes to a telephone.
func AsSMS(text string, marks bool) string {
	if marks {
		return text
	}
	return Bare(text)
}
