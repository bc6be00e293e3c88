package dossier

import (
	"strconv"
	"time"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/deadline"
	"motcua/hooks/domain/problem"
	"motcua/hooks/domain/procedure"
)

// Codes of what an intake may get wrong.
const (
	KeyChannelNotOffered = "dossier.channel_not_offered"
	KeyPaperMissing      = "dossier.paper_missing"
	KeyPaperUnknown      = "dossier.paper_unknown"
	KeyPaperCount        = "dossier.paper_count"
	KeyNothingBrought    = "dossier.nothing_brought"
	KeyMomentFuture      = "dossier.received_in_future"
	KeyMomentOld         = "dossier.received_too_old"
	KeyMomentNeedsBasis  = "dossier.received_at_needs_basis"
	KeySlipMissing       = "dossier.slip_missing"
	KeyBasisUnknown      = "dossier.basis_unknown"
)

// maxPapers is the largest count of one paper in one dossier.
const maxPapers = 999

// Intake is what a clerk takes in (tiếp nhận), checked against its version.
type Intake struct {
	Version       procedure.Version
	VersionID     string
	Unit          string
	UnitPath      string
	Case          string
	Channel       procedure.Channel
	Code, Ref     string
	BookNo        int // number in the year's register
	ReceiptNo     int // number of the receipt
	Applicant     string
	Submitter     string
	Delegate      string
	Papers        []Paper
	Fees          []FeeLine
	ResultChannel string
	Promise       string // why a required paper may come later (cam kết bổ sung), "" when all are there
	Basis         Basis
	Slip          string
	Visit         string    // first dossier of the same visit
	ClaimedAt     time.Time // only with PaperSlip or Postmark
	Limit         deadline.Limit
	PlaceReceived Place // taken in there for Unit (tiếp nhận hộ)
	PlaceReturn   Place // the result is handed over there
	OldestDays    int   // how many days back the unit allows a claimed moment
}

// Moment is the receipt moment of an intake at the server's time at: at
// itself, or the claimed one where the basis allows it.
//
// The law counts from the receipt of a complete dossier (NĐ 118/2025/NĐ-CP
// Điều 17.3); a slip used during an outage and a postmark are the only papers
// that prove another moment.
func (in Intake) Moment(at time.Time) (time.Time, problem.List) {
	var bad problem.List
	switch in.Basis {
	case Live, Filed, "":
		if !in.ClaimedAt.IsZero() {
			bad.Add("received_at", KeyMomentNeedsBasis)
		}
		return at, bad
	case PaperSlip, Postmark:
	default:
		bad.Add("received_basis", KeyBasisUnknown)
		return at, bad
	}
	if in.Basis == PaperSlip && in.Slip == "" {
		bad.Add("slip", KeySlipMissing)
	}
	switch {
	case in.ClaimedAt.IsZero():
		bad.Add("received_at", KeyRequired)
	case in.ClaimedAt.After(at):
		bad.Add("received_at", KeyMomentFuture)
	case in.ClaimedAt.Before(at.AddDate(0, 0, -in.OldestDays)):
		bad = append(bad, problem.Of("received_at", KeyMomentOld).With("days", strconv.Itoa(in.OldestDays)))
	}
	return in.ClaimedAt, bad
}

// CheckPapers compares the papers taken in with those of the case: each known,
// each required one there in its number, unless the citizen promised in
// writing to bring it. Nothing outside the published list can be demanded
// (NĐ 63/2010/NĐ-CP Điều 18.6); what the citizen volunteers is only noted.
func (in Intake) CheckPapers() problem.List {
	var bad problem.List
	have := map[string]Paper{}
	known := map[string]bool{}
	asked := in.Version.Papers(in.Case)
	for _, c := range asked {
		known[c.Key] = true
	}
	groups := map[string]bool{}
	for _, p := range in.Papers {
		field := "components." + p.Key
		if p.Originals < 0 || p.Copies < 0 || p.Originals > maxPapers || p.Copies > maxPapers || p.Held < 0 || p.Held > p.Originals {
			bad.Add(field, KeyPaperCount)
		}
		if p.Volunteer {
			continue
		}
		if !known[p.Key] {
			bad.Add(field, KeyPaperUnknown)
			continue
		}
		have[p.Key] = p
	}
	for _, c := range asked {
		if _, ok := have[c.Key]; ok && c.OneOf != "" {
			groups[c.OneOf] = true
		}
	}
	if in.Promise != "" {
		return bad
	}
	for _, c := range asked {
		_, ok := have[c.Key]
		if ok || c.Requirement != procedure.Required || c.OneOf != "" && groups[c.OneOf] {
			continue
		}
		bad = append(bad, problem.Of("components."+c.Key, KeyPaperMissing).With("title", c.Title))
		if c.OneOf != "" {
			groups[c.OneOf] = true // one line for the whole group
		}
	}
	return bad
}

// Receive takes a dossier in: draft or submitted → received. The caller has
// checked who the people are and computed due for Moment(at).
func (d Dossier) Receive(by access.Actor, at time.Time, in Intake, due Due) (Event, error) {
	if d.ID == "" || d.UnitPath == "" {
		d.UnitPath = in.UnitPath
	}
	if d.State == "" {
		d.State = Draft
	}
	if err := d.Permit(Receive, by); err != nil {
		return Event{}, err
	}
	moment, bad := in.Moment(at)
	if !in.Version.Offers(in.Channel) {
		bad.Add("channel", KeyChannelNotOffered)
	}
	bad = append(bad, in.CheckPapers()...)
	words(&bad, "promise", in.Promise, false)
	if err := bad.Err(); err != nil {
		return Event{}, err
	}
	e := d.event(Receive, by)
	e.At, e.ClaimedAt, e.Unit = at, in.ClaimedAt, in.Unit
	basis := in.Basis
	if basis == "" {
		basis = Live
	}
	step := ""
	if flow := in.Version.Steps(in.Case); len(flow) > 0 {
		step = flow[0].Key
	}
	e.Data = Data{
		Code: in.Code, Ref: in.Ref, BookNo: in.BookNo, ReceiptNo: in.ReceiptNo, UnitPath: in.UnitPath, Procedure: in.Version.Code, Version: in.VersionID,
		Case: in.Case, Channel: in.Channel, Applicant: in.Applicant, Submitter: in.Submitter, Delegate: in.Delegate,
		ReceivedAt: moment, Basis: basis, Slip: in.Slip, Visit: in.Visit, Papers: in.Papers, Fees: in.Fees,
		ResultChannel: in.ResultChannel, Limit: in.Limit, Due: &due, Step: step, Holder: by.ID,
	}
	e.Ground = in.Promise
	return e, nil
}

// Begun are the values of a dossier that begins without being accepted.
func (in Intake) Begun() Data {
	return Data{Ref: in.Ref, UnitPath: in.UnitPath, Procedure: in.Version.Code, Version: in.VersionID, Case: in.Case, Channel: in.Channel,
		Applicant: in.Applicant, Submitter: in.Submitter, Delegate: in.Delegate, Papers: in.Papers, Fees: in.Fees, ResultChannel: in.ResultChannel}
}
