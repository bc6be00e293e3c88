package access_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"motcua/hooks/domain/access"
)

func TestWhoSignsForWhom(t *testing.T) {
	head, vice, officer := "Chủ tịch UBND phường", "Phó Chủ tịch UBND phường", "Công chức chuyên môn"
	for _, c := range []struct {
		title string
		role  access.Role
		of    string
		want  string
	}{
		{vice, access.Leader, head, "KT."},
		{vice, access.Leader, vice, "KT."},
		{head, access.Leader, vice, ""},
		{"Giám đốc Trung tâm", access.Leader, head, "TUQ."},
		{officer, access.Officer, head, "TUQ."},
		{officer, access.Officer, vice, "TUQ."},
	} {
		got := access.Actor{Title: c.title, Roles: []access.Role{c.role}}.SignsFor(c.of)
		assert.Equal(t, c.want, got, "%s for %s", c.title, c.of)
	}
}
