package procedure

// What can be wrong with a version. Field is the path inside its JSON, such
// as components[2].cases[0]. The sentences stand in templates/text.
const (
	KeyNoText          = "procedure.no_text" // a name, title or day that must be there
	KeyBadDay          = "procedure.bad_day"
	KeyDuplicate       = "procedure.duplicate_key" // Args: key
	KeyNoChannel       = "procedure.no_channel"
	KeyUnknownChannel  = "procedure.unknown_channel" // Args: channel
	KeyNoDefault       = "procedure.no_default_case"
	KeyManyDefaults    = "procedure.many_default_cases"
	KeyDefaultWhen     = "procedure.default_case_with_condition"
	KeyBadRequirement  = "procedure.unknown_requirement"
	KeyNoCount         = "procedure.paper_without_count" // neither original nor copy
	KeyLoneOneOf       = "procedure.one_of_alone"        // Args: group, case
	KeyMixedOneOf      = "procedure.one_of_mixed"        // Args: group
	KeyBadPause        = "procedure.unknown_pause"       // Args: pause
	KeyNoLimitGround   = "procedure.limit_without_ground"
	KeyNoPauseGround   = "procedure.pause_without_ground" // a restart or a second appointment that names no text
	KeyBadLink         = "procedure.link_limit"           // a link without a length of time
	KeyNoLinkGround    = "procedure.link_without_ground"
	KeyNoStep          = "procedure.no_step"            // Args: case
	KeyNobody          = "procedure.step_nobody_may_do" // Args: role
	KeyBadNorm         = "procedure.bad_norm"
	KeyNormsTooLong    = "procedure.norms_above_limit" // Args: case, channel, minutes, limit_minutes
	KeyNoResult        = "procedure.no_result"
	KeyNoLegalBasis    = "procedure.no_legal_basis"
	KeyNoFeeGround     = "procedure.fee_without_ground"
	KeyNoFeeText       = "procedure.no_fee_text"
	KeyBadFeeKind      = "procedure.unknown_fee_kind"
	KeyBadStage        = "procedure.unknown_fee_stage"
	KeyAmountTwice     = "procedure.fee_amount_and_tiers"
	KeyBadAmount       = "procedure.fee_amount_negative"
	KeyBadTiers        = "procedure.bad_tiers"
	KeyBadMultiplier   = "procedure.unknown_multiplier" // Args: field
	KeyNoExample       = "procedure.no_example"
	KeyExampleTime     = "procedure.example_bad_time"
	KeyExampleCase     = "procedure.example_case"   // Args: want, got
	KeyExamplePapers   = "procedure.example_papers" // Args: want, got
	KeyExampleFee      = "procedure.example_fee"    // Args: want, got
	KeyExampleDue      = "procedure.example_due"    // Args: want, got
	KeyExampleNotFound = "procedure.example_channel"
)
