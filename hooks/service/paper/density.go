package paper

import "unicode/utf8"

// Density tells the HTML receipt how small its type must be for one page, as
// the ending of a class: "normal", "dense" or "tight". It guesses from the
// number of lines; the PDF measures.
func (r Receipt) Density() string {
	lines := 12 + rows(r.Office, 80) + rows(r.Applicant.Name, 45) + rows(r.Applicant.Address, 75) + rows(r.ProcedureLine(), 55) +
		len(r.Appointments) + max(1, len(r.Fees))
	if r.Delegate != nil {
		lines += 3 + rows(r.Delegate.Address, 75)
	}
	if r.Pay != nil {
		lines += 8
	}
	if r.ManyFees() {
		lines++
	}
	if r.Provisional {
		lines++
	}
	if r.ReplacesNo != "" {
		lines++
	}
	if r.HeldLine() != "" {
		lines++
	}
	measure := 74
	if r.HasNotes() {
		measure = 56
	}
	for _, c := range r.Components {
		lines += max(rows(c.Title, measure), rows(c.Note, 14))
	}
	switch {
	case lines <= 21:
		return "normal"
	case lines <= 28:
		return "dense"
	}
	return "tight"
}

// rows is how many lines a text takes at so many letters each.
func rows(text string, letters int) int {
	return (utf8.RuneCountInString(text) + letters - 1) / letters
}
