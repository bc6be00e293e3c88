package catalog_test

import (
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
	"motcua/hooks/domain/catalogue"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/catalog"
	"motcua/hooks/service/seed"
)

const day = "2026-11-20"

func fixture(t *testing.T, names ...string) []catalog.File {
	t.Helper()
	var out []catalog.File
	for _, name := range names {
		data, err := os.ReadFile("../../domain/catalogue/testdata/" + name + ".json")
		require.NoError(t, err)
		out = append(out, catalog.File{Name: name + ".json", Data: data})
	}
	return out
}

func load(t *testing.T, h *apptest.House, in catalog.ImportInput, files ...catalog.File) catalog.Report {
	t.Helper()
	in.Day, in.By, in.At = day, "test", h.Now()
	r, err := h.Catalog.Import(h.App, in, files, nil)
	require.NoError(t, err)
	return r
}

func draftOf(t *testing.T, h *apptest.House, code string) string {
	t.Helper()
	list, err := h.Catalog.Drafts(h.App)
	require.NoError(t, err)
	for _, d := range list {
		if d.Code == code {
			return d.ID
		}
	}
	require.Fail(t, "no draft of "+code)
	return ""
}

func TestImportKeepsDraftsAndNamesEachDoubt(t *testing.T) {
	h := apptest.Open(t)
	files := fixture(t, "clean", "no_unit")
	r := load(t, h, catalog.ImportInput{}, files...)
	assert.Equal(t, 2, r.Imported)
	assert.Empty(t, r.Failed)
	require.Len(t, r.NeedsReview, 2)
	assert.Equal(t, catalog.Review{Code: "9.100002", Field: "deadline.limit", Kind: catalogue.KeyLimitNoUnit, Args: map[string]string{"n": "3"}}, r.NeedsReview[0])
	_, err := h.Catalog.InForce(h.App, "9.100001", day)
	assert.Error(t, err, "a draft is in force for nobody")

	again := load(t, h, catalog.ImportInput{}, files...)
	assert.Equal(t, 2, again.Unchanged)
	assert.Zero(t, again.Imported+again.Updated)
	assert.Equal(t, r.NeedsReview, again.NeedsReview)
}

func TestANewSourceReplacesTheDraft(t *testing.T) {
	h := apptest.Open(t)
	load(t, h, catalog.ImportInput{}, fixture(t, "no_unit")...)
	newer := fixture(t, "no_unit")[0]
	newer.Data = []byte(string(newer.Data[:len(newer.Data)-1]) + `,"formality_id":"2"}`)
	r := load(t, h, catalog.ImportInput{}, newer)
	assert.Equal(t, 1, r.Updated)
	list, err := h.Catalog.Drafts(h.App)
	require.NoError(t, err)
	assert.Len(t, list, 1)
}

func TestPublishTakesOnlyWhatIsClean(t *testing.T) {
	h := apptest.Open(t)
	unit := h.Communes[0]
	r := load(t, h, catalog.ImportInput{Publish: true, Unit: unit.ID, UnitPath: unit.Path}, fixture(t, "clean", "no_unit", "tiers")...)
	assert.Equal(t, 2, r.Published)
	v, err := h.Catalog.InForce(h.App, "9.100001", day)
	require.NoError(t, err)
	assert.Equal(t, 1, v.No)
	_, err = h.Catalog.Offer(h.App, unit.ID, "9.100001", day)
	assert.NoError(t, err)
	_, err = h.Catalog.Offer(h.App, h.Communes[1].ID, "9.100001", day)
	assert.Error(t, err)
	again := load(t, h, catalog.ImportInput{Publish: true}, fixture(t, "clean")...)
	assert.Equal(t, 1, again.Unchanged)
	assert.Zero(t, again.Published)
}

func TestADryRunChangesNothing(t *testing.T) {
	h := apptest.Open(t)
	r := load(t, h, catalog.ImportInput{Dry: true, Publish: true}, fixture(t, "clean", "no_unit")...)
	assert.Equal(t, 2, r.Imported)
	list, err := h.Catalog.Drafts(h.App)
	require.NoError(t, err)
	assert.Empty(t, list)
	rows, err := h.Catalog.List(h.App, "9.100001", "", 5)
	require.NoError(t, err)
	assert.Empty(t, rows)
}

func TestABadFileStopsNothingElse(t *testing.T) {
	h := apptest.Open(t)
	clean := fixture(t, "clean")[0]
	r := load(t, h, catalog.ImportInput{},
		catalog.File{Name: "broken.json", Data: clean.Data[:200]},
		catalog.File{Name: "foreign.json", Data: []byte(`{"x":1}`)},
		catalog.File{Name: "half.json", Data: []byte("[" + string(clean.Data) + `,{"ma_thu_tuc":""}]`)},
		catalog.File{Name: "sheet.xlsx", Data: []byte("PK\x03\x04 not a workbook")},
		catalog.File{Name: "own.json", Data: []byte(`{"schema":1,"code":"9.1","surprise":true}`)},
		fixture(t, "no_unit")[0])
	require.Len(t, r.Failed, 5)
	for i, key := range []string{catalogue.KeyFileNotJSON, catalogue.KeyFileForeign, catalogue.KeyFileNoCode, catalogue.KeyFileSheet, "procedure.unknown_member"} {
		assert.Equal(t, key, r.Failed[i].Problem.Key, r.Failed[i].File)
	}
	assert.Equal(t, 1, r.Imported, "nothing of a file that is half bad")
}

func TestOwnJSONGoesRound(t *testing.T) {
	h := apptest.Open(t)
	pack, err := seed.Pack()
	require.NoError(t, err)
	same := load(t, h, catalog.ImportInput{Publish: true}, catalog.File{Name: "same.json", Data: pack[0].Canonical()})
	assert.Equal(t, 1, same.Unchanged)
	v := pack[0]
	v.Code, v.EffectiveFrom = "9.300001", day
	r := load(t, h, catalog.ImportInput{Publish: true}, catalog.File{Name: "new.json", Data: v.Canonical()})
	assert.Equal(t, 1, r.Published)
	v.FeeText = ""
	r = load(t, h, catalog.ImportInput{Publish: true}, catalog.File{Name: "unchecked.json", Data: v.Canonical()})
	assert.Zero(t, r.Published)
	require.Len(t, r.NeedsReview, 1)
	assert.Equal(t, "fee_text", r.NeedsReview[0].Field)
	out, err := h.Catalog.Export(h.App, "", day)
	require.NoError(t, err)
	assert.Len(t, out, len(pack)+1)
}

func TestAWorkbookIsImported(t *testing.T) {
	h := apptest.Open(t)
	f := excelize.NewFile()
	for i, line := range [][]string{
		{"Mã thủ tục", "Tên thủ tục", "Lĩnh vực", "Cơ quan thực hiện", "Cách nộp", "Thời hạn", "Phí, lệ phí", "Căn cứ thu", "Giấy tờ", "Căn cứ pháp lý", "Kết quả"},
		{"9.200001", "Cấp bảng tên ngõ", "Dân cư", "Ủy ban nhân dân xã", "Trực tiếp", "5 ngày làm việc", "Không thu", "Nghị quyết 5", "Đơn | 1 | 0 | phải nộp", "5/2031/NQ-HĐND", "Bảng tên"},
	} {
		at, err := excelize.CoordinatesToCellName(1, i+1)
		require.NoError(t, err)
		require.NoError(t, f.SetSheetRow("Sheet1", at, &line))
	}
	b, err := f.WriteToBuffer()
	require.NoError(t, err)
	file := catalog.File{Name: "xa.xlsx", Data: b.Bytes()}
	r := load(t, h, catalog.ImportInput{Publish: true}, file)
	assert.Equal(t, 1, r.Published, r.NeedsReview)
	assert.Equal(t, 1, load(t, h, catalog.ImportInput{}, file).Unchanged)
}

func TestResolvePublishDiff(t *testing.T) {
	h := apptest.Open(t)
	load(t, h, catalog.ImportInput{}, fixture(t, "no_unit")...)
	id := draftOf(t, h, "9.100002")
	how := catalog.Publishing{From: "2026-12-01", By: "test", At: h.Now()}

	list, _ := problem.In(h.Catalog.PublishDraft(h.App, id, how))
	require.Len(t, list, 1)
	assert.Equal(t, catalog.KeyDraftDoubts, list[0].Key)
	require.Error(t, h.Catalog.Resolve(h.App, id, "deadline.limit", "3:moon"))
	require.NoError(t, h.Catalog.Resolve(h.App, id, "deadline.limit", "3:working_day"))
	require.NoError(t, h.Catalog.Resolve(h.App, id, "deadline.cutoff", "none"))
	require.Error(t, h.Catalog.PublishDraft(h.App, id, catalog.Publishing{From: "1/12/2026", At: h.Now()}))
	require.NoError(t, h.Catalog.PublishDraft(h.App, id, how))

	_, err := h.Catalog.InForce(h.App, "9.100002", "2026-11-30")
	assert.Error(t, err)
	v, err := h.Catalog.InForce(h.App, "9.100002", "2026-12-01")
	require.NoError(t, err)
	assert.Equal(t, 3, v.Body.Deadline.Limit.N)
	_, err = h.Catalog.Draft(h.App, id)
	assert.Error(t, err, "no draft any more")

	changed := fixture(t, "no_unit")[0]
	changed.Data = []byte(string(changed.Data[:len(changed.Data)-1]) + `,"ten_thu_tuc":"Ghi tên vào sổ chợ đêm"}`)
	load(t, h, catalog.ImportInput{}, changed)
	changes, err := h.Catalog.Diff(h.App, "9.100002", -1, -1)
	require.NoError(t, err)
	require.NotEmpty(t, changes)
	assert.Equal(t, "Ghi tên vào sổ chợ phiên", changes[0].Before)
	assert.Equal(t, "Ghi tên vào sổ chợ đêm", changes[0].After)
	_, err = h.Catalog.Diff(h.App, "9.100002", 7, -1)
	assert.Error(t, err)

	early := draftOf(t, h, "9.100002")
	require.NoError(t, h.Catalog.Resolve(h.App, early, "deadline.limit", "2:working_day"))
	require.NoError(t, h.Catalog.Resolve(h.App, early, "deadline.cutoff", "none"))
	list, _ = problem.In(h.Catalog.PublishDraft(h.App, early, catalog.Publishing{From: "2026-11-30", At: h.Now()}))
	require.Len(t, list, 1)
	assert.Equal(t, catalog.KeyDraftTooEarly, list[0].Key)
	require.NoError(t, h.Catalog.DropDraft(h.App, early))
	_, err = h.Catalog.InForce(h.App, "9.100002", "2026-12-01")
	assert.NoError(t, err)
}

func TestADraftThatWasNeverPublishedGoesWithItsProcedure(t *testing.T) {
	h := apptest.Open(t)
	load(t, h, catalog.ImportInput{}, fixture(t, "no_unit")...)
	require.NoError(t, h.Catalog.DropDraft(h.App, draftOf(t, h, "9.100002")))
	_, err := h.Catalog.Versions(h.App, "9.100002")
	assert.Error(t, err)
}

func TestTheSharedCatalogueIsKeptByTheTop(t *testing.T) {
	h := apptest.Open(t)
	by := h.Actor(access.ProcedureAdmin, 0)
	pack, err := seed.Pack()
	require.NoError(t, err)
	assert.Error(t, h.Catalog.MayEdit(h.App, by, pack[0].Code), "a neighbour's too")
	assert.NoError(t, h.Catalog.MayEdit(h.App, by, "9.999999"))
	load(t, h, catalog.ImportInput{For: by, Unit: by.Unit}, fixture(t, "clean")...)
	assert.NoError(t, h.Catalog.MayEdit(h.App, by, "9.100001"))
	assert.Error(t, h.Catalog.MayEdit(h.App, h.Actor(access.ProcedureAdmin, 1), "9.100001"))
	top := by
	top.UnitPath = "01/"
	assert.NoError(t, h.Catalog.MayEdit(h.App, top, pack[0].Code))
	v := pack[0]
	v.Name += " (mới)"
	r := load(t, h, catalog.ImportInput{For: by, Unit: by.Unit}, catalog.File{Name: "pack.json", Data: v.Canonical()})
	require.Len(t, r.Failed, 1)
	assert.Equal(t, catalog.KeyOthersProcedure, r.Failed[0].Problem.Key)
}
