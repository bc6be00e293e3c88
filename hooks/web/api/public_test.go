package api_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
)

func TestDeadlineAsTheCommand(t *testing.T) {
	guest := apptest.Open(t).Guest()
	const path = "/api/motcua/deadline"
	got := want(t, 200, guest.JSON("POST", path, object{"received": "2026-11-20T16:30", "limit": "2:working_day"}))
	assert.Equal(t, "2026-11-25T17:00:00+07:00", got.text("due"), "over a weekend and 24 November, a day off")
	assert.Equal(t, "2026-11-25", got.text("due_day"))
	assert.Equal(t, false, got["provisional"])
	assert.NotEmpty(t, got["trace"])
	got = want(t, 200, guest.JSON("POST", path, object{"received": "2026-11-20T16:30", "limit": "2:working_day", "pause": []string{"2026-11-23T09:00/"}}))
	assert.Nil(t, got["due"])
	assert.Equal(t, true, got["paused"])
	got = want(t, 422, guest.JSON("POST", path, object{"received": "x", "limit": "2:week", "cutoff": "25:00"}))
	for _, field := range []string{"received", "limit", "cutoff"} {
		assert.NotEmpty(t, got.code(field), field)
	}
	want(t, 422, guest.JSON("POST", path, object{}))
	assert.Equal(t, "api.unknown_field", want(t, 422, guest.JSON("POST", path, object{"recieved": "x"})).code("recieved"))
	assert.Equal(t, "api.wrong_type", want(t, 400, guest.JSON("POST", path, object{"pause": "x"})).code("pause"))
}

func TestTrack(t *testing.T) {
	h := apptest.Open(t)
	in := received(t, h.As(access.Clerk, 0))
	token := in.text("track_url")[strings.Index(in.text("track_url"), "k=")+2:]
	guest := h.Guest()
	ask := func(o object) object { return want(t, 200, guest.JSON("POST", "/api/motcua/track", o)) }
	got := ask(object{"code": in.text("code"), "phone_last4": "5678"})
	assert.Equal(t, "2026-11-26", got.text("due_day"))
	assert.NotContains(t, got.text("state_text"), "{")
	assert.NotContains(t, got.text("what_next"), "{")
	for _, v := range got {
		assert.NotContains(t, fmt.Sprint(v), "Bưởi")
	}
	assert.Equal(t, got, ask(object{"code": in.text("ref"), "phone_last4": "5678"}))
	assert.Equal(t, got, ask(object{"code": in.text("code"), "token": strings.ToLower(token)}))
	wrong := guest.JSON("POST", "/api/motcua/track", object{"code": in.text("code"), "phone_last4": "0000"})
	none := guest.JSON("POST", "/api/motcua/track", object{"code": "H99.132-261120-0999", "phone_last4": "0000"})
	bad := guest.JSON("POST", "/api/motcua/track", object{"code": in.text("code"), "token": "0000000000000000"})
	assert.Equal(t, 404, wrong.Code)
	assert.Equal(t, none.Body.String(), wrong.Body.String())
	assert.Equal(t, none.Body.String(), bad.Body.String())
	got = want(t, 422, guest.JSON("POST", "/api/motcua/track", object{}))
	assert.Equal(t, "required", got.code("code"))
	assert.Equal(t, "required", got.code("phone_last4"))
}

func TestTrackStopsGuessingButNeverTheToken(t *testing.T) {
	h := apptest.Open(t)
	in := received(t, h.As(access.Clerk, 0))
	token := in.text("track_url")[strings.Index(in.text("track_url"), "k=")+2:]
	code, ref, guest := in.text("code"), in.text("ref"), h.Guest()
	right := object{"code": code, "phone_last4": "5678"}
	for i := range 10 {
		spelling := []string{code, ref, ref[:3] + " " + ref[3:6] + " " + ref[6:], strings.ToLower(code)}[i%4]
		want(t, 404, guest.JSON("POST", "/api/motcua/track", object{"code": spelling, "phone_last4": "0000"}))
		if i < 9 {
			want(t, 200, guest.JSON("POST", "/api/motcua/track", right))
		}
	}
	want(t, 404, guest.JSON("POST", "/api/motcua/track", right))
	want(t, 200, guest.JSON("POST", "/api/motcua/track", object{"code": code, "token": token}))
	h.SetNow("2026-11-21T00:00")
	want(t, 200, guest.JSON("POST", "/api/motcua/track", right))
}
