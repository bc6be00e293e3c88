package cli

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/procedure"
	"motcua/templates"
)

func procedureExport(open Opener) *cobra.Command {
	c := named(&cobra.Command{Use: "export TỆP", Short: "Xuất các thủ tục đang có hiệu lực ra JSON (“-”: ra màn hình)"}, 1, "tên tệp để ghi")
	flagsOf(c.Flags(), "")
	unit := c.Flags().String("unit", "", "mã đơn vị: chỉ thủ tục đơn vị đang tiếp nhận; bỏ trống: mọi thủ tục")
	c.RunE = func(c *cobra.Command, names []string) error {
		return withCatalogue(c, open, func(h *House) error {
			u, err := unitByCode(h, *unit)
			if err != nil {
				return err
			}
			list, err := h.Catalog.Export(h.App, u.ID, today(h))
			if err != nil {
				return err
			}
			if names[0] == "-" {
				return writeJSON(c.OutOrStdout(), list, true)
			}
			if err := exportTo(names[0], list); err != nil {
				return err
			}
			fmt.Fprintf(c.OutOrStdout(), "Đã xuất %d thủ tục ra %s. Nhập lại bằng: motcua procedure import %s\n", len(list), names[0], names[0])
			return nil
		})
	}
	return c
}

// exportTo writes the whole file or nothing: beside it first, then in place.
func exportTo(name string, list []procedure.Version) error {
	part := name + ".part"
	f, err := os.Create(part)
	if err != nil {
		return fmt.Errorf("không tạo được tệp %s: %w. Kiểm tra thư mục và quyền ghi", name, err)
	}
	err = writeJSON(f, list, true)
	if again := f.Close(); err == nil {
		err = again
	}
	if err == nil {
		err = os.Rename(part, name)
	}
	if err != nil {
		return fmt.Errorf("không ghi được tệp %s: %w. Kiểm tra dung lượng đĩa", name, err)
	}
	return nil
}

func procedureCheck(open Opener) *cobra.Command {
	c := named(&cobra.Command{Use: "check MÃ", Short: "Kiểm tra một thủ tục: bản nháp nếu có, không thì bản mới nhất"}, 1, "MÃ")
	flagsOf(c.Flags(), "")
	asJSON := c.Flags().Bool("json", false, "in ra JSON")
	c.RunE = func(c *cobra.Command, args []string) error {
		return withCatalogue(c, open, func(h *House) error {
			list, err := h.Catalog.Versions(h.App, args[0])
			if err != nil {
				return err
			}
			found := []saidReview{}
			if list[0].No == 0 {
				draft, err := h.Catalog.Draft(h.App, list[0].ID)
				if err != nil {
					return err
				}
				for _, d := range draft.Doubts {
					found = append(found, saidReview{args[0], d.Field, templates.Text(d.Kind, d.Args)})
				}
			}
			for _, p := range list[0].Body.Check(calendar.National()) {
				found = append(found, saidReview{args[0], p.Field, templates.Text(p.Key, p.Args)})
			}
			return tellCheck(c.OutOrStdout(), args[0], found, *asJSON)
		})
	}
	return c
}

func tellCheck(w io.Writer, code string, found []saidReview, asJSON bool) error {
	if asJSON {
		if err := writeJSON(w, struct {
			Code     string       `json:"code"`
			Problems []saidReview `json:"problems"`
		}{code, found}, true); err != nil {
			return err
		}
	} else {
		for _, x := range found {
			fmt.Fprintf(w, "%s: %s\n", x.Field, x.Problem)
		}
	}
	if len(found) > 0 {
		return fmt.Errorf("thủ tục %s còn %d điểm phải sửa trước khi công bố", code, len(found))
	}
	if !asJSON {
		fmt.Fprintf(w, "Tốt: thủ tục %s qua mọi kiểm tra.\n", code)
	}
	return nil
}

func procedureDiff(open Opener) *cobra.Command {
	c := named(&cobra.Command{Use: "diff MÃ", Short: "So sánh hai phiên bản của một thủ tục"}, 1, "MÃ")
	flagsOf(c.Flags(), "")
	from := c.Flags().Int("from", -1, "số phiên bản cũ; bỏ trống: bản ngay trước")
	to := c.Flags().Int("to", -1, "số phiên bản mới, 0 là bản nháp; bỏ trống: bản mới nhất, kể cả nháp")
	asJSON := c.Flags().Bool("json", false, "in ra JSON")
	c.RunE = func(c *cobra.Command, args []string) error {
		return withCatalogue(c, open, func(h *House) error {
			changes, err := h.Catalog.Diff(h.App, args[0], *from, *to)
			if err != nil {
				return err
			}
			if changes == nil {
				changes = []procedure.Change{}
			}
			if *asJSON {
				return writeJSON(c.OutOrStdout(), struct {
					Code    string             `json:"code"`
					Changes []procedure.Change `json:"changes"`
				}{args[0], changes}, true)
			}
			tellDiff(c.OutOrStdout(), changes)
			return nil
		})
	}
	return c
}

func tellDiff(w io.Writer, changes []procedure.Change) {
	if len(changes) == 0 {
		fmt.Fprintln(w, "Hai phiên bản giống nhau.")
	}
	title := ""
	for _, x := range changes {
		if x.Title != title {
			title = x.Title
			fmt.Fprintln(w, title)
		}
		tellSide(w, "-", x.Before)
		tellSide(w, "+", x.After)
	}
}

func tellSide(w io.Writer, mark, text string) {
	if text == "" {
		return
	}
	for _, l := range strings.Split(text, "\n") {
		fmt.Fprintf(w, "  %s %s\n", mark, l)
	}
}
