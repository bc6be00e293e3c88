package deadline_test

import (
	"encoding/csv"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/deadline"
)

// at reads a moment of Asia/Ho_Chi_Minh: 2006-01-02T15:04 or with seconds.
func at(s string) time.Time {
	for _, layout := range []string{"2006-01-02T15:04", "2006-01-02T15:04:05", "2006-01-02 15:04"} {
		if t, err := time.ParseInLocation(layout, s, calendar.Location); err == nil {
			return t
		}
	}
	panic("no moment: " + s)
}

func limit(s string) deadline.Limit {
	l, err := deadline.ParseLimit(s)
	if err != nil {
		panic(err)
	}
	return l
}

// pauses reads "FROM/TO; FROM/TO"; an open one is "FROM/".
func pauses(s string) []deadline.Pause {
	var list []deadline.Pause
	for _, part := range strings.Split(s, ";") {
		from, to, found := strings.Cut(strings.TrimSpace(part), "/")
		if !found {
			continue
		}
		p := deadline.Pause{From: at(from), Why: deadline.Supplement}
		if to != "" {
			p.To = at(to)
		}
		list = append(list, p)
	}
	return list
}

func query(received, l string) deadline.Query {
	return deadline.Query{Received: at(received), Limit: limit(l)}
}

func due(t *testing.T, cal *calendar.Calendar, q deadline.Query) string {
	t.Helper()
	r, err := deadline.Compute(cal, q)
	require.NoError(t, err)
	if r.Due.IsZero() {
		return ""
	}
	return r.Due.Format("2006-01-02T15:04")
}

// The worked cases were computed by hand before the engine was written.
func TestWorkedCases(t *testing.T) {
	f, err := os.Open("testdata/cases.csv")
	require.NoError(t, err)
	defer f.Close() //nolint:errcheck // read only
	records, err := csv.NewReader(f).ReadAll()
	require.NoError(t, err)
	require.Len(t, records, 64)
	for _, c := range records[1:] {
		t.Run(c[0]+" "+c[4], func(t *testing.T) { worked(t, c) })
	}
}

func worked(t *testing.T, c []string) {
	cal := calendar.National()
	received, want := strings.TrimPrefix(c[2], "hẹn trả "), c[8]
	switch c[7] {
	case "deadline":
		q := query(received, c[3])
		q.Pauses = pauses(c[5])
		flags(&q, c[6])
		assert.Equal(t, want, due(t, cal, q))
	case "extension":
		q := query(received, "1:same_day")
		q.Extensions = []deadline.Extended{{By: limit("2:working_day"), Ground: "NĐ 23/2015 Điều 21"}}
		if c[0] == "60" {
			r, err := deadline.Extend(cal, at(received), limit("3:working_day"))
			require.NoError(t, err)
			assert.Equal(t, want, r.Due.Format("2006-01-02T15:04"))
			return
		}
		assert.Equal(t, want, due(t, cal, q))
	case "apology":
		assert.Equal(t, want, deadline.ApologyBy(cal, at(received)).Format("2006-01-02T15:04"))
	case "verdict":
		words := map[string]string{"trước hạn": deadline.Early, "đúng hạn": deadline.OnTime, "quá hạn": deadline.Late}
		resolved := at(strings.TrimPrefix(c[4], "có kết quả "))
		assert.Equal(t, words[want], deadline.Verdict(deadline.WorkingDay, at(received), resolved))
	default:
		t.Fatalf("unknown way %q", c[7])
	}
}

func flags(q *deadline.Query, s string) {
	for _, flag := range strings.Fields(strings.ReplaceAll(s, ";", " ")) {
		name, value, _ := strings.Cut(flag, "=")
		switch name {
		case "cutoff":
			q.Cutoff = value
		case "outside_hours":
			q.OutsideHours = value
		case "end_on_day_off":
			q.EndOnDayOff = value
		default:
			panic("unknown flag " + flag)
		}
	}
}
