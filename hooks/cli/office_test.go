package cli_test

import (
	"encoding/json"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestUnitsAndStaffByCommand(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	code, _, said := run(t, "unit", "add", "--dir", dir, "--name", "", "--identifier", "sai mã", "--kind", "x")
	assert.Equal(t, 1, code)
	for _, field := range []string{"name:", "identifier:", "kind:"} {
		assert.Contains(t, said, field, "all problems at once")
	}
	for _, name := range []string{"Ủy ban nhân dân xã Tra Cứu", "Ủy ban nhân dân xã Quản Trị"} {
		code, _, said = run(t, "unit", "add", "--dir", dir, "--name", name, "--identifier", "H99.131")
		assert.Equal(t, 1, code)
		assert.Contains(t, said, "code: Tên ngắn này trùng địa chỉ của phần mềm", "a code made from the name is looked at too")
	}
	code, out, said := run(t, "unit", "add", "--dir", dir, "--name", "Ủy ban nhân dân xã An Bình", "--identifier", "H99.132")
	require.Equal(t, 0, code, said)
	assert.Contains(t, out, "an-binh")
	code, out, _ = run(t, "unit", "list", "--dir", dir, "--json")
	require.Equal(t, 0, code)
	var list []struct{ Code, Path, Identifier string }
	require.NoError(t, json.Unmarshal([]byte(out), &list))
	require.Len(t, list, 1)
	assert.Equal(t, "an-binh/", list[0].Path)

	code, _, said = run(t, "staff", "add", "--dir", dir, "--email", "x", "--unit", "khong-co", "--roles", "vua")
	assert.Equal(t, 1, code)
	for _, field := range []string{"email:", "name:", "unit:", "roles:"} {
		assert.Contains(t, said, field)
	}
	code, out, said = run(t, "staff", "add", "--dir", dir, "--email", "lan@anbinh.vn", "--name", "Nguyễn Lan", "--unit", "an-binh", "--roles", "unit_admin,clerk")
	require.Equal(t, 0, code, said)
	password := regexp.MustCompile(`[a-z2-9]{4}(-[a-z2-9]{4}){3}`)
	assert.Regexp(t, password, out)
	code, _, said = run(t, "staff", "disable", "--dir", dir, "--email", "lan@anbinh.vn")
	assert.Equal(t, 1, code, "the last administrator")
	assert.Contains(t, said, "quản trị cuối cùng")
	code, out, _ = run(t, "staff", "reset", "--dir", dir, "--email", "lan@anbinh.vn")
	assert.Equal(t, 0, code)
	assert.Regexp(t, password, out)
	code, out, said = run(t, "staff", "add", "--dir", dir, "--email", "an@anbinh.vn", "--name", "Lê An", "--unit", "an-binh", "--roles", "officer")
	require.Equal(t, 0, code, said+out)
	for _, use := range []string{"disable", "enable"} {
		code, out, said = run(t, "staff", use, "--dir", dir, "--email", "an@anbinh.vn")
		assert.Equal(t, 0, code, said)
		assert.Contains(t, out, "an@anbinh.vn")
	}
	code, _, said = run(t, "staff", "reset", "an@anbinh.vn")
	assert.Equal(t, 2, code)
	assert.Contains(t, said, "motcua staff reset --help")
	code, _, _ = run(t, "staff", "reset", "--dir", dir)
	assert.Equal(t, 2, code)
	code, _, _ = run(t, "staff", "reset", "--dir", dir, "--email", "ai@do.vn")
	assert.Equal(t, 1, code)
	code, _, _ = run(t, "unit", "xoa")
	assert.Equal(t, 2, code)
}

func TestSupervisionByCommand(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	add := func(more ...string) {
		code, _, said := run(t, append([]string{"unit", "add", "--dir", dir}, more...)...)
		require.Equal(t, 0, code, said)
	}
	add("--name", "Ủy ban nhân dân tỉnh Hòa Giang", "--kind", "province", "--code", "hoa-giang")
	add("--name", "Sở Tư pháp", "--kind", "office", "--parent", "hoa-giang", "--code", "so-tu-phap")
	add("--name", "Ủy ban nhân dân xã An Bình", "--identifier", "H99.132", "--parent", "hoa-giang")
	code, out, _ := run(t, "unit", "supervise", "--dir", dir)
	assert.Equal(t, 0, code)
	assert.Contains(t, out, "Chưa giao giám sát")
	code, _, said := run(t, "unit", "supervise", "--dir", dir, "--superior", "hoa-giang", "--over", "an-binh", "--to", "2000-01-01")
	assert.Equal(t, 1, code)
	for _, field := range []string{"over:", "to:", "ground:"} {
		assert.Contains(t, said, field)
	}
	code, out, said = run(t, "unit", "supervise", "--dir", dir, "--superior", "so-tu-phap", "--over", "an-binh", "--sector", "Hộ tịch", "--ground", "QĐ 12")
	require.Equal(t, 0, code, said)
	id := regexp.MustCompile(`Mã: (\w+)`).FindStringSubmatch(out)[1]
	_, out, _ = run(t, "unit", "supervise", "--dir", dir)
	assert.Contains(t, out, "so-tu-phap")
	code, _, said = run(t, "unit", "supervise", "--dir", dir, "--end", id)
	assert.Equal(t, 0, code, said)
	code, _, _ = run(t, "unit", "supervise", "--dir", dir, "--end", "khong-co")
	assert.Equal(t, 1, code)
}

func TestDeputiesByCommand(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	for _, args := range [][]string{
		{"unit", "add", "--name", "Ủy ban nhân dân xã An Bình", "--identifier", "H99.132"},
		{"staff", "add", "--email", "chu@anbinh.vn", "--name", "Lê Chủ", "--title", "Chủ tịch", "--unit", "an-binh", "--roles", "leader"},
		{"staff", "add", "--email", "pho@anbinh.vn", "--name", "Trần Phó", "--title", "Phó Chủ tịch", "--unit", "an-binh", "--roles", "leader"},
	} {
		code, _, said := run(t, append(args, "--dir", dir)...)
		require.Equal(t, 0, code, said)
	}
	code, _, said := run(t, "staff", "deputy", "add", "--dir", dir, "--giver", "chu@anbinh.vn", "--taker", "pho@anbinh.vn", "--roles", "clerk", "--start", "2100-01-01", "--end", "2100-01-05")
	assert.Equal(t, 1, code)
	assert.Contains(t, said, "roles:")
	assert.Contains(t, said, "ground:")
	code, out, said := run(t, "staff", "deputy", "add", "--dir", dir, "--giver", "chu@anbinh.vn", "--taker", "pho@anbinh.vn", "--roles", "leader", "--start", "2100-01-01", "--end", "2100-01-05", "--ground", "QĐ 12")
	require.Equal(t, 0, code, said)
	assert.Contains(t, out, "Trần Phó làm thay Lê Chủ")
	code, out, _ = run(t, "staff", "deputy", "list", "--dir", dir, "--json")
	require.Equal(t, 0, code)
	var list []struct {
		ID        string
		Withdrawn bool
	}
	require.NoError(t, json.Unmarshal([]byte(out), &list))
	require.Len(t, list, 1)
	code, _, said = run(t, "staff", "deputy", "withdraw", list[0].ID, "--dir", dir)
	require.Equal(t, 0, code, said)
	code, _, _ = run(t, "staff", "deputy", "withdraw", "x", "--dir", dir)
	assert.Equal(t, 1, code)
	code, _, _ = run(t, "staff", "deputy", "add", "--dir", dir)
	assert.Equal(t, 2, code)
}

func TestAUnitIsClosedAndOpenedByCommand(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	for code, name := range map[string]string{"H99.132": "Ủy ban nhân dân xã An Bình", "H99.133": "Ủy ban nhân dân xã Đông Thạnh"} {
		exit, _, said := run(t, "unit", "add", "--dir", dir, "--name", name, "--identifier", code)
		require.Equal(t, 0, exit, said)
	}
	for want, args := range map[string][]string{
		"cần --code và --from": {"--code", "an-binh"},
		"--from:":              {"--code", "an-binh", "--from", "mai"},
		"--successor:":         {"--code", "an-binh", "--from", "2026-12-01", "--successor", "khong-co"},
		"--code:":              {"--code", "khong-co", "--from", "2026-12-01"},
	} {
		exit, _, said := run(t, append([]string{"unit", "close", "--dir", dir}, args...)...)
		assert.NotEqual(t, 0, exit, want)
		assert.Contains(t, said, want)
	}
	exit, out, said := run(t, "unit", "close", "--dir", dir, "--code", "an-binh", "--from", "2026-12-01", "--successor", "dong-thanh")
	require.Equal(t, 0, exit, said)
	assert.Contains(t, out, "01/12/2026")
	_, out, _ = run(t, "unit", "list", "--dir", dir)
	assert.Contains(t, out, "2026-12-01")
	exit, out, said = run(t, "unit", "open", "--dir", dir, "--code", "an-binh")
	require.Equal(t, 0, exit, said)
	assert.Contains(t, out, "hoạt động lại")
	_, out, _ = run(t, "unit", "list", "--dir", dir)
	assert.NotContains(t, out, "2026-12-01")
}

func TestErasingSomebodyNeedsADossierAndAGround(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	code, _, said := run(t, "dossier", "erase", "--dir", dir, "--dossier", "600399373")
	assert.Equal(t, 2, code)
	assert.Contains(t, said, "cần --dossier và --ground")
	code, _, said = run(t, "dossier", "erase", "--dir", dir, "--dossier", "600399373", "--ground", "Đơn ngày 20/11/2026")
	assert.Equal(t, 1, code)
	assert.Contains(t, said, "Không có hồ sơ này")
}
