package backup

import (
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/machine"
)

// Codes of why a copy cannot be made, trusted or put back.
const (
	KeyInside       = "backup.inside_data"
	KeyIsData       = "backup.place_is_data"
	KeyBusy         = "backup.busy"
	KeyNoRoom       = "backup.no_room"
	KeyNoWrite      = "backup.no_write"
	KeyNone         = "backup.none"
	KeyNotEmpty     = "backup.target_not_empty"
	KeyTargetIn     = "backup.target_inside"
	KeyNoData       = "backup.no_data"
	KeyRecipient    = "backup.recipient"
	KeyOpenKey      = "backup.open_key"
	KeyOpenKeyOther = "backup.open_key_other"
	KeyFailed       = "backup.failed"
	KeyPath         = "backup.bad_path"
	KeyUnreadable   = "backup.unreadable"
	KeyFormat       = "backup.format"
	KeyLost         = "backup.file_lost"
	KeyChanged      = "backup.file_changed"
	KeyPages        = "backup.pages_damaged"
	KeyForeign      = "backup.rows_dangle"
	KeyCounts       = "backup.counts_differ"
	KeyChain        = "backup.chain_broken"
	KeyRows         = "backup.rows_differ"
)

var faults = map[string]string{
	"path": KeyPath, "unreadable": KeyUnreadable, "format": KeyFormat, "lost": KeyLost, "changed": KeyChanged,
}

// damaged names a part of a copy that is not what it must be.
func damaged(name, fault string) problem.Problem {
	return problem.Problem{Kind: problem.Conflict, Key: faults[fault]}.With("file", name)
}

func refused(key string, args ...string) problem.Problem {
	p := problem.Problem{Kind: problem.Conflict, Key: key}
	for i := 0; i+1 < len(args); i += 2 {
		p = p.With(args[i], args[i+1])
	}
	return p
}

// explain turns what the system said about a place into what to do about it.
func explain(err error, place string) error {
	switch {
	case err == nil:
		return nil
	case machine.DiskFull.Is(err):
		return refused(KeyNoRoom, "place", place, "need", "?", "free", "0")
	case machine.NoWrite.Is(err):
		return refused(KeyNoWrite, "place", place)
	}
	return err
}
