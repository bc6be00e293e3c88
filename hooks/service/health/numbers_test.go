package health_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/service/handover"
)

// TestSlipsOfHandOverAreCounted: a slip that is gone, is there twice or has a
// number of its own making is found, and a whole book is called whole.
func TestSlipsOfHandOverAreCounted(t *testing.T) {
	for want, sql := range map[string][]string{
		"whole good":          {"UPDATE handovers SET state = 'void', void_reason = 'nhầm' WHERE no = 1"},
		"slip_gone danger":    {"DELETE FROM handover_lines", "DELETE FROM handovers WHERE no = 1"},
		"slip_twice danger":   {"DROP INDEX idx_handovers_number", "UPDATE handovers SET no = 1"},
		"slip_strange danger": {"INSERT INTO handovers (id, unit, unit_path, year, no, state) SELECT 'x', unit, unit_path, year, 3, 'void' FROM handovers WHERE no = 1"},
	} {
		t.Run(want, func(t *testing.T) {
			h := apptest.Open(t)
			officer := h.Actor(access.Officer, 0)
			for range 2 {
				c, err := h.Desk.Forward(h.App, h.Actor(access.Clerk, 0), receive(t, h).Code, 0, dossier.MoveInput{To: officer.ID})
				require.NoError(t, err)
				_, err = h.Slips.Make(h.App, h.Actor(access.Clerk, 0), handover.MakeInput{To: officer.ID, Codes: []string{c.Code}})
				require.NoError(t, err)
			}
			require.Equal(t, "whole good", look(t, h, false)["numbers"])
			for _, q := range sql {
				_, err := h.App.NonconcurrentDB().NewQuery(q).Execute()
				require.NoError(t, err)
			}
			assert.Equal(t, want, look(t, h, false)["numbers"])
		})
	}
}
