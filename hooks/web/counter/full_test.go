package counter_test

import (
	"fmt"
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
	"motcua/hooks/service/casework"
)

// pages sets how far the database may grow; 0 = as far as it has grown.
func pages(t *testing.T, h *apptest.House, most int) {
	t.Helper()
	db := h.App.NonconcurrentDB()
	if most == 0 {
		require.NoError(t, db.NewQuery("PRAGMA page_count").Row(&most))
	}
	_, err := db.NewQuery(fmt.Sprintf("PRAGMA max_page_count = %d", most)).Execute()
	require.NoError(t, err)
}

var hidden = regexp.MustCompile(`<input type="hidden" name="([^"]*)" value="([^"]*)">`)

func TestAFullDiskKeepsWhatWasTyped(t *testing.T) {
	h := apptest.Open(t)
	v := h.As(access.Clerk, 0)
	pages(t, h, 0)
	var said string
	var sent url.Values
	taken := 0
	for i := range 200 { // what is free inside the file is used up first
		sent = visit("one_time", fmt.Sprint("k", i))
		res := v.Post(intake, sent)
		if res.Code != http.StatusSeeOther {
			require.Equal(t, http.StatusInsufficientStorage, res.Code)
			said = res.Body.String()
			break
		}
		taken++
	}
	require.NotEmpty(t, said, "the disk was never full")
	assert.Contains(t, said, "dọn ổ đĩa", "what to do")
	again := url.Values{}
	_, form, _ := strings.Cut(said, `action="`+intake+`"`)
	form, _, _ = strings.Cut(form, "</form>")
	for _, m := range hidden.FindAllStringSubmatch(form, -1) {
		again.Add(m[1], html.UnescapeString(m[2]))
	}
	assert.Equal(t, sent, again)

	pages(t, h, 1<<30) // somebody has made room
	received(t, v, again)
	n, err := h.Desk.Count(h.App, h.Actor(access.Clerk, 0), casework.Filter{})
	require.NoError(t, err)
	assert.Equal(t, taken+1, n, "what was refused left nothing behind, what was acknowledged is there")
	verdict, err := h.Desk.Verify(h.App, h.Actor(access.Clerk, 0).Unit)
	require.NoError(t, err)
	assert.Zero(t, verdict.BadSeq)
}
