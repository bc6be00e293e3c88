package cashier_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/cashier"
)

// poor is an exemption that 1.010038 publishes for its fee.
func poor(change ...func(*casework.ExemptInput)) casework.ExemptInput {
	in := casework.ExemptInput{ExemptInput: dossier.ExemptInput{Fee: "registration", Exemption: "poor", Proof: "Giấy chứng nhận hộ nghèo số 12/2026"}}
	for _, c := range change {
		c(&in)
	}
	return in
}

func TestAFeeIsExemptBeforeItIsPaid(t *testing.T) {
	x := open(t)
	code := x.examined("Đào Văn Ước").Code
	require.NoError(t, x.Till.Exempt(x.App, x.cashier, code, poor()))
	c, err := x.Desk.Find(x.App, x.cashier, code)
	require.NoError(t, err)
	require.Len(t, c.Fees, 1)
	assert.Equal(t, "poor", c.Fees[0].Exempt)
	assert.Zero(t, c.Fees[0].Amount)
	left, err := x.Till.Owed(x.App, c.ID, c.State, c.Fees)
	require.NoError(t, err)
	assert.Empty(t, left)
	history, err := x.Desk.History(x.App, x.cashier, code)
	require.NoError(t, err)
	e := history[len(history)-1]
	assert.Equal(t, dossier.ExemptFee, e.Kind)
	assert.NotEmpty(t, e.Ground, "the ground is the published one")
	assert.Equal(t, "Giấy chứng nhận hộ nghèo số 12/2026", e.Detail["exempt_proof"])
	due, err := x.Till.FeesDue(x.App, c)
	require.NoError(t, err)
	assert.Zero(t, due, "nothing stands between the citizen and the result")
	diff, err := x.Desk.Rebuild(x.App, false, func(int, int) {})
	require.NoError(t, err)
	assert.Empty(t, diff, "the row says what its events say")
}

func TestWhatMayNotBeExempt(t *testing.T) {
	for name, line := range map[string]struct {
		prepare func(x till, code string)
		by      func(x till) access.Actor
		in      casework.ExemptInput
		want    string
	}{
		"an exemption nobody published": {in: poor(func(in *casework.ExemptInput) { in.Exemption = "friend" }), want: "invalid " + dossier.KeyExemption},
		"no exemption":                  {in: poor(func(in *casework.ExemptInput) { in.Exemption = "" }), want: "invalid " + dossier.KeyExemption},
		"without a proof":               {in: poor(func(in *casework.ExemptInput) { in.Proof = "  " }), want: "invalid " + dossier.KeyExemptionProof},
		"another fee":                   {in: poor(func(in *casework.ExemptInput) { in.Fee = "copy" }), want: "conflict " + cashier.KeyPaid},
		"a clerk":                       {by: func(x till) access.Actor { return x.clerk }, in: poor(), want: "forbidden " + cashier.KeyNotYours},
		"another commune's cashier":     {by: func(x till) access.Actor { return x.other }, in: poor(), want: "not_found " + casework.KeyNotFound},
		"a fee that was paid": {prepare: func(x till, code string) { x.take(cashier.TakeInput{Dossiers: []string{code}}) }, in: poor(),
			want: "conflict " + cashier.KeyPaid},
		"twice": {prepare: func(x till, code string) { require.NoError(x.t, x.Till.Exempt(x.App, x.cashier, code, poor())) }, in: poor(),
			want: "conflict " + cashier.KeyPaid},
		"a proof that is no file": {in: poor(func(in *casework.ExemptInput) {
			in.File = &casework.Upload{Name: "a.exe", Body: strings.NewReader("MZ")}
		}),
			want: "invalid " + casework.KeyFileType},
	} {
		t.Run(name, func(t *testing.T) {
			x := open(t)
			code := x.examined("Đào Văn Ước").Code
			if line.prepare != nil {
				line.prepare(x, code)
			}
			by := x.cashier
			if line.by != nil {
				by = line.by(x)
			}
			err := x.Till.Exempt(x.App, by, code, line.in)
			require.Error(t, err)
			assert.Equal(t, []string{line.want}, keys(t, err))
			fresh := x.examined("Đào Văn Ước").Code
			require.NoError(t, x.Till.Exempt(x.App, x.cashier, fresh, poor()), "the twin beside it is taken")
		})
	}
}

func TestADossierThatWaitedForThatFeeGoesOn(t *testing.T) {
	x := open(t)
	code := x.examined("Đào Văn Ước").Code
	officer := x.Actor(access.Officer, 0)
	_, err := x.Desk.Forward(x.App, x.clerk, code, 0, dossier.MoveInput{To: officer.ID})
	require.NoError(t, err)
	_, err = x.Desk.AskPayment(x.App, officer, code, 0, dossier.PaymentInput{Slip: "TB-1"})
	require.NoError(t, err)
	in := poor(func(in *casework.ExemptInput) {
		in.File = &casework.Upload{Name: "ho-ngheo.pdf", Body: strings.NewReader("%PDF-1.4\n/Type /Page\ntrailer")}
	})
	require.NoError(t, x.Till.Exempt(x.App, x.cashier, code, in))
	c, err := x.Desk.Find(x.App, x.cashier, code)
	require.NoError(t, err)
	assert.Equal(t, dossier.Processing, c.State)
	files, err := x.Desk.Files(x.App, x.clerk, code)
	require.NoError(t, err)
	assert.Len(t, files, 1)
}
