package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"motcua/hooks/domain/problem"
	"motcua/hooks/service/org"
	"motcua/hooks/service/report"
	"motcua/hooks/service/sheet"
	"motcua/templates"
)

// Report makes a statutory report or register of a unit and its subtree.
func Report(open Opener) *cobra.Command {
	c := quiet(&cobra.Command{Use: "report NAME", Short: "Lập báo cáo, sổ theo dõi của một đơn vị",
		Long: "Lập báo cáo của một đơn vị và các đơn vị cấp dưới. NAME là một trong: " + strings.Join(report.Names, ", ") +
			" (ii06a: Biểu số II.06a/VPCP/KSTT theo lĩnh vực; communes: theo đơn vị; register: sổ theo dõi hồ sơ, Mẫu số 07; cash-book: sổ thu phí, lệ phí theo ngày của đúng đơn vị ấy, có biên lai hủy và chênh lệch cuối ngày)."})
	flagsOf(c.Flags(), "")
	f := reportFlags{}
	c.Flags().StringVar(&f.ask.Unit, "unit", "", "mã đơn vị")
	c.Flags().StringVar(&f.ask.From, "from", "", "ngày đầu kỳ, như 2026-11-01")
	c.Flags().StringVar(&f.ask.To, "to", "", "ngày cuối kỳ, như 2026-11-30")
	c.Flags().StringVar(&f.ask.AsOf, "as-of", "", "ngày chốt số liệu: không tính gì nhập sau ngày này")
	c.Flags().StringVar(&f.format, "format", "json", "json, csv hoặc xlsx")
	c.Flags().BoolVar(&f.recount, "recount", false, "tính lại mọi con số từ sự kiện trước khi lập")
	c.Args = func(_ *cobra.Command, args []string) error { return f.check(args) }
	c.RunE = func(c *cobra.Command, args []string) error {
		return inData(c, open, func(h *House) error { return f.run(h, args[0], c.OutOrStdout()) })
	}
	return c
}

type reportFlags struct {
	ask     report.Query
	format  string
	recount bool
}

// check refuses a command line before any folder is opened.
func (f reportFlags) check(args []string) error {
	names := strings.Join(report.Names, ", ")
	switch {
	case len(args) == 0:
		return usage("thiếu tên báo cáo. Viết: motcua report TÊN --unit MÃ --from NGÀY --to NGÀY; tên là một trong: %s", names)
	case len(args) > 1:
		return usage("không hiểu “%s”. Lệnh report chỉ nhận một tên báo cáo", args[1])
	case !known(report.Name(args[0])):
		return usage("không có báo cáo “%s”. Chọn một trong: %s", args[0], names)
	case f.ask.Unit == "" || f.ask.From == "" || f.ask.To == "":
		return usage("thiếu --unit, --from hoặc --to. Ví dụ: motcua report ii06a --unit an-binh --from 2026-11-01 --to 2026-11-30")
	case f.format != "json" && f.format != "csv" && f.format != "xlsx":
		return usage("--format phải là json, csv hoặc xlsx; đang là “%s”", f.format)
	}
	return nil
}

func known(name string) bool {
	for _, n := range report.Names {
		if n == name {
			return true
		}
	}
	return false
}

func (f reportFlags) run(h *House, name string, out io.Writer) error {
	if f.recount {
		if err := h.Desk.CountAll(h.App, true); err != nil {
			return err
		}
	}
	unit, err := h.Org.UnitByCode(h.App, f.ask.Unit)
	if err != nil {
		return f.said(err)
	}
	r, err := (&report.Office{Desk: h.Desk, Org: h.Org}).Make(h.App, report.Whole(unit), name, f.ask)
	if err != nil {
		return f.said(err)
	}
	switch f.format {
	case "csv":
		return sheet.WriteCSV(out, *r.Sheet)
	case "xlsx":
		return sheet.WriteXLSX(out, *r.Sheet)
	}
	return writeJSON(out, r, true)
}

// said names the flag at fault and what to do.
func (f reportFlags) said(err error) error {
	list, ok := problem.In(err)
	if !ok {
		return err
	}
	if list[0].Key == org.KeyUnitNotFound {
		return usage("không có đơn vị mã “%s”", f.ask.Unit)
	}
	parts := make([]string, len(list))
	for i, p := range list {
		parts[i] = "--" + strings.ReplaceAll(p.Field, "_", "-") + ": " + templates.Text(p.Key, p.Args)
	}
	return usage("%w", fmt.Errorf("%s", strings.Join(parts, " ")))
}
