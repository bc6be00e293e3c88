package cli

import (
	"fmt"
	"io"

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
		return inData(c, open, func(h *House) error {
			list, err := verdicts(h, *unit)
			if err != nil {
				return err
			}
			if err := tellVerdicts(c.OutOrStdout(), list, *asJSON); err != nil {
				return err
			}
			if bad := broken(list); bad > 0 {
				return fmt.Errorf("%d đơn vị có chuỗi sự kiện bị sửa. Giữ nguyên thư mục dữ liệu, sao ra ổ khác và báo cấp trên", bad)
			}
			return nil
		})
	}
	return c
}

func tellVerdicts(w io.Writer, list []casework.Verdict, asJSON bool) error {
	if asJSON {
		return writeJSON(w, struct {
			Units []casework.Verdict `json:"units"`
		}{list}, true)
	}
	for _, v := range list {
		if v.BadSeq == 0 {
			fmt.Fprintf(w, "Tốt: %s, %d sự kiện, chuỗi liền mạch.\n", v.Unit, v.Events)
		} else {
			fmt.Fprintf(w, "Nguy: %s, sự kiện số %d: %s\n", v.Unit, v.BadSeq, templates.Text(v.Why, nil))
		}
	}
	if len(list) == 0 {
		fmt.Fprintln(w, "Chưa có đơn vị nào: chưa có gì để kiểm tra.")
	}
	return nil
}

func broken(list []casework.Verdict) (n int) {
	for _, v := range list {
		if v.BadSeq > 0 {
			n++
		}
	}
	return n
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
