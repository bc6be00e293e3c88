package dossier

import "motcua/hooks/domain/problem"

// Codes of why the people of a dossier cannot be taken out of the books.
const (
	KeyEraseKept = "dossier.erase_kept" // Args: code
	KeyEraseOpen = "dossier.erase_open" // Args: ref
	KeyEraseFor  = "dossier.erase_for"  // handed in for somebody else. Args: ref
)

// Erasable reports whether nothing obliges the office to keep who a dossier is
// about. A dossier that was taken in is a record of the office and goes by the
// schedule of the archive (Luật Lưu trữ 33/2024/QH15), so the right to be
// erased stops there (Luật 91/2025/QH15 Điều 14); one that somebody still works
// on is ended first.
func (d Dossier) Erasable() error {
	switch {
	case !d.ReceivedAt.IsZero():
		return problem.Problem{Kind: problem.Conflict, Key: KeyEraseKept}.With("code", d.Code)
	case !d.State.Ended() && d.State != Draft:
		return problem.Problem{Kind: problem.Conflict, Key: KeyEraseOpen}.With("ref", d.Ref)
	}
	return nil
}
