package seed

import (
	"fmt"
	"time"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/service/casework"
)

// deed is one act of a situation: on the so many-th working day before the
// demo's, or soon after the one before.
type deed struct {
	back int
	do   scene
}

// soon stands for half a minute after the deed before.
const soon = -1

// Situation is one dossier of the first commune that stands where the guides
// of docs send their reader. People find it by the name of its applicant.
type Situation struct {
	Name  string
	kind  string
	deeds []deed
}

// The procedures of the situations: plain has one officer and five working
// days, checked has several officers, and duty is the demo's own, with a
// payment in the middle and a second appointment.
const (
	kindPlain   = "1.004884"
	kindChecked = "1.001699"
	kindDuty    = "9.990001"
	kindFee     = "1.004194" // its fee is known beforehand
)

// Situations are the dossiers that the guides name; all applicants share a
// family name that nobody else in the demo has beside it.
func Situations() []Situation {
	list := []Situation{
		// before acceptance
		{"Chinh", kindPlain, []deed{{1, filed}}},
		{"Bách", kindPlain, []deed{{3, filed}, {3, guided}}},
		{"Cúc", kindPlain, []deed{{2, guidedHere}}},
		{"Diệp", kindPlain, []deed{{4, filed}, {4, guided}, {2, completed}}},
		{"Giang", kindPlain, []deed{{2, declinedHere}}},
		{"Bảo", pactCode, []deed{{1, takenElsewhere}}},
		// at the desk and between colleagues
		{"Hạnh", kindPlain, []deed{{1, unprinted}, {1, volunteered}}},
		{"Khoa", kindPlain, []deed{{2, unprinted}, {soon, undone}}},
		{"Trí", kindPlain, []deed{{4, slipsLent}, {4, slipKeyedIn}}},
		{"Thắng", kindPlain, []deed{{3, originalsKept}, {3, toOfficer}, {1, oneGivenBack}}},
		{"Mai", kindPlain, []deed{{1, taken}, {1, toOfficer}}},
		{"Lâm", kindPlain, []deed{{3, taken}, {3, toOfficer}, {2, remarked}}},
		{"Nam", kindChecked, []deed{{2, taken}, {2, toOfficer}, {2, recalled}, {2, toOfficer}, {2, forwarded}, {1, steppedBack}, {1, handedOn}}},
		{"Oanh", kindPlain, []deed{{3, taken}, {3, toOfficer}, {1, proposed}}},
		{"Phong", kindPlain, []deed{{4, taken}, {4, toOfficer}, {3, proposed}, {2, sentBackOnce}, {2, proposed}, {1, approved}}},
		// the citizen's turn
		{"Quyên", kindPlain, []deed{{5, taken}, {5, toOfficer}, {4, lacks(1)}, {1, reminded}}},
		{"Sang", kindPlain, []deed{{6, taken}, {6, toOfficer}, {5, lacks(3)}, {3, brought}}},
		{"Tài", kindPlain, []deed{{7, taken}, {7, toOfficer}, {6, lacks(3)}, {4, brought}, {3, lacksAgain}}},
		{"Thiện", kindPlain, []deed{{8, taken}, {8, toOfficer}, {7, lacks(-3)}, {4, reminded}}},
		{"Thịnh", kindPlain, []deed{{10, taken}, {10, toOfficer}, {9, lacks(-6)}, {7, reminded}, {4, lapsed}}},
		{"Trúc", kindDuty, []deed{{5, taken}, {5, toOfficer}, {2, dutyAsked}}},
		{"Ước", kindDuty, []deed{{7, taken}, {7, toOfficer}, {5, dutyAsked}, {3, dutyPaid}}},
		{"Loan", kindFee, []deed{{5, takenUnpaid}, {5, toOfficer}, {3, feeAsked}, {2, exemptedLater}}},
		// other offices
		{"Vân", kindPlain, []deed{{3, taken}, {3, toOfficer}, {2, outsideAsked}}},
		{"Xuân", kindPlain, []deed{{4, taken}, {4, toOfficer}, {3, outsideAsked}, {2, outsideHas}, {1, outsideAnswers}}},
		{"Ngân", linkCode, []deed{{3, taken}, {3, toOfficer}, {3, proposed}, {3, granted}}},
		{"Diễm", linkCode, []deed{{4, taken}, {4, toOfficer}, {4, proposed}, {4, granted}, {3, linksOpened}}},
		// time
		{"Cầm", kindPlain, []deed{{4, taken}, {4, toOfficer}}},
		{"Dung", kindPlain, []deed{{6, taken}, {6, toOfficer}, {2, extendedOnce}}},
		{"Đào", kindPlain, []deed{{7, taken}, {7, toOfficer}}},
		{"Hậu", kindPlain, []deed{{7, taken}, {7, toOfficer}, {1, apologised}}},
		{"Huệ", kindDuty, []deed{{4, taken}, {4, toOfficer}, {3, postedPublicly}}},
		// put right
		{"Kim", kindPlain, []deed{{2, taken}, {1, correctionAsked}}},
		{"Liên", kindPlain, []deed{{3, taken}, {3, correctionAsked}, {2, correctionMade}}},
		{"Minh", kindPlain, []deed{{7, taken}, {7, toOfficer}, {6, proposed}, {5, granted}, {3, resultReplaced}}},
		// ends
		{"Ngọc", kindPlain, []deed{{4, originalsKept}, {4, toOfficer}, {2, withdrawnNow}}},
		{"Nhật", kindPlain, []deed{{6, taken}, {6, toOfficer}, {2, stoppedNow}}},
		{"Phú", kindPlain, []deed{{5, taken}, {5, toOfficer}, {3, proposed}, {1, granted}}},
		{"Quế", kindFee, []deed{{6, takenUnpaid}, {6, toOfficer}, {4, proposed}, {3, granted}, {2, shelved}}},
		{"Sơn", kindPlain, []deed{{13, taken}, {13, toOfficer}, {12, proposed}, {12, granted}, {11, shelved}}},
		{"Vinh", kindPlain, []deed{{6, taken}, {6, toOfficer}, {4, advisedAgainst}, {3, denied}, {2, shelved}}},
		{"Tâm", kindPlain, []deed{{7, taken}, {7, toOfficer}, {5, proposed}, {4, granted}, {3, shelved}, {2, toProxy}}},
	}
	for i := range list {
		list[i].Name = "Đỗ Tường " + list[i].Name
	}
	return list
}

// planSituations enters the situations after everything else, so that they
// change no chance of another life.
func (s *stage) planSituations(from time.Time) error {
	if len(s.offices) < 2 {
		return nil
	}
	o := s.offices[0]
	if err := s.offerDuty(o); err != nil {
		return err
	}
	for i, x := range Situations() {
		times := s.times(o, from, x.deeds, time.Duration(5+2*i)*time.Minute)
		s.add(life{at: times[0], office: o, other: s.offices[1], kind: x.kind, hold: always, script: s.scenes(x, times)})
		l := s.queue[len(s.queue)-1]
		l.clerk, l.owner, l.online = s.first(o, access.Clerk), namedPerson(l, x.Name), false
	}
	return nil
}

// times are the moments of the deeds: inside office hours, each after the one
// before.
func (s *stage) times(o *office, from time.Time, deeds []deed, begin time.Duration) []time.Time {
	var out []time.Time
	for _, d := range deeds {
		var last time.Time
		if n := len(out); n > 0 {
			last = out[n-1]
		}
		at := last.Add(30 * time.Second)
		if d.back != soon {
			at = o.cal.NextOpen(s.back(o, from, d.back)).Add(begin)
			for !at.After(last) {
				at = at.Add(20 * time.Minute)
			}
		}
		out = append(out, at)
	}
	return out
}

// scenes are the deeds, each of which sets when the next comes.
func (s *stage) scenes(x Situation, times []time.Time) []scene {
	var out []scene
	for i, d := range x.deeds {
		out = append(out, func(s *stage, l *life) error {
			if err := d.do(s, l); err != nil {
				return fmt.Errorf("situation %s, act %d: %w", x.Name, i+1, err)
			}
			if i+1 < len(times) {
				l.at = times[i+1]
			}
			return nil
		})
	}
	return out
}

// first is whoever has the plain account of a role: motcua@, chuyenmon@, ….
func (s *stage) first(o *office, role access.Role) access.Actor {
	for i := range s.offices {
		if s.offices[i] != o || i >= len(staffOf) {
			continue
		}
		for _, p := range staffOf[i] {
			for _, a := range o.staff[role] {
				if p.role == role && a.Name == p.name {
					return a
				}
			}
		}
	}
	return o.staff[role][0]
}

func namedPerson(l *life, name string) casework.PersonInput {
	p := someone(l.rng, l.office.unit)
	p.Name, p.Phone, p.Birth = name, phone(l.rng), "1988-04-12"
	p.Sex, p.IdentityNumber = "female", citizenNumber(l.rng, "female", 1988)
	return p
}

// dayBack is a day by how many working days it lies before (after) the demo's.
func (s *stage) dayBack(l *life, n int) string {
	day, _ := calendar.ParseDate(s.officeDay(l.office, n))
	return day.String()
}
