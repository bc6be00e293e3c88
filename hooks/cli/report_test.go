package cli_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks"
	"motcua/hooks/apptest"
	"motcua/hooks/cli"
	"motcua/hooks/service/seed"
)

// reporter makes a folder with the demo in it and a way to run the command.
func reporter(t *testing.T) func(args ...string) (string, error) {
	t.Helper()
	dir := t.TempDir()
	opener := func(c cli.Config, demo bool) (*cli.House, error) {
		app := core.NewBaseApp(core.BaseAppConfig{DataDir: c.Dir, DBConnect: hooks.Connect})
		h := hooks.Register(app, hooks.Options{KeyFile: filepath.Join(dir, "key"), Demo: demo, Now: func() time.Time { return apptest.Start }})
		if err := app.Bootstrap(); err != nil {
			return nil, err
		}
		return &cli.House{App: app, Org: h.Org, Catalog: h.Catalog, Desk: h.Desk, Prepare: h.Prepare}, nil
	}
	h, err := opener(cli.Config{Dir: filepath.Join(dir, "data")}, false)
	require.NoError(t, err)
	require.NoError(t, h.Prepare(h.App))
	_, err = seed.MakeOffices(h.App, h.Org, h.Catalog, apptest.Start)
	require.NoError(t, err)
	require.NoError(t, seed.Demo(h.App, h.Desk, apptest.Start, func(int, int) {}))
	require.NoError(t, h.App.ResetBootstrapState())
	return func(args ...string) (string, error) {
		var out bytes.Buffer
		c := cli.Report(opener)
		c.SetOut(&out)
		c.SetErr(os.Stderr)
		c.SetArgs(append([]string{"--dir", filepath.Join(dir, "data")}, args...))
		err := c.Execute()
		return out.String(), err
	}
}

func TestReportCommand(t *testing.T) {
	run := reporter(t)
	period := []string{"--unit", "an-binh", "--from", "2026-10-01", "--to", "2026-11-20"}
	with := func(more ...string) []string { return append(append([]string(nil), more...), period...) }

	out, err := run(with("II.06a")...)
	require.NoError(t, err)
	var got struct {
		Name, Unit, From, To string
		Total                map[string]int
		AddsUp               bool `json:"adds_up"`
	}
	require.NoError(t, json.Unmarshal([]byte(out), &got))
	assert.Equal(t, "ii06a", got.Name)
	assert.True(t, got.AddsUp)
	assert.NotZero(t, got.Total["received"])
	again, err := run(with("ii06a", "--recount")...)
	require.NoError(t, err)
	assert.Equal(t, out, again, "counted anew from the events, nothing differs")
	later, err := run(with("ii06a", "--as-of", "2026-11-20")...)
	require.NoError(t, err)
	assert.Equal(t, out, later)

	book, err := run(with("register", "--format", "csv")...)
	require.NoError(t, err)
	assert.Contains(t, book, `"Tên tổ chức, cá nhân"`)
	assert.Contains(t, book, "H99.132-26")
	cash, err := run(with("cash-book", "--format", "csv")...)
	require.NoError(t, err)
	assert.Contains(t, cash, "Chênh lệch")
	assert.Contains(t, cash, "đã chốt sổ")
	cash, err = run(with("cash-book")...)
	require.NoError(t, err)
	assert.Contains(t, cash, `"difference"`)
	file, err := run(with("communes", "--format", "xlsx")...)
	require.NoError(t, err)
	assert.Equal(t, "PK", file[:2])
}

func TestAWrongReportCommandSaysWhatToDo(t *testing.T) {
	run := reporter(t)
	for want, args := range map[string][]string{
		"thiếu tên báo cáo": {"--unit", "an-binh"}, "không có báo cáo “x”": {"x", "--unit", "an-binh", "--from", "2026-11-01", "--to", "2026-11-02"},
		"thiếu --unit": {"ii06a"}, "không hiểu “y”": {"ii06a", "y"},
		"--format phải là":     {"ii06a", "--unit", "an-binh", "--from", "2026-11-01", "--to", "2026-11-02", "--format", "pdf"},
		"đơn vị mã “khong-co”": {"ii06a", "--unit", "khong-co", "--from", "2026-11-01", "--to", "2026-11-02"},
		"--from: Viết ngày":    {"ii06a", "--unit", "an-binh", "--from", "mai", "--to", "2026-11-02"},
		"--to: Ngày cuối kỳ":   {"ii06a", "--unit", "an-binh", "--from", "2026-11-03", "--to", "2026-11-02"},
	} {
		_, err := run(args...)
		require.Error(t, err, want)
		assert.Contains(t, err.Error(), want)
		var wrong cli.UsageError
		assert.ErrorAs(t, err, &wrong, want)
	}
}
