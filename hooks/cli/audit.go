package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"motcua/hooks/service/casework"
	"motcua/templates"
)

// Audit holds the commands about the chain of events.
func Audit(open Opener) *cobra.Command {
	return family(&cobra.Command{Use: "audit", Short: "Kiểm tra chuỗi sự kiện"}, verify(open))
}

func verify(open Opener) *cobra.Command {
	c := quiet(&cobra.Command{Use: "verify", Short: "Kiểm tra chuỗi băm của sự kiện và giấy tờ đã lưu; nêu sự kiện sai đầu tiên"})
	flagsOf(c.Flags(), "")
	unit := c.Flags().String("unit", "", "mã đơn vị; bỏ trống: mọi đơn vị")
	asJSON := c.Flags().Bool("json", false, "in ra JSON")
	c.RunE = func(c *cobra.Command, _ []string) error {
		cfg, err := loadConfig(c.Flags())
		if err != nil {
			return err
		}
		return withHouse(cfg, open, false, func(h *House) error {
			if err := h.Prepare(h.App); err != nil {
				return err
			}
			list, err := verdicts(h, *unit)
			if err != nil {
				return err
			}
			bad := 0
			for _, v := range list {
				if v.BadSeq > 0 {
					bad++
				}
				if *asJSON {
					continue
				}
				if v.BadSeq == 0 {
					fmt.Fprintf(c.OutOrStdout(), "Tốt: %s, %d sự kiện, chuỗi liền mạch.\n", v.Unit, v.Events)
				} else {
					fmt.Fprintf(c.OutOrStdout(), "Nguy: %s, sự kiện số %d: %s\n", v.Unit, v.BadSeq, templates.Text(v.Why, nil))
				}
			}
			if *asJSON {
				if err := writeJSON(c.OutOrStdout(), struct {
					Units []casework.Verdict `json:"units"`
				}{list}, true); err != nil {
					return err
				}
			}
			if bad > 0 {
				return fmt.Errorf("%d đơn vị có chuỗi sự kiện bị sửa. Giữ nguyên thư mục dữ liệu, sao ra ổ khác và báo cấp trên", bad)
			}
			return nil
		})
	}
	return c
}

func verdicts(h *House, code string) ([]casework.Verdict, error) {
	units, err := h.Org.Units(h.App, nil, "")
	if err != nil {
		return nil, err
	}
	var out []casework.Verdict
	for _, u := range units {
		if code != "" && u.Code != code {
			continue
		}
		v, err := h.Desk.Verify(h.App, u.ID)
		if err != nil {
			return nil, err
		}
		if v.BadSeq == 0 {
			papers, err := h.Desk.VerifyPapers(h.App, u.ID)
			if err != nil {
				return nil, err
			}
			v.BadSeq, v.Why = papers.BadSeq, papers.Why
		}
		v.Unit = u.Code
		out = append(out, v)
	}
	if code != "" && len(out) == 0 {
		return nil, usage("không có đơn vị mã “%s”", code)
	}
	return out, nil
}
