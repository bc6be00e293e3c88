package office

import (
	"time"

	"motcua/hooks/domain/calendar"
)

// isoDay turns 20/11/2026 into 2026-11-20; anything else stays as it is.
func isoDay(text string) string {
	for _, layout := range []string{"2/1/2006", "2-1-2006", "2.1.2006"} {
		if t, err := time.Parse(layout, text); err == nil {
			return t.Format(time.DateOnly)
		}
	}
	return text
}

// isDay reports whether text is 2006-01-02.
func isDay(text string) bool {
	_, err := time.Parse(time.DateOnly, text)
	return err == nil
}

// today is the office day of a moment.
func today(now time.Time) string { return now.In(calendar.Location).Format(time.DateOnly) }
