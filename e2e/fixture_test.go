//go:build e2e

package e2e

import (
	"testing"

	"github.com/stretchr/testify/require"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/procedure"
	"motcua/hooks/service/casework"
)

// receive takes a dossier in through the service, for tests about what comes
// after, and returns its code.
func (s *site) receive(t *testing.T) string { t.Helper(); return s.receiveOf(t, "1.004222") }

// receiveOf is receive for a procedure: all its required papers are there and
// its receipt has been printed.
func (s *site) receiveOf(t *testing.T, procedureCode string) string {
	t.Helper()
	clerk := s.Actor(access.Clerk, 0)
	offer, err := s.Catalog.Offer(s.App, s.Communes[0].ID, procedureCode, "2026-11-20")
	require.NoError(t, err)
	in := casework.ReceiveInput{Procedure: procedureCode, Print: true, Applicant: casework.PersonInput{Name: "Nguyễn Thị Phương Thảo", IdentityNumber: "099190012345",
		Birth: "1990", Phone: "0912345678", Address: "Thôn Đình, xã An Bình"}}
	chosen, err := offer.Version.Body.CaseOf("", nil)
	require.NoError(t, err)
	for _, c := range offer.Version.Body.Papers(chosen.Key) {
		if c.Requirement == procedure.Required || c.OneOf != "" {
			in.Components = append(in.Components, dossier.Paper{Key: c.Key, Originals: max(1, c.Originals), Copies: c.Copies})
		}
	}
	got, err := s.Desk.Receive(s.App, clerk, in)
	require.NoError(t, err)
	return got.Code
}
