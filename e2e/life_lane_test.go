//go:build e2e

package e2e

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
)

// counted is a site that counts what it is asked for beside styles and scripts.
func counted(t *testing.T) (*site, *atomic.Int32) {
	t.Helper()
	h, asked := apptest.Open(t), new(atomic.Int32)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasPrefix(r.URL.Path, "/static/") && r.URL.Path != "/su-kien" && r.URL.Path != "/favicon.ico" {
			asked.Add(1)
		}
		h.Mux.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	return &site{House: h, url: server.URL}, asked
}

// TestStoryOfTheFastLane: three certifications in a row with keys alone: one
// person with two documents, then the next person; book number and the words
// of the stamp are there, and the fee is the law's.
func TestStoryOfTheFastLane(t *testing.T) {
	s, asked := counted(t)
	x := s.someone(t, browser(t), access.Clerk, 0)
	x.at("/mot-cua/chung-thuc")
	x.loaded()
	lane := &fingers{tab: x, asked: asked}

	lane.begin()
	lane.scan(card)
	require.Equal(t, "applicant.phone", lane.at(), "the phone is asked next; it may stay empty")
	lane.keys("0912345678\t")
	lane.reaches("document")
	lane.keys("Bằng tốt nghiệp THPT\t")
	lane.fills("pages", "2")
	lane.keys("\t")
	lane.fills("copies", "3")
	lane.saves("1 quyển số 01/2026-SCT/BS", "Bằng tốt nghiệp THPT, 2 trang × 3 bản", "12.000 đồng")
	x.stamped("1")

	// The same person, another paper: the cursor is already there. The third
	// page and those after it cost half.
	lane.begin()
	require.Equal(t, "document", lane.at())
	require.Equal(t, "099190012345", x.value("applicant.identity_number"), "the same person is offered")
	lane.keys("Học bạ\t")
	lane.fills("pages", "12")
	lane.keys("\t")
	lane.fills("copies", "1")
	lane.saves("2 quyển số 01/2026-SCT/BS", "Học bạ, 12 trang × 1 bản", "14.000 đồng")
	x.stamped("2")

	// The next person: Escape leaves the box, n begins anew.
	lane.begin()
	lane.pressed += 2
	lane.escape()
	_, err := chromedp.RunResponse(x.ctx, chromedp.KeyEvent("n"))
	require.NoError(t, err)
	x.loaded()
	require.Equal(t, "applicant.identity_number", lane.at())
	require.Empty(t, x.value("applicant.identity_number"), "nobody else's number stays")
	lane.scan("001099054321||Lê Văn Hùng|02031999|Nam|Thôn Hạ, xã An Bình, tỉnh Hòa Giang|01022022")
	lane.reaches("document")
	lane.keys("Giấy khai sinh\t")
	lane.fills("pages", "1")
	lane.keys("\t")
	lane.fills("copies", "2")
	lane.saves("3 quyển số 01/2026-SCT/BS", "4.000 đồng")
	x.stamped("3")

	book := x.reads("/mot-cua/so-chung-thuc")
	x.saysAll(book, "Nguyễn Thị Phương Thảo", "Lê Văn Hùng", "Học bạ")
}

// TestStoryOfAYearsEnd: on the last day the leader signs what waits and closes
// the book by clicks; whoever certifies after that is told in words, and the
// first line of the new year is number 1 of a new book.
func TestStoryOfAYearsEnd(t *testing.T) {
	s, asked := counted(t)
	s.SetNow("2026-12-31T15:00")
	b := browser(t)
	clerk := s.someone(t, b, access.Clerk, 0)
	certify := func(document string) {
		t.Helper()
		clerk.at("/mot-cua/chung-thuc")
		clerk.loaded()
		lane := &fingers{tab: clerk, asked: asked}
		lane.scan(card)
		lane.reaches("document")
		lane.keys(document + "\t")
		lane.fills("pages", "1")
		lane.keys("\t")
		lane.fills("copies", "1")
	}
	certify("Giấy khai sinh")
	(&fingers{tab: clerk, asked: asked, since: time.Now()}).saves("1 quyển số 01/2026-SCT/BS")

	leader := s.someone(t, b, access.Leader, 0)
	shut := func() int {
		t.Helper()
		leader.at("/mot-cua/so-chung-thuc")
		leader.do(chromedp.Click(css(`details:has(form[action$="/khoa"]) > summary`)))
		return leader.follow(`form[action$="/khoa"] button`)
	}
	require.Equal(t, 409, shut())
	leader.saysAll(leader.text("main"), "Còn 1 việc chờ ký. Ký hoặc hủy có lý do rồi mới khóa sổ.")
	leader.at("/lanh-dao/chung-thuc")
	leader.do(chromedp.Click(css(`[data-row] input[type="checkbox"]`)))
	require.Equal(t, 200, leader.follow(`form[action="/lanh-dao/chung-thuc"] button[type="submit"]`))
	require.Equal(t, 200, shut())
	leader.saysAll(leader.text("main"), "Đã khóa sổ lúc 15:00 31/12/2026, người khóa Phạm Minh Tuấn", "đã khóa")

	certify("Học bạ")
	clerk.enter(chromedp.ModifierCtrl)
	clerk.soon(chromedp.WaitVisible(css(".mc-problems")))
	clerk.saysAll(clerk.text("main"), "Sổ năm 2026 đã khóa nên không lấy thêm số được.")
	require.Equal(t, "Học bạ", clerk.value("document"), "what was typed waits for the new year")

	s.SetNow("2027-01-04T08:00")
	clerk.leave()
	clerk = s.someone(t, b, access.Clerk, 0)
	certify("Học bạ")
	(&fingers{tab: clerk, asked: asked, since: time.Now()}).saves("1 quyển số 01/2027-SCT/BS")
}

// stamped asserts the words of the stamp: what is certified, its number and
// who signs.
func (x *tab) stamped(number string) {
	x.t.Helper()
	words := eval[string](x, `document.querySelector('.mc-stamp').textContent`)
	x.saysAll(words, "CHỨNG THỰC BẢN SAO ĐÚNG VỚI BẢN CHÍNH", "Số chứng thực: "+number, "01/2026-SCT/BS", "Phạm Minh Tuấn")
}

// escape leaves the box that has the focus.
func (f *fingers) escape() {
	f.t.Helper()
	f.do(chromedp.KeyEvent("\u001b"))
	require.Equal(f.t, "BODY", f.at())
}

// fingers count the keys that a person presses; a scanner's letters are no
// work of theirs.
type fingers struct {
	*tab
	asked   *atomic.Int32
	pressed int
	since   time.Time
	before  int32
}

// begin starts the count of one entry.
func (f *fingers) begin() { f.pressed, f.since, f.before = 0, time.Now(), f.asked.Load() }

// keys types; every letter is one press.
func (f *fingers) keys(text string) { f.t.Helper(); f.pressed += len([]rune(text)); f.typeText(text) }

// scan is what the scanner types, its Enter too.
func (f *fingers) scan(text string) { f.t.Helper(); f.typeText(text); f.enter(0) }

// at is the field that has the focus.
func (f *fingers) at() string {
	f.t.Helper()
	return eval[string](f.tab, `document.activeElement.name || document.activeElement.tagName`)
}

// reaches goes on by Tab until a field has the focus.
func (f *fingers) reaches(name string) {
	f.t.Helper()
	for i := 0; f.at() != name; i++ {
		require.Less(f.t, i, 8, "Tab does not lead to %s", name)
		f.keys("\t")
	}
}

// fills types over the field that has the focus; Tab has selected what stands
// there.
func (f *fingers) fills(name, value string) {
	f.t.Helper()
	f.reaches(name)
	f.keys(value)
	require.Equal(f.t, value, f.value(name))
}

// saves sends the lane with Ctrl Enter; it gives the panel of what was done.
func (f *fingers) saves(want ...string) string {
	f.t.Helper()
	f.pressed++
	eval[bool](f.tab, `(document.querySelector('.mc-lane__done')?.remove(), true)`) // of the one before
	f.enter(chromedp.ModifierCtrl)
	f.soon(chromedp.WaitVisible(css(".mc-lane__done")), chromedp.WaitReady(css("[data-printed]")))
	f.loaded()
	done := f.text(".mc-lane__done")
	f.saysAll(done, want...)
	f.t.Logf("%d keys, %d round trips, %.1f s", f.pressed, f.asked.Load()-f.before, time.Since(f.since).Seconds())
	return done
}
