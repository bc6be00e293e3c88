package paper_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/domain/certify"
	"motcua/hooks/service/paper"
)

// The words of a testimony are the law's: a golden file holds them letter by
// letter. A wanted change is made in the file by hand.
func TestTheWordsOfATestimony(t *testing.T) {
	base := paper.Testimony{Number: 123, Year: 2026, Volume: 1, Day: time.Date(2026, 11, 20, 9, 0, 0, 0, paper.Zone),
		Agency: "Ủy ban nhân dân xã An Bình", Office: "Trung tâm Phục vụ hành chính công xã An Bình", Name: "Nguyễn Thị Bưởi", IDNumber: "099190000123",
		Clerk: "Nguyễn Thị Mai Lan", Signer: "Phạm Minh Tuấn", SignerTitle: "Phó Chủ tịch UBND xã"}
	for name, change := range map[string]func(*paper.Testimony){
		"copy":        func(x *paper.Testimony) { x.Kind = certify.Copy },
		"signature":   func(x *paper.Testimony) { x.Kind = certify.Signature },
		"fingerprint": func(x *paper.Testimony) { x.Kind, x.Fingerprint = certify.Signature, true },
		"by-order": func(x *paper.Testimony) {
			x.Kind, x.SignerTitle = certify.Copy, "Công chức Tư pháp – Hộ tịch"
		},
		"blank": func(x *paper.Testimony) { x.Kind, x.IDNumber, x.Signer, x.SignerTitle = certify.Signature, "", "", "" },
	} {
		t.Run(name, func(t *testing.T) {
			x := base
			change(&x)
			x.Series = x.Kind.Series()
			want, err := os.ReadFile(filepath.Join("testdata", "testimony-"+name+".txt"))
			require.NoError(t, err)
			assert.Equal(t, string(want), x.Text()+"\n")
			assert.NotContains(t, x.Title(), x.Name, "a title names nobody")
		})
	}
}

func TestThePagesOfABookAndAPad(t *testing.T) {
	b := paper.CertificationBook{Kind: certify.Copy, Series: "SCT/BS", Year: 2026, Volume: 1, Unit: "Ủy ban nhân dân xã An Bình"}
	b.Rows = []paper.CertificationRow{{Copies: 2, Fee: 10_000}, {Copies: 3, Fee: 15_000, Void: true}}
	assert.Equal(t, 2, b.Copies(), "a voided line counts no copies")
	assert.Equal(t, "10.000 đồng", b.FeeLine())
	assert.Equal(t, "SỔ CHỨNG THỰC BẢN SAO TỪ BẢN CHÍNH", b.Heading())
	assert.Equal(t, "01/2026-SCT/BS", b.VolumeLine())

	s := paper.Slip{Number: "P26-00123-4"}
	m, err := s.QR()
	require.NoError(t, err)
	assert.NotEmpty(t, m.D)
	assert.Len(t, s.Parts(), 2, "one part for the citizen, one to be keyed in")
}
