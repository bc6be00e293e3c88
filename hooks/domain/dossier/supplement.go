package dossier

import (
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
)

// SupplementInput asks the citizen, once and completely, for what is missing
// or wrong (yêu cầu bổ sung, Mẫu số 02).
type SupplementInput struct {
	Items    []Item `json:"items"`
	LimitDay string `form:"limit_day" json:"limit_day"` // 2006-01-02, Asia/Ho_Chi_Minh
	Reason   string `form:"reason" json:"reason"`       // why a second time
}

// RequestSupplement pauses the clock until the citizen answers. All defects at
// once, each with its component and ground; a second request at the same stage
// needs a reason and the leader (NĐ 118/2025/NĐ-CP Điều 11.2, 17.2).
func (d Dossier) RequestSupplement(by access.Actor, at time.Time, slip string, due Due, in SupplementInput) (Event, error) {
	if err := d.Permit(RequestSupplement, by); err != nil {
		return Event{}, err
	}
	var bad problem.List
	if len(in.Items) == 0 {
		bad.Add("items", KeyNoItems)
	}
	for _, it := range in.Items {
		words(&bad, "items."+it.Component+".defect", it.Defect, true)
		if it.Ground == "" {
			bad.Add("items."+it.Component+".ground", KeyItemGround)
		}
	}
	if _, err := time.Parse(time.DateOnly, in.LimitDay); err != nil || in.LimitDay < at.In(calendar.Location).Format(time.DateOnly) {
		bad.Add("limit_day", KeyLimitDay)
	}
	if d.Supplements > 0 {
		if !by.Has(access.Leader) {
			return Event{}, problem.Problem{Kind: problem.Forbidden, Key: KeySecondLeader}
		}
		if in.Reason == "" {
			bad.Add("reason", KeySecondReason)
		}
	}
	words(&bad, "reason", in.Reason, false)
	if err := bad.Err(); err != nil {
		return Event{}, err
	}
	e := d.event(RequestSupplement, by)
	e.At, e.Ground = at, in.Reason
	due.Paused, due.At, due.Day = true, time.Time{}, ""
	e.Data = Data{Items: in.Items, LimitDay: in.LimitDay, Slip: slip, Due: &due}
	return e, nil
}

// AnswerInput is what the citizen brought.
type AnswerInput struct {
	Papers []Paper `json:"components"`
	Note   string  `form:"note" json:"note"`
}

// AnswerSupplement resumes the clock, or restarts it where the version says so.
func (d Dossier) AnswerSupplement(by access.Actor, at time.Time, restart bool, due Due, in AnswerInput) (Event, error) {
	if err := d.Permit(AnswerSupplement, by); err != nil {
		return Event{}, err
	}
	var bad problem.List
	for _, p := range in.Papers {
		if p.Originals < 0 || p.Copies < 0 || p.Originals > maxPapers || p.Copies > maxPapers {
			bad.Add("components."+p.Key, KeyPaperCount)
		}
	}
	words(&bad, "note", in.Note, len(in.Papers) == 0)
	if err := bad.Err(); err != nil {
		return Event{}, err
	}
	e := d.event(AnswerSupplement, by)
	e.At = at
	e.Data = Data{Papers: in.Papers, Restart: restart, Due: &due}
	return e, nil
}
