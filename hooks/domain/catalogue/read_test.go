package catalogue

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/deadline"
	"motcua/hooks/domain/procedure"
)

const day = "2026-11-20"

// fixture reads a record of testdata: records of the catalogue's shape, made up
// by us.
func fixture(t *testing.T, name string) Reading {
	t.Helper()
	return Read(record(t, name), day)
}

func record(t *testing.T, name string) Record {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name+".json"))
	require.NoError(t, err)
	text, err := Text(data)
	require.NoError(t, err)
	items, err := Items(text)
	require.NoError(t, err)
	require.Len(t, items, 1)
	return items[0].Record
}

// said are the doubts as "field kind".
func said(r Reading) []string {
	out := []string{}
	for _, d := range r.Doubts {
		out = append(out, d.Field+" "+strings.TrimPrefix(d.Kind, "catalogue."))
	}
	return out
}

func TestEachDoubtIsNamedAndNothingElse(t *testing.T) {
	for name, want := range map[string][]string{
		"clean":        {},
		"no_unit":      {"deadline.limit limit_no_unit", "deadline.cutoff cutoff"},
		"glued_amount": {"deadline.limit limit_glued", "fees fee_glued"},
		"per_channel":  {},
		"cases":        {"deadline.cases limit_cases"},
		"tiers":        {},
		"province":     {"decision decision_local", "fees fee_province"},
		"empty_cells": {"agency no_agency", "sector no_sector", "deadline.limit limit_unknown", "deadline.limit limit_in_words",
			"fees fee_unknown", "legal_basis no_legal", "results no_result"},
		"papers": {"components.paper_1.title paper_count_glued", "components.paper_1.count paper_count_glued",
			"components.paper_3.requirement paper_requirement", "components.paper_3.count paper_count_zero",
			"components.paper_4.count paper_count_contradicted", "components.paper_5.title paper_file_glued",
			"components.paper_7.requirement paper_group", "components paper_cut"},
		"legal":        {"legal_basis legal_unread"},
		"cut":          {"steps_text text_cut"},
		"hours":        {"deadline.per_channel.desk limit_hours"},
		"contradicted": {"agency agency_elsewhere", "deadline.limit limit_contradicted", "fees fee_too_small", "fees.fee.kind fee_kind"},
	} {
		r := fixture(t, name)
		assert.Equal(t, want, said(r), name)
		for _, d := range r.Doubts {
			if d.Kind != KeyNoAgency && d.Kind != KeyNoSector && d.Kind != KeyNoOutcome {
				assert.NotEmpty(t, r.Original[d.Field], "%s: the words behind %s", name, d.Field)
			}
		}
	}
}

func TestACleanRecordPassesTheCheck(t *testing.T) {
	for _, name := range []string{"clean", "per_channel", "tiers"} {
		assert.Empty(t, fixture(t, name).Version.Check(calendar.National()), name)
	}
	v := fixture(t, "clean").Version
	assert.Equal(t, deadline.Limit{N: 5, Unit: deadline.WorkingDay}, v.Deadline.Limit)
	assert.Equal(t, []procedure.Channel{procedure.Desk, procedure.Online}, v.Channels)
	assert.Equal(t, "Miễn phí", v.FeeText)
	assert.Empty(t, v.Fees)
	assert.Equal(t, []string{"Công dân Việt Nam", "Tổ chức (không bao gồm doanh nghiệp, HTX)"}, v.Audience)
	require.Len(t, v.Components, 2)
	assert.Equal(t, "Đơn đề nghị theo Mẫu số 2a", v.Components[0].Title)
	assert.Equal(t, "Mẫu số 2a", v.Components[0].FormName)
	assert.Equal(t, 2, v.Components[1].Copies)
	require.Len(t, v.Results, 1)
	assert.Equal(t, "Giấy xác nhận ao cá", v.Results[0].Title, "without the page's furniture")
	assert.Len(t, v.StepsText, 3)
}

func TestTimeAndMoneyByChannel(t *testing.T) {
	v := fixture(t, "per_channel").Version
	assert.Equal(t, map[string]deadline.Limit{"online": {N: 2, Unit: deadline.WorkingDay}, "desk": {N: 4, Unit: deadline.WorkingDay}}, v.Deadline.PerChannel)
	fees, err := v.FeesFor(procedure.Online, "main", map[string]string{"quantity": "2"}, nil, nil)
	require.NoError(t, err)
	assert.EqualValues(t, 18000, fees[0].Amount)
	fees, err = v.FeesFor(procedure.Desk, "main", map[string]string{"quantity": "2"}, nil, nil)
	require.NoError(t, err)
	assert.EqualValues(t, 24000, fees[0].Amount)
}

func TestAFeeByPageWithItsCap(t *testing.T) {
	v := fixture(t, "tiers").Version
	for answers, want := range map[[2]string]int64{{"3", "1"}: 9000, {"5", "2"}: 26000, {"400", "1"}: 90000} {
		fees, err := v.FeesFor(procedure.Desk, "main", map[string]string{"pages": answers[0], "copies": answers[1]}, nil, nil)
		require.NoError(t, err)
		assert.Equal(t, want, fees[0].Amount, answers)
	}
}

func TestLegalTextsArePartedFromTheirNumbers(t *testing.T) {
	var got []string
	for _, l := range fixture(t, "legal").Version.LegalBasis {
		got = append(got, l.Number+" | "+l.Title)
	}
	assert.Equal(t, []string{
		"61/2034/QH15 | Luật 61/2034/QH15",
		"03/2033/TT-BXX | Thông tư số 03/2033/TT-BXX ngày 02/8/2033 của Bộ trưởng Bộ Thử",
		"40/2039/NĐ-CP | Sửa đổi một số điều của Nghị định số 24/2038/NĐ-CP, được bổ sung bởi Nghị định số 30/2039/NĐ-CP",
		"68/2035/QH15 | Luật Ngõ 2035",
	}, got)
}

func TestPapersAreReadWithCountsAndGroups(t *testing.T) {
	v := fixture(t, "papers").Version
	assert.Equal(t, "Sơ yếu lý lịch lập ngày 01/02/2031", v.Components[1].Title, "a year has four digits")
	assert.Equal(t, 1, v.Components[1].Originals)
	assert.Equal(t, procedure.ShowOnly, v.Components[5].Requirement)
	assert.Contains(t, v.Conditions, "Lưu ý: Người dưới 16 tuổi đi cùng cha mẹ.")
	assert.Equal(t, "Đơn mượn sân", fixture(t, "cut").Version.Components[0].Title, "the table is found in the whole text")
}

func TestHoursAreWorkingHoursOnlyWhereTheRecordSaysSo(t *testing.T) {
	d := fixture(t, "hours").Version.Deadline
	assert.Equal(t, deadline.Limit{N: 8, Unit: deadline.WorkingHour}, d.PerChannel["online"])
	assert.Equal(t, deadline.Limit{}, d.PerChannel["desk"], "not guessed")
}

func TestADayCellAgainstWorkingDaysInTheSteps(t *testing.T) {
	rec := record(t, "clean")
	rec.Channels = strings.ReplaceAll(rec.Channels, "5 Ngày làm việc", "5 Ngày")
	assert.Empty(t, Read(rec, day).Doubts)
	rec.Steps += "\n- Trong 05 ngày làm việc, công chức trả lời."
	assert.Equal(t, []string{"deadline.limit limit_contradicted"}, said(Read(rec, day)))
}

func TestFreeOfChargeIsDoubtedWhereTheStepsSpeakOfAFee(t *testing.T) {
	rec := record(t, "clean")
	rec.Steps += "\n- Người dân nộp lệ phí ở quầy."
	assert.Equal(t, []string{"fees fee_free_doubtful"}, said(Read(rec, day)))
}

func TestReadingIsTheSameOnADecomposedText(t *testing.T) {
	rec := record(t, "clean")
	rec.Channels = strings.ReplaceAll(rec.Channels, "ế", "e\u0302\u0301")
	assert.Empty(t, Read(rec, day).Doubts)
}

// Whatever the text, reading ends and every clean version passes the check.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{"Trực tiếp5 Ngày làm việcMiễn phí", "Trực tuyến120 VNĐ(20.000", "Trực tiếpKhông", "((((1 bản chính,1 bản sao", "QH1360/2014/QH13"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		r := Read(Record{Code: "9.100099", Name: "Thử", Agency: "xã", Sector: "x", Channels: s, Papers: "--" + paperHead + s, Legal: s, Results: s, Steps: s}, day)
		if r.Clean() {
			require.Empty(t, r.Version.Check(calendar.National()))
		}
	})
}
