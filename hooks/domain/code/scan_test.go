package code_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"motcua/hooks/domain/code"
)

func TestScanTellsWhatWasRead(t *testing.T) {
	const dossier, token = "H29.132-261120-0001", "0123456789ABCDEF"
	ref := "12345678" + string(code.CheckDigit("12345678"))
	for _, c := range []struct {
		name, text string
		want       code.Scanned
	}{
		{"dossier code", dossier, code.Scanned{Kind: code.Dossier, Value: dossier}},
		{"dossier code in small letters with Enter", "h29.132-261120-0001\r\n", code.Scanned{Kind: code.Dossier, Value: dossier}},
		{"reference", ref, code.Scanned{Kind: code.Ref, Value: ref}},
		{"reference as printed", code.FormatRef(ref), code.Scanned{Kind: code.Ref, Value: ref}},
		{"receipt link", "https://motcua.xa.vn/t/" + dossier + "?k=" + token, code.Scanned{Kind: code.Receipt, Value: dossier, Token: token}},
		{"receipt link by reference", "http://192.168.1.10:8090/t/" + ref + "?k=" + token, code.Scanned{Kind: code.Receipt, Value: ref, Token: token}},
		{"receipt link with Caps Lock", strings.ToUpper("https://motcua.xa.vn/t/" + dossier + "?k=" + token), code.Scanned{Kind: code.Receipt, Value: dossier, Token: token}},
		{"receipt link without a token", "https://motcua.xa.vn/t/" + dossier, code.Scanned{Kind: code.Receipt, Value: dossier}},
		{"receipt link with a token mangled by VNI", "https://motcua.xa.vn/t/" + dossier + "?k=0123456789Á BCDEF", code.Scanned{Kind: code.Receipt, Value: dossier}},
		{"citizen number", "001085012345", code.Scanned{Kind: code.Citizen, Value: "001085012345"}},
		{"citizen number in groups", "001 085 012 345", code.Scanned{Kind: code.Citizen, Value: "001085012345"}},
		{"citizen card", "001085012345|012345678|Nguyễn Văn Ấn|02091985|Nam|Hà Nội|15042021", code.Scanned{Kind: code.Citizen, Value: "001085012345"}},
		{"a name", " Nguyễn Văn Ấn ", code.Scanned{Value: "Nguyễn Văn Ấn"}},
		{"a telephone", "0912345678", code.Scanned{Value: "0912345678"}},
		{"a day", "20-11-2026", code.Scanned{Value: "20-11-2026"}},
		{"a procedure code", "2.000635", code.Scanned{Value: "2.000635"}},
		{"another site", "https://evil.test/t/phish?k=1", code.Scanned{Value: "https://evil.test/t/phish?k=1"}},
		{"nine digits that do not check", "123456789", code.Scanned{Value: "123456789"}},
		{"nothing", "  ", code.Scanned{}},
	} {
		t.Run(c.name, func(t *testing.T) { assert.Equal(t, c.want, code.Scan(c.text)) })
	}
}

func FuzzScan(f *testing.F) {
	for _, s := range []string{"H29.132-261120-0001", "https://x/t/123456788?k=%zz", "001085012345||A|02091985|Nam|B|15042021", "/t/%", "\xff|"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s := code.Scan(text)
		if s.Kind == code.Unknown && s.Value != strings.TrimSpace(text) {
			t.Fatalf("unknown text changed: %q", s.Value)
		}
		if s.Kind != code.Unknown && strings.ContainsAny(s.Value, "<>\"' ") {
			t.Fatalf("unsafe value %q", s.Value)
		}
		if s.Token != "" && len(s.Token) != 16 {
			t.Fatalf("token %q", s.Token)
		}
	})
}
