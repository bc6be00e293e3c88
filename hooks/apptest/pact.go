package apptest

import (
	"slices"

	"github.com/stretchr/testify/require"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/procedure"
	"motcua/hooks/service/catalog"
)

// Agree lets commune here take a procedure in for commune there: each side's
// administrator says so on its own offering.
func (h *House) Agree(here, there int, code string) {
	h.t.Helper()
	for _, side := range []struct {
		unit int
		put  func(in *catalog.PostingInput)
	}{
		{here, func(in *catalog.PostingInput) { in.For = []string{h.Communes[there].Code} }},
		{there, func(in *catalog.PostingInput) { in.By = []string{h.Communes[here].Code} }},
	} {
		unit, by := h.Communes[side.unit], h.Actor(access.UnitAdmin, side.unit)
		p, err := h.Catalog.Posting(h.App, unit.ID, code, Start.Format("2006-01-02"))
		require.NoError(h.t, err)
		in := catalog.PostingInput{Offered: true, Fees: map[string]string{}}
		for _, ch := range []procedure.Channel{procedure.Desk, procedure.Online, procedure.Post} {
			if slices.Contains(p.Channels, ch) {
				in.Channels = append(in.Channels, string(ch))
			}
		}
		side.put(&in)
		_, err = h.Catalog.Post(h.App, h.Org, by, unit, code, Start.Format("2006-01-02"), in, h.Now())
		require.NoError(h.t, err)
	}
}
