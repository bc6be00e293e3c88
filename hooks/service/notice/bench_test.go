package notice_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/service/casework"
)

// BenchmarkReceive is an intake with a notice and without: what the outbox
// costs the act.
func BenchmarkReceive(b *testing.B) {
	for _, name := range []string{"without", "with"} {
		b.Run(name, func(b *testing.B) {
			h := apptest.Open(b)
			h.Notices.Gateway = &post{}
			if name == "without" {
				h.Desk.After = nil
			}
			clerk := h.Actor(access.Clerk, 0)
			o, err := h.Catalog.Offer(h.App, h.Communes[0].ID, "2.001019", "2026-11-20")
			require.NoError(b, err)
			chosen, err := o.Version.Body.CaseOf("", nil)
			require.NoError(b, err)
			in := casework.ReceiveInput{Procedure: "2.001019", Applicant: person()}
			for _, c := range o.Version.Body.Papers(chosen.Key) {
				in.Components = append(in.Components, dossier.Paper{Key: c.Key, Originals: max(1, c.Originals)})
			}
			for b.Loop() {
				_, err := h.Desk.Receive(h.App, clerk, in)
				require.NoError(b, err)
			}
		})
	}
}
