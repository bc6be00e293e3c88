package letter

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/procedure"
	"motcua/hooks/service/catalog"
	"motcua/hooks/service/org"
	"motcua/hooks/service/paper"
	"motcua/templates"
)

// Process is the document of the internal process of a version, as a unit
// issues it (quy trình nội bộ, TCVN ISO 9001).
func Process(unit org.Unit, v catalog.Published, at time.Time) paper.Doc {
	body := v.Body
	above := unit.ParentName
	if unit.Settings.PaperAbove != "" && unit.Kind != "commune" {
		above = unit.Settings.PaperAbove
	}
	x := paper.Process{Head: paper.Head{Above: above, Own: unit.Name, Place: unit.Place, At: at},
		Code: body.Code, Name: body.Name, Version: versionLine(v), Sector: body.Sector, Agency: unit.Name, Scope: body.Audience,
		Limit: firstOf(body.Deadline.Text, body.LimitText()), Fees: body.FeeText, Allowed: body.LimitMinutes(),
		Drafter: paper.Sign{Title: templates.Text("paper.drafter", nil), Note: paper.HandNote},
		Signer:  paper.Sign{Title: unit.SignerOf(paper.FormProcess), Note: paper.SealNote}}
	for _, l := range body.LegalBasis {
		x.Basis = append(x.Basis, strings.TrimSpace(l.Number+" "+l.Article))
	}
	for _, c := range body.Channels {
		x.Channels += ", " + templates.Text("channel."+string(c), nil)
	}
	x.Channels = strings.ToLower(strings.TrimPrefix(x.Channels, ", "))
	for _, c := range body.Components {
		p := paper.Component{Title: c.Title, Originals: c.Originals, Copies: c.Copies}
		if c.Requirement != procedure.Required {
			p.Note = templates.Text("paper.requirement."+string(c.Requirement), nil)
		}
		x.Components = append(x.Components, p)
	}
	for _, r := range body.Results {
		x.Results = append(x.Results, r.Title)
	}
	for i, s := range body.Flow {
		x.Steps = append(x.Steps, paper.ProcessStep{Who: templates.Text("role."+s.Role, nil), What: s.Title, Form: formsOf(s, i == 0), Norm: s.Norm, Only: titles(body, s.Cases)})
	}
	for _, c := range body.Cases {
		sum := 0
		for _, s := range body.Steps(c.Key) {
			sum += s.Norm
		}
		x.Total = max(x.Total, sum)
	}
	return x.Doc()
}

func versionLine(v catalog.Published) string {
	if v.No == 0 {
		return templates.Text("paper.version_draft", nil)
	}
	s := strconv.Itoa(v.No)
	if v.EffectiveFrom != "" {
		s += templates.Text("paper.version_from", map[string]string{"day": slashed(v.EffectiveFrom)})
	}
	return s
}

// formsOf are the forms that a step fills in.
func formsOf(s procedure.Step, first bool) string {
	switch {
	case access.Role(s.Role) == access.Leader:
		return "Mẫu số 04, 05, 06; kết quả"
	case access.Role(s.Role) == access.Clerk && first:
		return "Mẫu số 01, 02, 03, 06"
	case access.Role(s.Role) == access.Clerk:
		return "Mẫu số 06, 07"
	}
	return "Mẫu số 02, 06"
}

// titles of the cases that a step is for; "" when it is for all.
func titles(v procedure.Version, cases []string) string {
	var out []string
	for _, c := range v.Cases {
		if slices.Contains(cases, c.Key) {
			out = append(out, c.Title)
		}
	}
	return strings.Join(out, "; ")
}
