package org

import (
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestPasswordsThatAreGuessedFirstAreRefused(t *testing.T) {
	for password, want := range map[string]string{
		"": KeyPasswordShort, "mười một ký": KeyPasswordShort, "aaaaaaaaaaaaaa": KeyPasswordCommon, "123456789012": KeyPasswordCommon,
		"Matkhau@12345": KeyPasswordCommon, "Password2026!": KeyPasswordCommon, "qwertyuiop123": KeyPasswordCommon, "1q2w3e4r5t6y": KeyPasswordCommon,
		"Mật khẩu 2026": KeyPasswordCommon, "motcua.anbinh1": KeyPasswordCommon, "NguyenLan2026": KeyPasswordCommon,
		"con trâu gặm cỏ ven sông": "", "Zk8-vượt-đèo-mưa": "", "correct horse battery": "",
	} {
		assert.Equal(t, want, checkPassword(password, "anbinh@xa.vn", "Nguyễn Lan"), password)
	}
	long := ""
	for range 30 {
		long += "đường "
	}
	assert.Equal(t, KeyPasswordLong, checkPassword(long, "", ""))
}

func TestOneTimePasswordsAreReadableAndPass(t *testing.T) {
	seen := map[string]bool{}
	for range 200 {
		p := oneTime()
		assert.Regexp(t, regexp.MustCompile(`^[a-hjkmnp-z2-9]{4}(-[a-hjkmnp-z2-9]{4}){3}$`), p)
		assert.False(t, seen[p])
		seen[p] = true
	}
}

func TestTheNameSaysTheRest(t *testing.T) {
	for name, want := range map[string][3]string{
		"Ủy ban nhân dân xã An Bình":     {"Xã An Bình", "An Bình", "an-binh"},
		"Ủy ban nhân dân phường Đống Đa": {"Phường Đống Đa", "Đống Đa", "dong-da"},
		"Phòng Văn hóa – Xã hội":         {"Phòng Văn hóa – Xã hội", "Phòng Văn hóa – Xã hội", "phong-van-hoa-xa-hoi"},
	} {
		in := UnitInput{Name: name, Kind: "office"}
		assert.Empty(t, in.read(nil, true, ""))
		assert.Equal(t, want, [3]string{in.ShortName, in.Place, in.Code})
	}
}
