//go:build e2e

package e2e

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
	"motcua/hooks/service/seed"
)

// guideShot is one picture of the guides: who looks, at which dossier of the
// demo or page, at what part, and the words that the guide promises there.
type guideShot struct {
	file, who string
	at        string // a page, or the given name of a demo dossier's applicant
	open      string // act whose form is opened
	part      css
	says      string // words, parted by |
}

var guideShots = []guideShot{
	{"ban-lam-viec", "motcua", "/mot-cua", "", "main", "Tiếp nhận hồ sơ|Việc của tôi|Nộp qua mạng|Chờ trả kết quả"},
	{"tiep-nhan", "motcua", "/mot-cua/tiep-nhan", "", "main", "Lấy lại người vừa rồi|Tiếp nhận và in giấy hẹn|Tiếp nhận, in sau|Chưa đủ – in Mẫu 02|Từ chối – in Mẫu 03"},
	{"nop-qua-mang", "motcua", "Chinh", "", "#thao-tac", "Tiếp nhận hồ sơ này|Hướng dẫn hoàn thiện (chưa tiếp nhận)|Không tiếp nhận"},
	{"rut-lai", "motcua", "Mai", "", "#thao-tac", "Rút lại|Đề nghị sửa tiếp nhận"},
	{"nhan-bo-sung", "motcua", "Quyên", "", "#thao-tac", "Nhận bổ sung, tính tiếp thời hạn"},
	{"tra-ket-qua", "motcua", "Quế", "", "#thao-tac", "Người được nhận kết quả|Đã trao kết quả cho người nhận"},
	{"ban-chinh", "motcua", "/mot-cua/ban-chinh", "", "main", "Xem đang giữ gì|Chưa trả bản chính|Đỗ Tường Ngọc"},
	{"cho-tra", "motcua", "/mot-cua/ket-qua", "", "main", "In danh sách gọi|Xếp|Đỗ Tường Phú"},
	{"phieu-giay", "motcua", "/mot-cua/phieu-giay", "", "main", "Nhập bù phiếu giấy|Bộ dự phòng buổi sáng|Lấy tập phiếu mới|Còn 1 số phiếu chưa giải trình"},
	{"phoi-hop", "motcua", "/phoi-hop", "", "main", "Mới gửi đến|Xã Đông Thạnh"},
	{"thao-tac", "chuyenmon", "Lâm", "", "#thao-tac", "Trình ký|Giao lại cho người cùng bước|Yêu cầu nộp tiền|Niêm yết công khai"},
	{"yeu-cau-bo-sung", "chuyenmon", "Lâm", "request_supplement", "#lam-request_supplement", "Yêu cầu bổ sung, dừng thời hạn"},
	{"cho-toi-ky", "lanhdao", "/lanh-dao", "", "main", "Gia hạn cần ký|Thư xin lỗi cần ký|Hồ sơ quá hạn bổ sung|Dừng hồ sơ"},
	{"ky-ket-qua", "lanhdao", "Oanh", "", "#thao-tac", "Ghi kết quả giải quyết|Duyệt và chuyển người khác ký|Trả lại người trình"},
	{"sua-tiep-nhan", "lanhdao", "Kim", "", "#thao-tac", "Ghi quyết định này|Đề nghị"},
	{"thu-ngan", "thuquy", "/thu-ngan", "", "main", "Thu các hồ sơ đã chọn|Sổ trong ngày"},
}

// The limits of a picture: points of a whole page and of one of its columns,
// and bytes.
const (
	tallPage   = 620
	tallColumn = 980
	heaviest   = 60 << 10
)

// upright is a window high enough for a whole column.
var upright = screen{"upright", 1366, 1100, false, false}

// TestGuidePictures looks at every page that the guides show and finds there
// the words that they say; with MOTCUA_SHOTS it writes the pictures to the
// folder huong-dan inside.
func TestGuidePictures(t *testing.T) {
	s := serve(t)
	require.NoError(t, seed.Demo(s.App, s.Desk, apptest.Start, func(int, int) {}))
	dir := os.Getenv("MOTCUA_SHOTS")
	x := s.open(t, browser(t), upright)
	who := ""
	for _, v := range guideShots {
		if v.who != who {
			if who != "" {
				x.goTo("/mot-cua/so-theo-doi")
				x.leave()
			}
			x.comeIn(v.who + "@anbinh.demo.vn")
			who = v.who
		}
		x.lookUp(v.at)
		if v.open != "" {
			eval[bool](x, `(document.querySelector('#lam-`+v.open+`').open = true)`)
		}
		said := x.text(v.part)
		for _, w := range strings.Split(v.says, "|") {
			assert.Contains(t, said, w, v.file)
		}
		if dir != "" {
			x.picture(filepath.Join(dir, "huong-dan", v.file+".png"), v.part)
		}
	}
}

// comeIn signs in with an account of the demo.
func (x *tab) comeIn(mail string) {
	x.t.Helper()
	x.goTo("/dang-nhap")
	x.do(chromedp.SetValue(css("#email"), mail), chromedp.SendKeys(css("#password"), seed.Password+"\r"), chromedp.WaitNotPresent(css("#password")))
}

// lookUp opens a page, or finds a dossier by its applicant as the guides say.
func (x *tab) lookUp(at string) {
	x.t.Helper()
	if strings.HasPrefix(at, "/") {
		x.goTo(at)
		return
	}
	x.goTo("/tai-khoan/mat-khau") // a page that leads to no dossier
	x.do(chromedp.SetValue(css("#q"), "Đỗ Tường "+at), chromedp.SendKeys(css("#q"), "\r"), chromedp.WaitVisible(css(`main a[href^="/ho-so/"]`)))
	require.Equal(x.t, 1, eval[int](x, `new Set([...document.querySelectorAll('main tbody a[href^="/ho-so/"]')].map(a => a.href)).size`), "one dossier of %s", at)
	x.do(chromedp.Click(css(`main tbody a[href^="/ho-so/"]`)), chromedp.WaitVisible(css("#thao-tac")))
}

// picture writes what a part of the page shows, with few colours.
func (x *tab) picture(file string, part css) {
	x.t.Helper()
	box := eval[[]float64](x, `(e => { e.scrollIntoView({block: 'start'}); const r = e.getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom]; })(document.querySelector('`+string(part)+`'))`)
	shot, err := chromedp.Run(x.ctx, chromedp.CaptureScreenshot())
	require.NoError(x.t, err)
	img, err := png.Decode(bytes.NewReader(shot))
	require.NoError(x.t, err)
	tall := tallColumn
	if part == "main" {
		tall = tallPage
	}
	r := image.Rect(int(box[0])-8, max(0, int(box[1])-8), int(box[2])+8, min(int(box[3])+8, int(box[1])+tall)).Intersect(img.Bounds())
	require.False(x.t, r.Empty(), "%s can be seen", file)
	require.NoError(x.t, os.MkdirAll(filepath.Dir(file), 0o755))
	for colours := 256; ; colours /= 2 {
		var b bytes.Buffer
		enc := png.Encoder{CompressionLevel: png.BestCompression}
		require.NoError(x.t, enc.Encode(&b, reduced(img, r, colours)))
		if b.Len() <= heaviest {
			require.NoError(x.t, os.WriteFile(file, b.Bytes(), 0o644))
			return
		}
		require.Greater(x.t, colours, 8, fmt.Sprintf("%s is too large: %d bytes", file, b.Len()))
	}
}

// reduced is a part of a picture in its most frequent colours.
func reduced(img image.Image, r image.Rectangle, colours int) *image.Paletted {
	seen := map[color.RGBA]int{}
	at := func(x, y int) color.RGBA { return color.RGBAModel.Convert(img.At(x, y)).(color.RGBA) } //nolint:forcetypeassert // the model gives it
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			seen[at(x, y)]++
		}
	}
	list := make([]color.RGBA, 0, len(seen))
	for c := range seen {
		list = append(list, c)
	}
	sort.Slice(list, func(i, j int) bool {
		if a, b := seen[list[i]], seen[list[j]]; a != b {
			return a > b
		}
		return bytes.Compare([]byte{list[i].R, list[i].G, list[i].B}, []byte{list[j].R, list[j].G, list[j].B}) < 0
	})
	var p color.Palette
	for _, c := range list[:min(colours, len(list))] {
		p = append(p, c)
	}
	nearest := map[color.RGBA]uint8{}
	out := image.NewPaletted(image.Rect(0, 0, r.Dx(), r.Dy()), p)
	for y := range r.Dy() {
		for x := range r.Dx() {
			c := at(r.Min.X+x, r.Min.Y+y)
			i, ok := nearest[c]
			if !ok {
				i = uint8(p.Index(c)) //nolint:gosec // a palette has at most 256
				nearest[c] = i
			}
			out.SetColorIndex(x, y, i)
		}
	}
	return out
}
