package procedure

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/domain/deadline"
)

func TestDiffOfTheSameIsEmpty(t *testing.T) {
	v := Version{Name: "Đăng ký", Deadline: deadline.Rule{Limit: deadline.Limit{N: 3, Unit: deadline.WorkingDay}}, Channels: []Channel{Desk}}
	assert.Empty(t, Diff(v, v))
}

func TestDiffSaysInWordsWhatChanged(t *testing.T) {
	eight, nine := int64(8000), int64(9000)
	a := Version{
		Name: "Đăng ký", Deadline: deadline.Rule{Limit: deadline.Limit{N: 3, Unit: deadline.WorkingDay}},
		Components: []Component{{Title: "Tờ khai", Requirement: Required, Originals: 1}, {Title: "Ảnh", Requirement: Required, Copies: 2}},
		Fees:       []Fee{{Key: "fee", Title: "Phí", Amount: &eight}},
		Channels:   []Channel{Desk}, LegalBasis: []LegalText{{Number: "1/2031/NĐ-CP"}},
	}
	b := a
	b.Deadline.Limit.N = 5
	b.Components = []Component{{Title: "Tờ khai", Requirement: ShowOnly, Originals: 1}, {Title: "Đơn", Requirement: Optional, Originals: 2}}
	b.Fees = []Fee{{Key: "fee", Title: "Phí", Amount: &nine, PerChannel: map[Channel]int64{Online: 0}}}
	b.Channels = []Channel{Desk, Online}
	got := Diff(a, b)
	want := []Change{
		{"deadline.limit", "Thời hạn giải quyết", "3 ngày làm việc", "5 ngày làm việc"},
		{"fees", "Khoản thu", "Phí: 8.000 đồng", "Phí: 9.000 đồng; trực tuyến 0 đồng"},
		{"components", "Giấy tờ", "Tờ khai: 1 bản chính, 0 bản sao, phải nộp", "Tờ khai: 1 bản chính, 0 bản sao, chỉ xuất trình"},
		{"components", "Giấy tờ", "Ảnh: 0 bản chính, 2 bản sao, phải nộp", ""},
		{"components", "Giấy tờ", "", "Đơn: 2 bản chính, 0 bản sao, nếu có"},
		{"channels", "Cách nộp", "", "trực tuyến"},
	}
	require.Equal(t, want, got)
}

func TestDiffAgainstNothingTellsTheWholeVersion(t *testing.T) {
	got := Diff(Version{}, Version{Name: "Mới", Fees: []Fee{{Key: "a", Title: "Phí", Tiers: &Tiers{FirstPages: 2, First: 2000, Next: 1000, Cap: 200000}}, {Key: "b", Title: "Lệ phí"}}})
	require.Len(t, got, 3)
	assert.Equal(t, "", got[0].Before)
	assert.Equal(t, "Phí: 2.000 đồng một trang, từ trang 3 là 1.000 đồng, nhiều nhất 200.000 đồng một bản", got[1].After)
	assert.Equal(t, "Lệ phí: mức do tỉnh quy định", got[2].After)
}
