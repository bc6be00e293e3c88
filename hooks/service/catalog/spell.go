package catalog

import (
	"strings"

	"motcua/hooks/domain/identity"
)

// regional makes one spelling of words that the regions, and the two ways of
// writing i and y, say apart; it is applied to what is searched and to what
// is asked alike.
var regional = map[string]string{
	"sanh": "sinh", "chanh": "chinh", "nhut": "nhat", "nhon": "nhan", "benh": "binh", "bon": "ban", "lanh": "linh",
	"ki": "ky", "li": "ly", "mi": "my", "ti": "ty", "si": "sy", "hi": "hy", "qui": "quy",
}

// plain is the spelling of the search: folded, regional spellings made one.
func plain(text string) string {
	words := strings.Fields(identity.Fold(text))
	for i, w := range words {
		if same, ok := regional[w]; ok {
			words[i] = same
		}
	}
	return strings.Join(words, " ")
}

// short are the abbreviations people type and what they stand for.
var short = map[string][]string{
	"dk": {"dang ky"}, "ks": {"khai sinh"}, "kh": {"ket hon"}, "kt": {"khai tu"}, "tt": {"thuong tru", "tam tru"},
	"tv": {"tam vang"}, "cccd": {"can cuoc"}, "cmnd": {"can cuoc"}, "cmt": {"can cuoc"}, "hkd": {"ho kinh doanh"},
	"dkkd": {"dang ky thanh lap ho kinh doanh", "dang ky kinh doanh", "kinh doanh"}, "tthn": {"tinh trang hon nhan"},
	"bs": {"ban sao"}, "ct": {"chung thuc"}, "cc": {"chung thuc"}, "hk": {"ho khau", "ho tich", "thuong tru"}, "ht": {"ho tich"},
	"bhyt": {"bao hiem y te"}, "btxh": {"bao tro xa hoi"}, "nct": {"nguoi cao tuoi"}, "nkt": {"nguoi khuyet tat"},
	"qsdd": {"quyen su dung dat"}, "gcn": {"giay chung nhan"}, "uq": {"uy quyen"}, "xn": {"xac nhan"}, "tl": {"trich luc"},
	"gks": {"khai sinh"}, "dkks": {"dang ky khai sinh"}, "dkkh": {"dang ky ket hon"}, "dkkt": {"dang ky khai tu"},
	"cuoi": {"ket hon"}, "chet": {"khai tu"}, "sodo": {"quyen su dung dat"},
}

// free are words around the matter: they help to order what was found but
// nothing is missed for want of them.
var free = set("giay", "cho", "be", "em", "con", "chau", "lam", "xin", "toi", "minh", "muon", "can", "thu", "tuc", "ho", "so", "cua", "va", "o", "tai",
	"nhu", "the", "nao", "cach", "di", "bi", "duoc", "co", "moi", "cap", "nguoi", "ve", "hay", "la", "gi", "oi", "a", "nha", "de", "nop", "viec")

func set(words ...string) map[string]bool {
	out := map[string]bool{}
	for _, w := range words {
		out[w] = true
	}
	return out
}

// want is one word asked for: any of its forms will do.
type want struct {
	forms []string // each begins with a space: words are found by their beginnings
	free  bool
}

// question is a query made ready.
type question struct {
	code    string   // the beginning of a procedure code, "" when it is none
	phrases []string // the whole question as written, and without the small talk
	words   []want
	matters bool // some word is no small talk
}

func ask(query string) question {
	q := question{}
	if c := strings.TrimSpace(query); len(c) > 1 && strings.Trim(c, "0123456789.") == "" {
		q.code = c
	}
	var whole, core string
	for _, w := range strings.Fields(plain(query)) {
		x := want{forms: []string{" " + w}, free: free[w]}
		first := w
		if long, ok := short[w]; ok {
			for _, l := range long {
				x.forms = append(x.forms, " "+l)
			}
			if !x.free {
				first = long[0]
			}
		}
		q.words = append(q.words, x)
		whole += " " + first
		if !x.free {
			core += " " + first
			q.matters = true
		}
	}
	q.phrases = []string{whole}
	if core != "" && core != whole {
		q.phrases = append(q.phrases, core)
	}
	return q
}
