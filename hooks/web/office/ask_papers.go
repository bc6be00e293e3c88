package office

import (
	"slices"
	"strconv"
	"strings"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/procedure"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// supplementDays is the limit offered for a citizen's answer, in working days;
// the person may write another.
const supplementDays = 10

// defects are what is usually wrong with a paper; their words are
// act.defect.<defect>.
var defects = []string{"missing", "expired", "unclear", "wrong", "wrong_form"}

// askSupplement asks for everything at once, before and after acceptance. A
// paper outside the published list is not here: nobody may demand one.
func askSupplement(f *asking) error {
	again := f.c.Supplements > 0
	f.Lead = templates.Text("act.hint.supplement", nil)
	if f.act == dossier.GuideBack {
		again, f.Lead = f.c.Guides > 0, templates.Text("act.hint.guide", nil)
	}
	if again && !f.by.Has(access.Leader) {
		f.Why = templates.Text(dossier.KeySecondLeader, nil)
		return nil
	}
	if f.c.Permit(dossier.Volunteer, f.by) == nil {
		f.VolunteerAt = "#lam-" + string(dossier.Volunteer)
	}
	ground := publishedGround(f.c.Version.Body.Code, f.c.Version.Decision)
	known := []string{}
	for _, p := range f.c.Version.Body.Papers(f.c.Dossier.Case) {
		known = append(known, p.Key)
		f.Items = append(f.Items, f.item(p.Key, p.Title, ground))
	}
	for _, key := range f.in.keys("items") { // sent by hand: it is refused, and stays to be read
		if !slices.Contains(known, key) && f.in.get("items."+key+".defect") != "" {
			f.Items = append(f.Items, f.item(key, templates.Text("act.foreign_paper", nil), ""))
		}
	}
	begin := ""
	if at, _ := calendar.Split(f.now); at > 0 {
		if day, ok := f.c.Cal.Add(at, supplementDays); ok {
			begin = day.String()
		}
	}
	x := f.add("date", "limit_day", "act.field.limit_day", begin, true)
	if f.in != nil {
		x.Value = f.in.day("limit_day")
	}
	if again {
		f.add("textarea", "reason", "act.field.reason_second", "", true)
	}
	return nil
}

func (f *asking) item(key, title, ground string) item {
	at := "items." + key
	x := item{Title: title, Canned: f.field(at+".canned", "act.field.canned", ""), Defect: f.field(at+".defect", "act.field.defect", ""),
		Ground: f.field(at+".ground", "act.field.item_ground", ground)}
	chosen := f.in.list(at + ".canned")
	x.Canned.Width, x.Canned.Need = "inline", true // a tick or words: one of the two
	for _, d := range defects {
		x.Canned.Options = append(x.Canned.Options, templates.Option{Value: d, Label: templates.Text("act.defect."+d, nil), Chosen: slices.Contains(chosen, d)})
	}
	x.Open = len(chosen) > 0 || x.Defect.Error != "" || x.Ground.Error != "" || f.in != nil && x.Defect.Value != ""
	return x
}

// publishedGround names the published list of papers, which is the ground for
// asking for one of them.
func publishedGround(code, decision string) string {
	if decision == "" {
		return templates.Text("act.ground.published", map[string]string{"code": code})
	}
	return templates.Text("act.ground.decided", map[string]string{"code": code, "decision": decision})
}

// askAnswer takes in what the citizen brought, before or after acceptance.
func askAnswer(f *asking) error {
	f.CountsKey = "act.field.components"
	for _, p := range f.c.Version.Body.Papers(f.c.Dossier.Case) {
		f.count(p.Key, p.Title, "0", "0", "0")
	}
	f.add("textarea", "note", "act.field.note", "", false)
	return nil
}

// papers are the papers of a case with what is known of each; complete puts
// the published number where nothing was noted yet.
func (f *asking) papers(asked []procedure.Component, complete bool) {
	for _, p := range asked {
		originals, copies, held := 0, 0, 0
		for _, x := range f.c.Papers {
			if x.Key == p.Key && !x.Volunteer {
				originals, copies, held = x.Originals, x.Copies, x.Held
			}
		}
		if complete && originals+copies == 0 && p.Requirement == procedure.Required {
			originals, copies = p.Originals, p.Copies
			if originals+copies == 0 {
				originals = 1
			}
		}
		f.count(p.Key, p.Title, strconv.Itoa(originals), strconv.Itoa(copies), strconv.Itoa(held))
	}
}

// count adds one line of papers; held "" does not ask what is kept.
func (f *asking) count(key, title, originals, copies, held string) *count {
	at := "components." + key
	id := string(f.act) + "." + at
	c := count{Key: key, Title: title, Error: f.page.Error(id), OriginalsID: id, CopyID: id + ".copies",
		Originals: f.value(at+".originals", originals), Copies: f.value(at+".copies", copies)}
	if held != "" {
		c.HeldID, c.Held = id+".held", f.value(at+".held", held)
	}
	f.Counts = append(f.Counts, c)
	return &f.Counts[len(f.Counts)-1]
}

// reuse offers beside each paper what the office has of it from earlier
// dossiers of the applicant. Whoever filed online typed the number alone, so
// the clerk is told to look.
func (f *asking) reuse() error {
	list, err := f.p.Desk.ReusableFor(f.app, f.by, f.c)
	if err != nil {
		return err
	}
	for i := range f.Counts {
		x := &f.Counts[i]
		name := string(f.act) + ".reuse." + x.Key
		x.ReuseError = f.page.Error(name)
		for _, r := range list {
			if r.Component == x.Key {
				x.Reuse = append(x.Reuse, httpx.ReuseOf(name, len(x.Reuse), f.in.list("reuse."+x.Key), r))
				f.ReuseNote = templates.Text("reuse.have", nil)
				if f.c.Channel == procedure.Online { // no desk has seen a card
					f.ReuseNote = templates.Text("reuse.compare", nil)
				}
			}
		}
	}
	return nil
}

// volunteerRows is how many papers a citizen may volunteer at once.
const volunteerRows = 3

func askVolunteer(f *asking) error {
	f.Lead, f.CountsKey = templates.Text("act.hint.volunteer", nil), "act.field.volunteered"
	for i := range volunteerRows {
		n := strconv.Itoa(i + 1)
		c := f.count(n, "", "0", "0", "0")
		name := f.field("components."+n+".title", "act.field.paper_name", "")
		name.Label = templates.Text("act.field.paper_name_n", map[string]string{"n": n})
		if i == 0 {
			name.Error = f.page.Error(string(f.act) + ".components.title")
			if c.Error == "" {
				c.Error = firstOf(f.page.Error(string(f.act)+".components"), f.page.Error(string(f.act)+".components.count"))
			}
		}
		c.Title, c.Name = name.Label, &name
	}
	f.add("textarea", "note", "act.field.note", "", false)
	return nil
}

func askGiveBack(f *asking) error {
	f.CountsKey = "act.field.give_back"
	f.held()
	f.add("input", "to", "act.field.back_to", "", true)
	x := f.add("input", "number", "act.field.back_number", "", false)
	x.Kind, x.Width = "number", "half"
	x.Error = firstOf(x.Error, f.page.Error(string(f.act)+".collector_number"))
	f.add("input", "proof", "act.field.back_proof", "", false)
	f.authority()
	f.add("textarea", "note", "act.field.note", "", false)
	return nil
}

// held asks how many of each original the office holds go back: all of them,
// unless somebody says otherwise. The lines are those of the ledger, by place.
func (f *asking) held() {
	for i, p := range f.c.Held {
		c := f.count(place(i), p.Title, strconv.Itoa(p.Held), "", "")
		c.CopyID = ""
		if i == 0 && c.Error == "" {
			c.Error = f.page.Error(string(f.act) + ".components")
		}
	}
}

// heldList are the originals that the office holds, in words.
func heldList(list []dossier.Paper) string {
	var out []string
	for _, p := range list {
		out = append(out, p.Title+" ("+strconv.Itoa(p.Held)+")")
	}
	return strings.Join(out, "; ")
}

// authority asks, folded away, for the document of whoever comes for another.
func (f *asking) authority() {
	a := httpx.AskAuthority(func(name, labelKey string) templates.Field {
		x := f.field("authority_record."+name, labelKey, "")
		if name == "day" && f.in != nil {
			x.Value = f.in.day("authority_record.day")
		}
		return x
	})
	f.Authority = &a
}

// firstOf is the first of the texts that says something.
func firstOf(list ...string) string {
	for _, s := range list {
		if s != "" {
			return s
		}
	}
	return ""
}
