package report

import "motcua/hooks/domain/dossier"

// Mark is what an office asked of a citizen beyond what the law allows; whoever
// leads or supervises it sees how often.
type Mark string

// The marks.
const (
	// Again: asked to complete the dossier a second time at the same stage,
	// before acceptance or while it is worked on (NĐ 118/2025/NĐ-CP Điều 11.2:
	// once). A dossier is marked so once, however often it is asked again.
	Again Mark = "again"
	// Demanded: an attempt to demand a paper outside the published list, which
	// was refused (NĐ 63/2010/NĐ-CP Điều 18.6). Each attempt is one.
	Demanded Mark = "demanded"
)

// Marks are what the act that made before into after adds.
func Marks(before, after dossier.Dossier) []Mark {
	var out []Mark
	if !askedAgain(before) && askedAgain(after) {
		out = append(out, Again)
	}
	if after.Demands > before.Demands {
		out = append(out, Demanded)
	}
	return out
}

func askedAgain(d dossier.Dossier) bool { return max(d.Guides, d.Supplements) > 1 }
