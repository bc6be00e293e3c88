package catalogue

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/domain/problem"
)

func TestAFileThatCannotBeReadSaysWhatToDo(t *testing.T) {
	clean, err := os.ReadFile("testdata/clean.json")
	require.NoError(t, err)
	for name, c := range map[string]struct {
		data []byte
		key  string
	}{
		"empty":        {[]byte(" \n"), KeyFileEmpty},
		"huge":         {bytes.Repeat([]byte(" x"), MaxFile), KeyFileTooLarge},
		"UTF-16 BOM":   {[]byte("\xff\xfe{\x00"), KeyFileUTF16},
		"UTF-16":       {[]byte("{\x00\"\x00a\x00"), KeyFileUTF16},
		"TCVN3 bytes":  {[]byte("{\"ten_thu_tuc\":\"\xa7\xa8ng k\xfd khai sinh\"}"), KeyFileNotUTF8},
		"TCVN3 saved":  {[]byte(`{"ma_thu_tuc":"9.1","ten_thu_tuc":"Thñ tôc ®¨ng ký khai sinh cho trÎ em, cÊp b¶n sao giÊy khai sinh, ®æi tªn vµ c¶i chÝnh hé tÞch"}`), KeyFileTCVN3},
		"VNI saved":    {[]byte(`{"ma_thu_tuc":"9.1","ten_thu_tuc":"Ñaêng kyù khai sinh, caáp baûn sao giaáy khai sinh cho treû em vaø xaùc nhaän"}`), KeyFileVNI},
		"PDF":          {[]byte("%PDF-1.7"), KeyFileKind},
		"HTML":         {[]byte("<!doctype html>"), KeyFileKind},
		"old Excel":    {[]byte("\xd0\xcf\x11\xe0rest of it"), KeyFileKind},
		"broken JSON":  {clean[:len(clean)/2], KeyFileNotJSON},
		"text":         {[]byte("xin chào"), KeyFileNotJSON},
		"foreign JSON": {[]byte(`{"name":"x"}`), KeyFileForeign},
		"a number":     {[]byte(`5`), KeyFileForeign},
		"no list":      {[]byte(`[]`), KeyFileEmpty},
		"no code":      {[]byte(`{"ma_thu_tuc":"","ten_thu_tuc":"x"}`), KeyFileNoCode},
		"not strings":  {[]byte(`{"ma_thu_tuc":7}`), KeyFileNoCode},
	} {
		text, err := Text(c.data)
		if err == nil {
			_, err = Items(text)
		}
		list, bad := problem.In(err)
		require.True(t, bad, name)
		assert.Equal(t, c.key, list[0].Key, name)
	}
}

func TestAMarkAtTheBeginningAndAListAreTaken(t *testing.T) {
	clean, err := os.ReadFile("testdata/clean.json")
	require.NoError(t, err)
	text, err := Text(append([]byte("\xef\xbb\xbf"), clean...))
	require.NoError(t, err)
	items, err := Items("[" + text + "," + text + `,{"schema":1,"code":"9.100001"}]`)
	require.NoError(t, err)
	require.Len(t, items, 3)
	assert.Equal(t, National, items[0].Kind)
	assert.Equal(t, Own, items[2].Kind)
}

func TestBrokenJSONNamesThePlace(t *testing.T) {
	_, err := Items("{\n \"a\": 1,\n oops}")
	list, _ := problem.In(err)
	require.Len(t, list, 1)
	assert.Equal(t, "3", list[0].Args["line"])
}

func TestProperVietnameseIsNeverTakenForAnOldFont(t *testing.T) {
	for _, name := range []string{"clean", "papers", "legal"} {
		data, err := os.ReadFile("testdata/" + name + ".json")
		require.NoError(t, err)
		assert.Empty(t, legacy(string(data)), name)
	}
	assert.Empty(t, legacy(strings.Repeat("plain ascii ", 100)))
}

func TestASheetIsReadByItsHeads(t *testing.T) {
	list, err := Sheet([][]string{
		{"Danh mục của xã"},
		{"Tên thủ tục", "Mã thủ tục", "Lĩnh vực", "Cơ quan thực hiện", "Cách nộp", "Thời hạn", "Phí, lệ phí", "Căn cứ thu", "Giấy tờ", "Căn cứ pháp lý", "Kết quả"},
		{"Cấp bảng tên ngõ", "9.200001", "Dân cư", "Ủy ban nhân dân xã", "Trực tiếp; Trực tuyến", "Trực tiếp: 5 ngày làm việc\nTrực tuyến: 3 ngày làm việc", "8.000 phí", "Nghị quyết 5", "Đơn | 1 | 0 | phải nộp\nẢnh | 0 | 2 | nếu có", "5/2031/NQ-HĐND | Nghị quyết về phí", "Bảng tên"},
		{},
		{"Mượn loa", "9.200002", "Văn hóa", "Ủy ban nhân dân xã", "Trực tiếp", "4", "Không thu", "", "Đơn | 1", "5/2031/NQ-HĐND", "Giấy mượn"},
	}, day)
	require.NoError(t, err)
	require.Len(t, list, 2)
	assert.Empty(t, said(list[0]))
	assert.Equal(t, "8000", strings.ReplaceAll(strings.Fields(list[0].Version.FeeText)[1], ".", ""))
	assert.Equal(t, []string{"components.paper_1.requirement paper_requirement", "deadline.limit limit_no_unit", "fees fee_unknown"}, said(list[1]))
}

func TestASheetWithoutHeadsOrCodesIsRefused(t *testing.T) {
	for key, table := range map[string][][]string{
		KeySheetHead:  {{"a", "b"}, {"c"}},
		KeySheetEmpty: {{"Mã thủ tục", "Tên thủ tục"}, {""}},
		KeyFileNoCode: {{"Mã thủ tục", "Tên thủ tục"}, {"abc", "Tên"}},
	} {
		_, err := Sheet(table, day)
		list, _ := problem.In(err)
		require.Len(t, list, 1, key)
		assert.Equal(t, key, list[0].Key)
	}
}
