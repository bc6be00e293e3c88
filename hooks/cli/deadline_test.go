package cli

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/deadline"
)

func execute(t *testing.T, c *cobra.Command, stdin string, args ...string) (string, error) {
	t.Helper()
	var out, errOut bytes.Buffer
	c.SetIn(strings.NewReader(stdin))
	c.SetOut(&out)
	c.SetErr(&errOut)
	c.SetArgs(args)
	err := c.Execute()
	assert.Empty(t, errOut.String(), "main prints errors, not the command")
	return out.String(), err
}

func isUsage(err error) bool {
	_, ok := errors.AsType[UsageError](err)
	return ok
}

type answered struct {
	Due         *string         `json:"due"`
	DueDay      *string         `json:"due_day"`
	Paused      bool            `json:"paused"`
	Provisional bool            `json:"provisional"`
	Trace       []deadline.Line `json:"trace"`
	Error       string          `json:"error"`
}

// deadlineCases are the worked cases that go through the command.
func deadlineCases(t *testing.T) [][]string {
	f, err := os.Open("../domain/deadline/testdata/cases.csv")
	require.NoError(t, err)
	defer f.Close() //nolint:errcheck // read only
	records, err := csv.NewReader(f).ReadAll()
	require.NoError(t, err)
	var cases [][]string
	for _, r := range records[1:] {
		if r[7] == "deadline" {
			cases = append(cases, r)
		}
	}
	require.Len(t, cases, 56)
	return cases
}

func TestWorkedCasesThroughTheCommand(t *testing.T) {
	for _, c := range deadlineCases(t) {
		t.Run(c[0]+" "+c[4], func(t *testing.T) {
			args := []string{"--received", c[2], "--limit", c[3], "--json"}
			for _, p := range strings.Split(c[5], ";") {
				if p != "" {
					args = append(args, "--pause", strings.TrimSpace(p))
				}
			}
			if name, value, found := strings.Cut(c[6], "="); found {
				args = append(args, "--"+strings.ReplaceAll(name, "_", "-"), value)
			}
			out, err := execute(t, Deadline(), "", args...)
			require.NoError(t, err)
			var got answered
			require.NoError(t, json.Unmarshal([]byte(out), &got))
			require.NotNil(t, got.Due)
			assert.Equal(t, c[8]+":00+07:00", *got.Due)
			assert.Equal(t, c[8][:10], *got.DueDay)
			assert.NotEmpty(t, got.Trace)
		})
	}
}

func TestWorkedCasesAsABatch(t *testing.T) {
	var in strings.Builder
	cases := deadlineCases(t)
	for _, c := range cases {
		line := map[string]any{"received": c[2], "limit": c[3]}
		if c[5] != "" {
			var list []string
			for _, p := range strings.Split(c[5], ";") {
				list = append(list, strings.TrimSpace(p))
			}
			line["pause"] = list
		}
		if name, value, found := strings.Cut(c[6], "="); found {
			line[name] = value
		}
		data, err := json.Marshal(line)
		require.NoError(t, err)
		in.Write(append(data, '\n'))
	}
	out, err := execute(t, Deadline(), in.String(), "--batch", "-")
	require.NoError(t, err)
	lines := strings.Split(strings.TrimSpace(out), "\n")
	require.Len(t, lines, len(cases))
	for i, line := range lines {
		var got answered
		require.NoError(t, json.Unmarshal([]byte(line), &got))
		require.NotNil(t, got.Due, line)
		assert.Equal(t, cases[i][8]+":00+07:00", *got.Due, "case %s", cases[i][0])
	}
}

func TestAnOpenPauseInJSON(t *testing.T) {
	out, err := execute(t, Deadline(), "", "--received", "2026-11-02T09:00", "--limit", "5:working_day", "--pause", "2026-11-04T10:00/", "--json")
	require.NoError(t, err)
	var got map[string]any
	require.NoError(t, json.Unmarshal([]byte(out), &got))
	assert.Contains(t, got, "due")
	assert.Nil(t, got["due"])
	assert.Nil(t, got["due_day"])
	assert.Equal(t, true, got["paused"])
	out, err = execute(t, Deadline(), "", "--received", "2026-11-02T09:00", "--limit", "5:working_day", "--pause", "2026-11-04T10:00/")
	require.NoError(t, err)
	assert.Contains(t, out, "Đang tạm dừng")
}

func TestTheAnswerForPeople(t *testing.T) {
	out, err := execute(t, Deadline(), "", "--received", "2026-11-20T16:30", "--limit", "2:working_day")
	require.NoError(t, err)
	assert.Equal(t, "Hẹn trả kết quả: 17:00 Thứ Tư 25/11/2026\n", out)
	out, err = execute(t, Deadline(), "", "--received", "2027-04-15T09:00", "--limit", "2:working_day", "--explain", "--calendar", "vn")
	require.NoError(t, err)
	assert.Contains(t, out, "Ngày hẹn là tạm tính")
	assert.Contains(t, out, "Vì sao ngày này?")
	assert.Contains(t, out, "    2  Thứ Ba 20/04/2027: ngày làm việc")
	assert.Contains(t, out, "Giỗ Tổ Hùng Vương")
}

func TestHoursOfTheUnit(t *testing.T) {
	out, err := execute(t, Deadline(), "", "--received", "2026-11-20T16:30", "--limit", "2:working_day", "--hours", "08:00-12:00")
	require.NoError(t, err)
	assert.Equal(t, "Hẹn trả kết quả: 12:00 Thứ Năm 26/11/2026\n", out, "16:30 is outside: received on Monday")
}

func TestWrongUsageOfDeadline(t *testing.T) {
	good := []string{"--received", "2026-11-20T16:30", "--limit", "2:working_day"}
	for words, args := range map[string][]string{
		"--received và --limit":       {},
		"viết lúc nhận như":           {"--received", "hôm nay", "--limit", "2:working_day"},
		"đơn vị phải là":              {"--received", "2026-11-20T16:30", "--limit", "2:weeks"},
		"số phải từ 1 đến 10000":      {"--received", "2026-11-20T16:30", "--limit", "0:working_day"},
		"trước khi bắt đầu":           append(good[:4:4], "--pause", "2026-11-04T10:00/2026-11-03T10:00"),
		"pause thứ 2: viết khoảng":    append(good[:4:4], "--pause", "2026-11-21T10:00/2026-11-21T11:00", "--pause", "x"),
		"viết giờ như":                append(good[:4:4], "--cutoff", "25:00"),
		"next_session hoặc":           append(good[:4:4], "--outside-hours", "x"),
		"roll hoặc":                   append(good[:4:4], "--end-on-day-off", "x"),
		"viết các buổi":               append(good[:4:4], "--hours", "x"),
		"lịch vn":                     append(good[:4:4], "--calendar", "us"),
		"không có tham số --recieved": append(good[:4:4], "--recieved", "x"),
		"không hiểu “thừa”":           append(good[:4:4], "thừa"),
		"thời hạn vượt quá năm 2199":  {"--received", "2199-12-31T16:30", "--limit", "2:working_day"},
		"limit: viết số rồi đơn vị":   {"--received", "x", "--limit", "x"}, // every problem at once
		"received: viết lúc nhận như": {"--received", "x", "--limit", "x"},
	} {
		out, err := execute(t, Deadline(), "", args...)
		assert.Empty(t, out)
		require.Error(t, err, words)
		assert.True(t, isUsage(err), words)
		assert.Contains(t, err.Error(), words)
	}
}

func TestABatchGoesOnAfterABadLine(t *testing.T) {
	in := "\xef\xbb\xbf" + `{"received":"2026-11-20T16:30","limit":"2:working_day"}` + "\r\n" +
		"không phải JSON\n" +
		"\n" +
		`{"received":"2026-11-20T16:30","limit":"2:working_day"} {}` + "\n" +
		`{"received":"2026-11-20T16:30","limit":"2:working_day"}}` + "\n" +
		`{"received":"2026-11-20T16:30"}` + "\n" +
		`{"recieved":"2026-11-20T16:30","limit":"2:working_day"}` + "\n" +
		`{"received":"2026-11-20T16:30","limit":2}` + "\n" +
		`{"received":"2026-11-20T16:30","limit":"2:working_day","pause":"2026-11-23T10:00/"}` + "\n" +
		`[1]` + "\n" +
		`{"received":"2026-11-20T16:30","limit":"2:working_day","pause":["2026-11-23T10:00/"],"calendar":"vn","cutoff":null}` + "\n" +
		`{"received":"2026-11-20T16:30","limit":"2:working_day","hours":"08:00-12:00"}` + "\n\n\n"
	out, err := execute(t, Deadline(), in, "--batch", "-")
	require.NoError(t, err)
	lines := strings.Split(strings.TrimSuffix(out, "\n"), "\n")
	want := []string{
		"2026-11-25", "!đối tượng JSON", "!đối tượng JSON", "!đối tượng JSON", "!đối tượng JSON", "!limit: viết số", "!không có khoá", "!limit phải là chữ", "!pause phải là danh sách", "!đối tượng JSON",
		"paused", "2026-11-26",
	}
	require.Len(t, lines, len(want))
	for i, line := range lines {
		var got answered
		require.NoError(t, json.Unmarshal([]byte(line), &got), line)
		switch words, bad := strings.CutPrefix(want[i], "!"); {
		case bad:
			assert.Contains(t, got.Error, words, "line %d", i+1)
			assert.Nil(t, got.Due)
		case want[i] == "paused":
			assert.True(t, got.Paused)
		default:
			require.NotNil(t, got.DueDay, line)
			assert.Equal(t, want[i], *got.DueDay, "line %d", i+1)
		}
	}
}

func TestABatchFromAFileWithFlagsForWhatLinesLeaveOut(t *testing.T) {
	file := filepath.Join(t.TempDir(), "q.jsonl")
	require.NoError(t, os.WriteFile(file, []byte(`{"received":"2026-11-20T16:30"}`+"\n"+`{"received":"2026-11-20T16:30","limit":"1:working_day"}`), 0o600))
	out, err := execute(t, Deadline(), "", "--batch", file, "--limit", "2:working_day")
	require.NoError(t, err)
	lines := strings.Split(out, "\n")
	assert.Contains(t, lines[0], `"due_day":"2026-11-25"`)
	assert.Contains(t, lines[1], `"due_day":"2026-11-23"`)

	_, err = execute(t, Deadline(), "", "--batch", filepath.Join(t.TempDir(), "none"))
	require.Error(t, err)
	assert.False(t, isUsage(err), "a missing file is a failure, not wrong usage")
	assert.Contains(t, err.Error(), "không mở được tệp")
	out, err = execute(t, Deadline(), "", "--batch", "-")
	require.NoError(t, err)
	assert.Empty(t, out)
}

func TestEveryProblemOfTheCommandHasItsSentence(t *testing.T) {
	for _, key := range []string{
		deadline.KeyReceived, deadline.KeyLimit, deadline.KeyLimitUnit, deadline.KeyLimitN, deadline.KeyCutoff, deadline.KeyOutside, deadline.KeyEnd,
		deadline.KeyPause, deadline.KeyPauseFrom, deadline.KeyPauseEnds, deadline.KeyCalendar, deadline.KeyBeyond, calendar.KeyHours,
	} {
		assert.NotEmpty(t, sentences[key], key)
	}
	assert.Equal(t, "lạ", said(errors.New("lạ")).Error())
}

func FuzzBatchLine(f *testing.F) {
	for _, s := range []string{
		`{"received":"2026-11-20T16:30","limit":"2:working_day"}`, `{}`, `[]`, `null`, ``, `{"pause":[null]}`, `{"received":1}`, `{"limit":"2:working_day","limit":3}`, `{"a":{"b":[}`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var out bytes.Buffer
		if err := writeJSON(&out, offices{}.batchLine([]byte(s), deadline.Input{}), false); err != nil {
			t.Fatal(err)
		}
		var got answered
		if err := json.Unmarshal(out.Bytes(), &got); err != nil || bytes.Count(out.Bytes(), []byte("\n")) != 1 {
			t.Fatalf("%q gave %q: %v", s, out.String(), err)
		}
		if got.Due == nil && !got.Paused && got.Error == "" {
			t.Fatalf("%q has neither answer nor error: %s", s, out.String())
		}
	})
}

func BenchmarkBatchLine(b *testing.B) {
	for _, line := range []string{
		`{"received":"2026-11-20T16:30","limit":"20:working_day"}`,
		`{"received":"2026-11-20T16:30","limit":"20:working_day","hours":"07:30-11:30,13:00-17:00"}`,
	} {
		b.Run("", func(b *testing.B) {
			known := offices{}
			for b.Loop() {
				known.batchLine([]byte(line), deadline.Input{})
			}
		})
	}
}
