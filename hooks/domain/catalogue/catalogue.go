// Package catalogue reads one record of the national catalogue of procedures
// (Cơ sở dữ liệu quốc gia về thủ tục hành chính) as its pages flatten it, and
// says what it read and what it could not know. It never guesses, stores
// nothing and publishes nothing.
package catalogue

import (
	"strings"

	"motcua/hooks/domain/procedure"
)

// What a record leaves open. Each is a doubt a person resolves beside the
// original text.
const (
	KeyLimitNoUnit       = "catalogue.limit_no_unit"      // Args: n
	KeyLimitUnknown      = "catalogue.limit_unknown"      // the cell is empty
	KeyLimitInWords      = "catalogue.limit_in_words"     // only the description has it; Args: text
	KeyLimitZero         = "catalogue.limit_zero"         //
	KeyLimitHours        = "catalogue.limit_hours"        // working or clock hours; Args: n
	KeyLimitGlued        = "catalogue.limit_glued"        // run into the amount; Args: text
	KeyLimitContradicted = "catalogue.limit_contradicted" // Args: cell, text
	KeyLimitMore         = "catalogue.limit_more"         // another length in the text; Args: text
	KeyLimitCases        = "catalogue.limit_cases"        // several rows of one channel; Args: n
	KeyCutoff            = "catalogue.cutoff"             // “sau 15 giờ” in the steps
	KeyNoRows            = "catalogue.no_channel_rows"    //
	KeyFeeUnknown        = "catalogue.fee_unknown"        //
	KeyFeeGlued          = "catalogue.fee_glued"          // Args: text
	KeyFeeTooSmall       = "catalogue.fee_too_small"      // Args: amount
	KeyFeeProvince       = "catalogue.fee_province"       // set by the provincial council
	KeyFeeFree           = "catalogue.fee_free_doubtful"  // “Miễn phí” while the text speaks of a fee
	KeyFeeContradicted   = "catalogue.fee_contradicted"   // Args: cell, text
	KeyFeeForeign        = "catalogue.fee_foreign"        // not in đồng
	KeyFeeExemptions     = "catalogue.fee_exemptions"     // somebody pays less, not said how in a table
	KeyFeeCases          = "catalogue.fee_cases"          // several amounts in one channel
	KeyFeeKind           = "catalogue.fee_kind"           // phí or lệ phí
	KeyPaperCount        = "catalogue.paper_count_zero"   // neither original nor copy: a paper or a remark
	KeyPaperGlued        = "catalogue.paper_count_glued"  // Args: text
	KeyPaperContradicted = "catalogue.paper_count_contradicted"
	KeyPaperRequirement  = "catalogue.paper_requirement" // a condition in its words
	KeyPaperGroup        = "catalogue.paper_group"       // under a heading that may be a case; Args: group
	KeyPaperFile         = "catalogue.paper_file_glued"  // name of the form's file run into the title
	KeyPaperCut          = "catalogue.paper_cut"         // a last line without a count
	KeyNoPapers          = "catalogue.no_papers"
	KeyLegalUnread       = "catalogue.legal_unread" // Args: text
	KeyNoLegal           = "catalogue.no_legal"
	KeyNoOutcome         = "catalogue.no_result"
	KeyTextCut           = "catalogue.text_cut"
	KeyNoSteps           = "catalogue.no_steps"
	KeyNoAgency          = "catalogue.no_agency"
	KeyAgencyElsewhere   = "catalogue.agency_elsewhere"
	KeyLocalDecision     = "catalogue.decision_local" // Args: decision
	KeyNoSector          = "catalogue.no_sector"
)

// Doubt is one thing the record leaves open.
type Doubt struct {
	Field string            `json:"field"` // path in the version, as Resolve takes it: deadline.limit, components.paper_3.count
	Kind  string            `json:"kind"`  // one of the keys above, or a key of procedure.Check
	Args  map[string]string `json:"args,omitempty"`
}

// Reading is a record as it was understood.
type Reading struct {
	Version  procedure.Version
	Doubts   []Doubt
	Original map[string]string // text of the record behind each doubtful field
}

// Clean reports whether nothing is left open.
func (r Reading) Clean() bool { return len(r.Doubts) == 0 }

// doubt notes one; args are names and values by turns.
func (r *Reading) doubt(field, kind, original string, args ...string) {
	d := Doubt{Field: field, Kind: kind}
	for i := 0; i+1 < len(args); i += 2 {
		if d.Args == nil {
			d.Args = map[string]string{}
		}
		d.Args[args[i]] = args[i+1]
	}
	for _, x := range r.Doubts {
		if x.Field == field && x.Kind == kind {
			return // said once
		}
	}
	r.Doubts = append(r.Doubts, d)
	original = strings.TrimSpace(original)
	if original != "" && !strings.Contains(r.Original[field], original) {
		r.Original[field] = strings.TrimSpace(r.Original[field] + "\n\n" + original)
	}
}
