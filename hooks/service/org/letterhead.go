package org

import (
	"strings"

	"motcua/hooks/domain/problem"
)

// Papers are the settings of a unit for what it prints.
type Papers struct {
	PaperAbove string            `json:"paper_above,omitempty"` // first line of the letterhead; "" = as Letterhead gives
	PaperOwn   string            `json:"paper_own,omitempty"`   // second line
	Letters    string            `json:"letters,omitempty"`     // behind every number: "TTPVHCC"; "" = that
	Signers    map[string]string `json:"signers,omitempty"`     // form → title of whoever signs it; without = as SignerOf gives
}

// SignedForms are the papers whose signatory a unit may name, by the number of
// service/paper, with the title that stands when it names none.
var SignedForms = []struct{ Form, Title string }{
	{"02", "NGƯỜI HƯỚNG DẪN"},
	{"03", "NGƯỜI TIẾP NHẬN HỒ SƠ"},
	{"04", "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ"},
	{"05", "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ"},
	{"ket-qua", "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ"},
	{"hen-lai", "NGƯỜI TIẾP NHẬN HỒ SƠ"},
	{"rut", "NGƯỜI GIAO TRẢ HỒ SƠ"},
	{"quy-trinh", "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ"},
}

// Letterhead is the two lines on the left of every paper: whose desk it is,
// and the desk. A commune's papers come from its centre unless it says
// otherwise (Nghị định 30/2020/NĐ-CP, Phụ lục I).
func (u Unit) Letterhead() (above, own string) {
	above, own = u.ParentName, u.Name
	if u.Kind == "commune" {
		above, own = u.Name, Centre
	}
	if u.Settings.PaperAbove != "" {
		above = u.Settings.PaperAbove
	}
	if u.Settings.PaperOwn != "" {
		own = u.Settings.PaperOwn
	}
	return above, own
}

// PaperLetters stand behind the number of every paper: those of the centre
// unless the unit has its own.
func (u Unit) PaperLetters() string {
	if u.Settings.Letters != "" {
		return u.Settings.Letters
	}
	return "TTPVHCC"
}

// SignerOf is the title of whoever signs a form, in capitals as papers print
// it; "" for a form that nobody of the office signs.
func (u Unit) SignerOf(form string) string {
	if own := u.Settings.Signers[form]; own != "" {
		return own
	}
	for _, s := range SignedForms {
		if s.Form == form {
			return s.Title
		}
	}
	return ""
}

// maxLetters is the longest text behind a number.
const maxLetters = 20

// readPapers tidies what was typed about papers.
func (in *UnitInput) readPapers(bad *problem.List) {
	in.Letters = strings.ToUpper(tidy(in.Letters))
	if len([]rune(in.Letters)) > maxLetters || strings.ContainsAny(in.Letters, " /") {
		bad.Add("letters", KeyLetters)
	}
	for _, s := range SignedForms {
		title := strings.ToUpper(tidy(in.Signers[s.Form]))
		if len([]rune(title)) > 100 {
			bad.Add("signer."+s.Form, KeyTooLong)
		}
		if title == "" {
			delete(in.Signers, s.Form)
		} else {
			in.Signers[s.Form] = title
		}
	}
}
