package cli

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"
	"golang.org/x/term"

	"motcua/hooks/service/casework"
)

// Dossier holds the commands about dossiers.
func Dossier(open Opener) *cobra.Command {
	return family(&cobra.Command{Use: "dossier", Short: "Kiểm tra, dựng lại hồ sơ từ sự kiện; xóa dữ liệu cá nhân theo yêu cầu"}, rebuild(open), erase(open))
}

func rebuild(open Opener) *cobra.Command {
	c := quiet(&cobra.Command{Use: "rebuild", Short: "Dựng lại các dòng hồ sơ từ sự kiện, hoặc chứng minh chúng khớp nhau"})
	flagsOf(c.Flags(), "")
	check := c.Flags().Bool("check", false, "chỉ so sánh, không ghi gì")
	asJSON := c.Flags().Bool("json", false, "in ra JSON")
	c.RunE = func(c *cobra.Command, _ []string) error {
		return inData(c, open, func(h *House) error {
			diffs, err := h.Desk.Rebuild(h.App, !*check, bar("Đối chiếu hồ sơ"))
			if err != nil {
				return err
			}
			if err := tellDifferences(c.OutOrStdout(), diffs, *check, *asJSON); err != nil {
				return err
			}
			if *check && len(diffs) > 0 {
				return fmt.Errorf("%d hồ sơ không khớp với sự kiện. Dựng lại bằng: motcua dossier rebuild", len(diffs))
			}
			return nil
		})
	}
	return c
}

func tellDifferences(w io.Writer, diffs []casework.Difference, check, asJSON bool) error {
	if asJSON {
		return writeJSON(w, struct {
			Different []casework.Difference `json:"different"`
		}{append([]casework.Difference{}, diffs...)}, true)
	}
	for _, d := range diffs {
		if d.Gone {
			fmt.Fprintf(w, "%s đã bị xóa dòng, chỉ còn nhật ký\n", cmp.Or(d.Code, d.Dossier))
		} else {
			fmt.Fprintf(w, "%s lệch ở: %s\n", d.Code, strings.Join(d.Columns, ", "))
		}
	}
	switch {
	case len(diffs) == 0:
		fmt.Fprintln(w, "Tốt: mọi hồ sơ khớp với sự kiện của nó.")
	case !check:
		fmt.Fprintf(w, "Đã dựng lại %d hồ sơ.\n", len(diffs))
	}
	return nil
}

// bar shows progress on a terminal and nothing when the output is piped.
func bar(title string) func(done, all int) {
	if !term.IsTerminal(int(os.Stderr.Fd())) {
		return func(int, int) {}
	}
	var b *progressbar.ProgressBar
	return func(done, all int) {
		if b == nil {
			b = progressbar.NewOptions(all, progressbar.OptionSetWriter(os.Stderr), progressbar.OptionSetDescription(title), progressbar.OptionClearOnFinish())
		}
		_ = b.Set(done) // a bar that cannot be drawn is not worth failing for
	}
}
