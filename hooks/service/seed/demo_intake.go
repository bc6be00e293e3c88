package seed

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/form"
	"motcua/hooks/domain/procedure"
	"motcua/hooks/service/casework"
)

// come is the first act: received at the desk, or filed online.
func (l *life) come(s *stage) error {
	v := s.pack[l.kind]
	in := l.intake(v)
	if l.fate == forOther || l.fate == forFresh {
		return l.takenIn(s, in)
	}
	if l.online {
		in.Channel, in.Unit = procedure.Online, l.office.unit.Code
		if in.Applicant.Phone == "" {
			in.Applicant.Phone = phone(l.rng) // nobody can be asked later: a phone is needed
		}
		in.Answers = complete(v.Form, in.Answers, in.Applicant)
		got, err := s.desk.Submit(s.app, l.nobody(), in)
		return l.did(got.Case, err, 15+l.rng.IntN(240))
	}
	l.keep(s, &in)
	got, err := s.desk.Receive(s.app, l.clerk, in)
	if err := l.did(got.Case, err, 5+l.rng.IntN(35)); err != nil {
		return err
	}
	l.setGoal()
	if err := l.together(s, got.Code); err != nil {
		return err
	}
	if l.rng.IntN(9) == 0 {
		return l.attach(s, in.Components)
	}
	return nil
}

// takeIn is what the desk does with a dossier filed online.
func (l *life) takeIn(s *stage) error {
	if l.fate == unread || l.fate == forFresh {
		l.over = true
		return nil
	}
	if l.fate == declined {
		c, err := s.desk.Decline(s.app, l.clerk, l.c.ID, 0, dossier.EndInput{Reason: "Không thuộc thẩm quyền của xã: người nộp thường trú ở nơi khác",
			Ground: groundOf(l.c.Version.Body), Agency: "Ủy ban nhân dân nơi thường trú"})
		return l.did(c, err, 1)
	}
	got, err := s.desk.ReceiveSubmitted(s.app, l.clerk, l.c.ID, 0, casework.ReceiveInput{Print: l.rng.IntN(3) == 0})
	if err := l.did(got.Case, err, 5+l.rng.IntN(35)); err != nil {
		return err
	}
	l.setGoal()
	return l.attach(s, got.Papers)
}

// intake fills the form as a clerk would, after one of the golden examples of
// the procedure with made-up people in it.
func (l *life) intake(v procedure.Version) casework.ReceiveInput {
	u := l.office.unit
	l.owner = l.visitor()
	in := casework.ReceiveInput{Procedure: v.Code, Channel: procedure.Desk, Applicant: l.owner, Print: l.rng.IntN(12) > 0}
	e := l.example(v)
	in.Case, in.Answers, in.Fee.Exemptions = e.Case, l.personal(v, e.Answers), e.Exemptions
	for _, c := range v.Papers(e.Case) {
		if c.Requirement == procedure.Required || c.Requirement == procedure.Optional && l.rng.IntN(3) == 0 {
			in.Components = append(in.Components, dossier.Paper{Key: c.Key, Originals: c.Originals, Copies: max(c.Copies, 1-c.Originals)})
		}
	}
	switch l.rng.IntN(14) {
	case 0:
		p := someone(l.rng, u)
		in.Delegate = &casework.DelegateInput{PersonInput: p, Authority: dossier.Authority{Kind: dossier.Relative, Relation: "child", Day: l.day(-2)}}
	case 1:
		p := someone(l.rng, u)
		in.Submitter = &p
	case 2:
		in.ResultChannel = "post"
	}
	l.claim(&in)
	return in
}

// claim backs a receipt moment that is not now: a postmark, or the slip of a
// power cut.
func (l *life) claim(in *casework.ReceiveInput) {
	switch l.basis {
	case dossier.Postmark:
		in.Channel, in.ReceivedBasis = procedure.Post, l.basis
		if in.ResultChannel == "" {
			in.ResultChannel = "post"
		}
		in.ReceivedAt, in.Slip = l.at.Add(-50*time.Hour).Format("2006-01-02T15:04"), "EM"+strconv.Itoa(100_000_000+l.rng.IntN(899_999_999))+"VN"
	case dossier.PaperSlip:
		in.ReceivedBasis = l.basis
		in.ReceivedAt, in.Slip = l.at.Add(-90*time.Minute).Format("2006-01-02T15:04"), fmt.Sprintf("TG-%04d", 1+l.rng.IntN(200))
		if pad := l.office.pad; len(pad) > 0 {
			in.Slip, l.office.pad = pad[0], pad[1:]
		}
	}
}

// visitor is mostly somebody new, at times somebody who was here before.
func (l *life) visitor() casework.PersonInput {
	o := l.office
	if len(o.known) > 5 && l.rng.IntN(9) == 0 {
		return pick(l.rng, o.known)
	}
	p := someone(l.rng, o.unit)
	if strings.HasPrefix(l.kind, "2.000815") && l.rng.IntN(8) == 0 || l.kind == "1.001612" && l.rng.IntN(3) == 0 {
		p = group(l.rng, o.unit)
	}
	o.known = append(o.known, p)
	return p
}

// example picks one of the golden examples that fits the desk.
func (l *life) example(v procedure.Version) procedure.Example {
	var fit []procedure.Example
	for _, e := range v.Examples {
		if e.Channel == procedure.Desk {
			fit = append(fit, e)
		}
	}
	if len(fit) == 0 {
		fit = v.Examples
	}
	return pick(l.rng, fit)
}

var documents = []string{"Thẻ căn cước", "Bằng tốt nghiệp trung học phổ thông", "Giấy khai sinh", "Giấy chứng nhận quyền sử dụng đất", "Học bạ", "Giấy phép lái xe", "Bằng tốt nghiệp đại học", "Sổ bảo hiểm xã hội",
	"Quyết định nghỉ hưu", "Giấy chứng nhận kết hôn"}

// personal puts made-up people, days and counts in place of the example's.
func (l *life) personal(v procedure.Version, from form.Answers) form.Answers {
	a := maps.Clone(from)
	surname, _, _ := strings.Cut(strings.TrimPrefix(strings.TrimPrefix(l.owner.Name, "Hộ ông "), "Hộ bà "), " ")
	late := a["late"] != ""
	for _, key := range slices.Sorted(maps.Keys(from)) { // a map has no order, and each answer draws from the same dice
		switch f, _ := v.Form.Field(key); {
		case key == "head" || key == "guardian_name" || key == "parent_name" || key == "person_name" && l.rng.IntN(2) == 0:
			a[key] = l.owner.Name
		case key == "bride_name" || key == "mother_name":
			a[key] = nameOf(l.rng, "female", pick(l.rng, surnames))
		case strings.HasSuffix(key, "_name"):
			a[key] = nameOf(l.rng, "male", surname)
		case key == "document" && l.kind == "2.000815":
			a[key] = pick(l.rng, documents)
		case key == "pages" && a["pages"] < "2":
			a[key] = strconv.Itoa(1 + l.rng.IntN(6))
		case key == "copies" && len(a[key]) == 1:
			a[key] = strconv.Itoa(1 + l.rng.IntN(5))
		case key == "child_born_on" && late:
			a[key] = l.day(-70 - l.rng.IntN(200))
		case key == "child_born_on":
			a[key] = l.day(-4 - l.rng.IntN(40))
		case key == "died_on" && a["long_ago"] == "" && f.Kind == form.Date && len(a[key]) > 4:
			a[key] = l.day(-1 - l.rng.IntN(10))
		}
	}
	return a
}

func (l *life) day(n int) string { return l.at.AddDate(0, 0, n).Format(time.DateOnly) }

// complete answers what filing online must not leave open.
func complete(s form.Schema, a form.Answers, p casework.PersonInput) form.Answers {
	if a == nil {
		a = form.Answers{}
	}
	for range 3 { // an answer may bring another question up
		for _, problem := range s.Validate(a) {
			key := strings.TrimPrefix(problem.Field, "answers.")
			f, ok := s.Field(key)
			if !ok || problem.Key != form.KeyRequired {
				delete(a, key)
				continue
			}
			switch f.Kind {
			case form.Number:
				a[key] = "1"
			case form.Date:
				a[key] = "1990-05-19"
			case form.Choice:
				a[key] = f.Options[0].Value
			case form.Bool:
				a[key] = "yes"
			default:
				a[key] = p.Name
			}
		}
	}
	return a
}
