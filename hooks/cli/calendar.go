package cli

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"motcua/hooks/domain/calendar"
)

// Calendar is `motcua calendar`: the days off, days given back, swapped days
// and Saturdays worked of a year, with their grounds. Without --year it shows
// the newest year whose table is official. It opens no folder.
func Calendar() *cobra.Command {
	var year int
	var asJSON bool
	c := quiet(&cobra.Command{
		Use:   "calendar",
		Short: "Ngày nghỉ lễ, nghỉ bù, hoán đổi và ngày làm bù của một năm",
		RunE: func(c *cobra.Command, _ []string) error {
			if !c.Flags().Changed("year") {
				year = newestOfficial(calendar.National())
			}
			return showYear(c.OutOrStdout(), year, asJSON)
		},
	})
	c.Flags().IntVar(&year, "year", 0, "năm cần xem (mặc định: năm mới nhất đã có lịch chính thức)")
	c.Flags().BoolVar(&asJSON, "json", false, "in một tài liệu JSON")
	return c
}

type yearAnswer struct {
	Year     int              `json:"year"`
	Official bool             `json:"official"`
	Days     []calendar.Entry `json:"days"`
}

func showYear(w io.Writer, year int, asJSON bool) error {
	if year < calendar.MinYear || year > calendar.MaxYear {
		return usage("--year phải từ %d đến %d", calendar.MinYear, calendar.MaxYear)
	}
	days, official := calendar.National().Year(year)
	if asJSON {
		return writeJSON(w, yearAnswer{year, official, days}, true)
	}
	heading := "đã có thông báo chính thức"
	if !official {
		heading = "TẠM TÍNH: có ngày chưa được thông báo, đánh dấu *"
	}
	if _, err := fmt.Fprintf(w, "Lịch nghỉ năm %d (%s)\n", year, heading); err != nil {
		return fmt.Errorf("write year %d: %w", year, err)
	}
	for _, e := range days {
		if _, err := fmt.Fprintln(w, yearLine(e)); err != nil {
			return fmt.Errorf("write year %d: %w", year, err)
		}
	}
	return nil
}

var kindWords = map[calendar.Kind]string{
	calendar.Holiday: "nghỉ lễ", calendar.Substitute: "nghỉ bù",
	calendar.SwappedOff: "hoán đổi", calendar.Makeup: "làm bù",
}

func yearLine(e calendar.Entry) string {
	mark := " "
	if !e.Official {
		mark = "*"
	}
	line := fmt.Sprintf("%s %-8s  %s: %s", mark, kindWords[e.Kind], calendar.National().Day(e.Day).Label, e.Reason)
	if e.Ground != "" {
		line += " (" + e.Ground + ")"
	}
	return line
}

func newestOfficial(cal *calendar.Calendar) int {
	newest := calendar.MinYear
	for y := calendar.MinYear; y <= calendar.MaxYear; y++ {
		if cal.Official(y) {
			newest = y
		}
	}
	return newest
}
