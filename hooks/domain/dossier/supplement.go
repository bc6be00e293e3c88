package dossier

import (
	"slices"
	"strings"
	"time"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/problem"
)

// Codes of what a supplement may get wrong.
const (
	KeyNoItems      = "dossier.supplement_no_items"
	KeyItemGround   = "dossier.supplement_item_ground"
	KeySecondLeader = "dossier.second_supplement_leader"
	KeySecondReason = "dossier.second_supplement_reason"
	KeyLimitDay     = "dossier.limit_day"
	KeyPaperForeign = "dossier.paper_not_published"
)

// SupplementInput asks the citizen, once and completely, for what is missing
// or wrong (yêu cầu bổ sung, Mẫu số 02).
type SupplementInput struct {
	Items    []Item `json:"items"`
	LimitDay string `form:"limit_day" json:"limit_day"` // 2006-01-02, Asia/Ho_Chi_Minh
	Reason   string `form:"reason" json:"reason"`       // why a second time

	// Demanded is what was demanded outside the list before there was a dossier
	// to count it on, an entry for each refused attempt.
	Demanded []string `json:"-"`
}

// maxDemands is how many refused attempts one visit to the desk is counted for.
const maxDemands = 20

// Attempts are the refused attempts, each as the items of its own event.
func (in SupplementInput) Attempts() [][]Item {
	var out [][]Item
	for _, words := range in.Demanded[:min(len(in.Demanded), maxDemands)] {
		r := []rune(strings.TrimSpace(words))
		if len(r) > 0 {
			out = append(out, []Item{{Title: string(r[:min(len(r), maxWords)])}})
		}
	}
	return out
}

// Foreign are the items that demand a paper which no list in known asks for.
func (in SupplementInput) Foreign(known []string) []Item {
	var out []Item
	for _, it := range in.Items {
		if !slices.Contains(known, it.Component) {
			out = append(out, it)
		}
	}
	return out
}

// CheckPublished refuses to demand a paper outside the published list: the
// citizen may volunteer it, nobody may ask for it (NĐ 118/2025/NĐ-CP Điều 5;
// NĐ 63/2010/NĐ-CP Điều 18.6).
func (in SupplementInput) CheckPublished(known []string) error {
	var bad problem.List
	for _, it := range in.Foreign(known) {
		bad.Add("items."+it.Component+".defect", KeyPaperForeign)
	}
	return bad.Err()
}

// check reads a request; again = it is not the first at its stage.
func (in SupplementInput) check(at time.Time, again bool) error {
	var bad problem.List
	if len(in.Items) == 0 {
		bad.Add("items", KeyNoItems)
	}
	for _, it := range in.Items {
		words(&bad, "items."+it.Component+".defect", it.Defect, true)
		if it.Ground == "" {
			bad.Add("items."+it.Component+".ground", KeyItemGround)
		}
		words(&bad, "items."+it.Component+".ground", it.Ground, false)
	}
	if _, err := time.Parse(time.DateOnly, in.LimitDay); err != nil || in.LimitDay < at.In(calendar.Location).Format(time.DateOnly) {
		bad.Add("limit_day", KeyLimitDay)
	}
	if again && in.Reason == "" {
		bad.Add("reason", KeySecondReason)
	}
	words(&bad, "reason", in.Reason, false)
	return bad.Err()
}

// RequestSupplement pauses the clock until the citizen answers. All defects at
// once, each with its component and ground; a second request at the same stage
// needs a reason and the leader (NĐ 118/2025/NĐ-CP Điều 11.2, 17.2).
func (d Dossier) RequestSupplement(by access.Actor, at time.Time, slip string, due Due, in SupplementInput) (Event, error) {
	if err := d.Permit(RequestSupplement, by); err != nil {
		return Event{}, err
	}
	again := d.Supplements > 0
	if again && !by.Has(access.Leader) {
		return Event{}, problem.Problem{Kind: problem.Forbidden, Key: KeySecondLeader}
	}
	if err := in.check(at, again); err != nil {
		return Event{}, err
	}
	e := d.event(RequestSupplement, by)
	e.At, e.Ground = at, in.Reason
	due = due.Stopped()
	e.Data = Data{Items: in.Items, LimitDay: in.LimitDay, Slip: slip, PaperNo: slip, Due: &due}
	return e, nil
}

// AnswerInput is what the citizen brought.
type AnswerInput struct {
	Papers []Paper `json:"components"`
	Note   string  `form:"note" json:"note"`
}

// AnswerSupplement resumes the clock, or restarts it where the version says so.
func (d Dossier) AnswerSupplement(by access.Actor, at time.Time, restart bool, due Due, in AnswerInput) (Event, error) {
	e, err := d.answer(AnswerSupplement, by, at, due, in)
	e.Data.Restart = restart
	return e, err
}

// answer reads what the citizen brought.
func (d Dossier) answer(act Act, by access.Actor, at time.Time, due Due, in AnswerInput) (Event, error) {
	if err := d.Permit(act, by); err != nil {
		return Event{}, err
	}
	var bad problem.List
	for _, p := range in.Papers {
		if p.Originals < 0 || p.Copies < 0 || p.Originals > maxPapers || p.Copies > maxPapers || p.Held < 0 || p.Held > p.Originals {
			bad.Add("components."+p.Key, KeyPaperCount)
		}
	}
	if len(in.Papers) == 0 && in.Note == "" {
		bad.Add("note", KeyNothingBrought)
	}
	words(&bad, "note", in.Note, false)
	if err := bad.Err(); err != nil {
		return Event{}, err
	}
	e := d.event(act, by)
	e.At = at
	e.Data = Data{Papers: Brought(in.Papers), Due: &due}
	return e, nil
}
