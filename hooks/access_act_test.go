package hooks_test

import (
	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/service/casework"
)

// held is how many originals the office keeps, where the act gives them back.
func held(act dossier.Act) int {
	if act == dossier.GiveBack {
		return 1
	}
	return 0
}

// prepare brings a dossier to where one of the rarer acts begins, so that the
// visitor's role can do it.
func (s scene) prepare(act dossier.Act, role access.Role) {
	s.t.Helper()
	d, app := s.h.Desk, s.h.App
	officer := s.h.Actor(access.Officer, 0)
	forward := func(to access.Actor) {
		s.do(access.Clerk, func(by access.Actor) error {
			_, err := d.Forward(app, by, s.name(), 0, dossier.MoveInput{To: to.ID})
			return err
		})
	}
	lack := dossier.SupplementInput{LimitDay: "2026-11-20", Items: []dossier.Item{{Component: "declaration", Defect: "x", Ground: "y"}}}
	switch act {
	case dossier.AnswerGuide:
		s.do(access.Clerk, func(by access.Actor) error { _, err := d.GuideBack(app, by, s.name(), 0, lack); return err })
	case dossier.Propose, dossier.PostPublic:
		forward(officer)
	case dossier.Reassign, dossier.Recall:
		s.moved(act, role)
	case dossier.Approve, dossier.SendBack:
		forward(officer)
		s.do(access.Officer, func(by access.Actor) error {
			_, err := d.Propose(app, by, s.name(), 0, dossier.MoveInput{To: s.h.Actor(access.Leader, 0).ID, Outcome: dossier.Granted})
			return err
		})
	case dossier.Consult:
		if role == access.Officer {
			forward(officer)
		}
	case dossier.Acknowledge, dossier.AnswerConsult:
		s.do(access.Clerk, func(by access.Actor) error {
			_, err := d.Consult(app, by, s.name(), 0, dossier.ConsultInput{ToName: "Công an xã", Subject: "Xác minh", Days: 3})
			return err
		})
	case dossier.Remind, dossier.Lapse:
		s.do(access.Clerk, func(by access.Actor) error { _, err := d.RequestSupplement(app, by, s.name(), 0, lack); return err })
		if act == dossier.Lapse {
			s.do(access.Clerk, func(by access.Actor) error {
				_, err := d.Remind(app, by, s.name(), 0, dossier.RemarkInput{})
				return err
			})
		}
	case dossier.RequestCorrection, dossier.CorrectIntake:
		if act == dossier.CorrectIntake {
			s.do(access.Clerk, func(by access.Actor) error {
				_, err := d.RequestCorrection(app, by, s.name(), 0, casework.CorrectionInput{Reason: "x", Applicant: &casework.PersonInput{Name: markerName, Phone: markerPhone, Address: "Thôn Hạ"}})
				return err
			})
		}
	case dossier.CorrectResult:
		forward(officer)
		s.do(access.Leader, func(by access.Actor) error {
			_, err := d.Resolve(app, by, s.name(), 0, dossier.ResolveInput{Outcome: dossier.Granted})
			return err
		})
	}
}

// moved hands the dossier over by the visitor's own role, which alone may take
// it back or give it on.
func (s scene) moved(act dossier.Act, role access.Role) {
	d, app := s.h.Desk, s.h.App
	mine := role == access.Officer || role == access.Leader || role == access.Clerk
	switch {
	case act == dossier.Recall && mine:
		s.do(role, func(by access.Actor) error {
			if role == access.Officer {
				if _, err := d.Forward(app, s.h.Actor(access.Clerk, 0), s.name(), 0, dossier.MoveInput{To: by.ID}); err != nil {
					return err
				}
				_, err := d.Propose(app, by, s.name(), 0, dossier.MoveInput{To: s.h.Actor(access.Leader, 0).ID, Outcome: dossier.Granted})
				return err
			}
			_, err := d.Forward(app, by, s.name(), 0, dossier.MoveInput{To: s.h.Actor(access.Officer, 0).ID})
			return err
		})
	default:
		s.do(access.Clerk, func(by access.Actor) error {
			_, err := d.Forward(app, by, s.name(), 0, dossier.MoveInput{To: s.h.Actor(access.Officer, 0).ID})
			return err
		})
	}
}

// moreInput is a right input of the rarer acts.
func (s scene) moreInput(act dossier.Act) map[string]any {
	switch act {
	case dossier.GuideBack:
		return map[string]any{"limit_day": "2026-12-20", "items": []any{map[string]any{"component": "declaration", "defect": "x", "ground": "y"}}}
	case dossier.AnswerGuide, dossier.Remark:
		return map[string]any{"note": "đủ"}
	case dossier.Propose:
		return map[string]any{"to": s.h.Actor(access.Leader, 0).ID, "outcome": "granted"}
	case dossier.Approve:
		return map[string]any{"to": s.h.Actor(access.Leader, 0, true).ID}
	case dossier.SendBack:
		return map[string]any{"to": s.h.Actor(access.Officer, 0).ID, "note": "x"}
	case dossier.Reassign:
		return map[string]any{"to": s.h.Actor(access.Officer, 0, true).ID, "note": "x"}
	case dossier.Lapse:
		return map[string]any{"reason": "x", "ground": "y"}
	case dossier.PassOn:
		return map[string]any{"slip": "12/BG"}
	case dossier.Consult:
		return map[string]any{"to_name": "Công an xã", "subject": "Xác minh", "days": 3}
	case dossier.AnswerConsult:
		return map[string]any{"note": "Đồng ý", "agreed": true}
	case dossier.PostPublic:
		return map[string]any{"days": 15, "ground": "x"}
	case dossier.Apologise:
		return map[string]any{"reason": "x", "day": "2029-01-02"}
	case dossier.RequestCorrection:
		return map[string]any{"reason": "x", "applicant": map[string]any{"name": markerName, "phone": markerPhone, "address": "Thôn Hạ"}}
	case dossier.CorrectIntake:
		return map[string]any{"refuse": true, "note": "x"}
	case dossier.CorrectResult:
		return map[string]any{"state": "revoked", "ground": "x"}
	case dossier.GiveBack:
		return map[string]any{"to": markerName, "components": []any{map[string]any{"key": "declaration", "title": "Tờ khai thay đổi thông tin cư trú (mẫu CT01)", "originals": 1}}}
	case dossier.Volunteer:
		return map[string]any{"components": []any{map[string]any{"title": "Ảnh cũ", "copies": 1}}}
	}
	return map[string]any{}
}
