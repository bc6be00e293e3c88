package paper_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/service/paper"
)

func cashReceipt(lines int) paper.CashReceipt {
	c := paper.CashReceipt{Parent: "Ủy ban nhân dân xã An Bình", Unit: "Trung tâm Phục vụ hành chính công", Address: "Thôn Đình, xã An Bình, tỉnh Hòa Giang",
		Place: "An Bình", Series: "AA-26T", Book: "0001", No: "0000012", Payer: "Nguyễn Thị Ngọc Ấn", Mode: "Tiền mặt", Given: 100000, TakenAt: at("2026-11-20T16:30"), Cashier: "Võ Thị Kim Oanh"}
	for i := range lines {
		c.Lines = append(c.Lines, paper.CashLine{No: i + 1, Code: fmt.Sprintf("H99.132-261120-%04d", i+1), Title: "Phí chứng thực bản sao từ bản chính giấy tờ, văn bản", Amount: 21000})
	}
	c.Change = c.Given - c.Total()
	return c
}

func TestTheReceiptForFeesSaysWhatTheLawAsks(t *testing.T) {
	for _, size := range []string{"A5", "A4"} {
		c := cashReceipt(2)
		var b bytes.Buffer
		require.NoError(t, c.PDF(&b, size))
		pages := pagesText(t, b.Bytes())
		require.Len(t, pages, 1, size)
		html := strings.Join(strings.Fields(tags.ReplaceAllString(rendered(t, "_cash.html", struct {
			Receipt paper.CashReceipt
			Size    string
		}{c, size}), " ")), " ")
		for _, want := range []string{"BIÊN LAI THU PHÍ, LỆ PHÍ", "ỦY BAN NHÂN DÂN XÃ AN BÌNH", "Ký hiệu: AA-26T", "Quyển số: 0001", "Số: 0000012", "Nguyễn Thị Ngọc Ấn", "42.000 đồng",
			"Bốn mươi hai nghìn đồng", "khách đưa 100.000 đồng, trả lại 58.000 đồng", "H99.132-261120-0002", "Võ Thị Kim Oanh", "ngày 20 tháng 11 năm 2026"} {
			assert.Contains(t, pages[0], want, size)
			assert.Contains(t, html, want, size)
		}
		assert.NotContains(t, pages[0]+html, "ĐÃ HỦY")
		shot(t, size, b.Bytes())
	}
	assert.Error(t, cashReceipt(1).PDF(&bytes.Buffer{}, "A3"))
}

func TestAVoidReceiptSaysSoAndWhy(t *testing.T) {
	c := cashReceipt(1)
	c.Void = &paper.CashVoid{At: at("2026-11-20T16:45"), Name: "Võ Thị Kim Oanh", Reason: "Thu nhầm hồ sơ"}
	var b bytes.Buffer
	require.NoError(t, c.PDF(&b, "A5"))
	text := pagesText(t, b.Bytes())[0]
	assert.Contains(t, text, "ĐÃ HỦY")
	assert.Contains(t, text, "Lý do: Thu nhầm hồ sơ")
	shot(t, "void", b.Bytes())
}

func TestManyLinesGoOnOverleafWithTheirHeads(t *testing.T) {
	var b bytes.Buffer
	require.NoError(t, cashReceipt(40).PDF(&b, "A5"))
	pages := pagesText(t, b.Bytes())
	require.Greater(t, len(pages), 1)
	assert.Contains(t, pages[1], "Nội dung thu")
	assert.Contains(t, strings.Join(pages, " "), "H99.132-261120-0040")
}

func TestTheTransferStandsOnTheReceiptInOnePage(t *testing.T) {
	for name, r := range map[string]paper.Receipt{"short": short(), "ten": ten()} {
		r.Pay = &paper.Payment{Amount: 15000, Bank: "Agribank", Account: "150020100123", Holder: "UBND XA AN BINH", Content: "LPHI H991322611200012",
			Text: "00020101021238560010A0000007270126000697040501121500201001230208QRIBFTTA53037045405150005802VN62250821LPHI H9913226112201236304ABCD"}
		for _, size := range []string{"A5", "A4"} {
			pages := pagesText(t, printed(t, r, size))
			require.Len(t, pages, 1, name+size)
			for _, want := range []string{"15.000 đồng", "Agribank", "150020100123", "UBND XA AN BINH", "LPHI H991322611200012"} {
				assert.Contains(t, pages[0], want)
			}
			assert.Contains(t, rendered(t, "_receipt.html", receiptPage{r, size}), "150020100123")
			shot(t, name+size, printed(t, r, size))
		}
	}
}

func shot(t *testing.T, name string, pdf []byte) {
	t.Helper()
	if dir := os.Getenv("SHOTS"); dir != "" {
		require.NoError(t, os.WriteFile(filepath.Join(dir, t.Name()+"-"+name+".pdf"), pdf, 0o600))
	}
}
