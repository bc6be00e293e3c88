package cli

import (
	"fmt"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"motcua/hooks/domain/access"
	"motcua/hooks/service/org"
)

// unitSupervise lets one unit supervise another that does not stand below it.
func unitSupervise(open Opener) *cobra.Command {
	c := quiet(&cobra.Command{Use: "supervise", Short: "Giao một đơn vị giám sát đơn vị khác, liệt kê, hoặc cho thôi",
		Long: "Người có vai trò giám sát, thanh tra của đơn vị được giao xem số liệu và, khi ghi lý do, xem từng hồ sơ; không sửa được gì.\nKhông có cờ nào: liệt kê những quyền giám sát đã ghi.",
		Example: `  motcua unit supervise --superior so-tu-phap --over an-binh --sector "Hộ tịch" --ground "Quyết định 12/QĐ-UBND"
  motcua unit supervise --end k3x9p2m7q1w8r5t`})
	f := c.Flags()
	flagsOf(f, "")
	var in org.SupervisionInput
	f.StringVar(&in.Superior, "superior", "", "tên ngắn của đơn vị giám sát")
	f.StringVar(&in.Over, "over", "", "tên ngắn của đơn vị được giám sát, tính cả đơn vị bên dưới")
	f.StringVar(&in.Sector, "sector", "", "chỉ một lĩnh vực; bỏ trống: mọi lĩnh vực")
	f.StringVar(&in.From, "from", "", "từ ngày, 2026-11-20; bỏ trống: hôm nay")
	f.StringVar(&in.To, "to", "", "đến hết ngày; bỏ trống: chưa biết")
	f.StringVar(&in.Ground, "ground", "", "căn cứ: số, ngày văn bản giao giám sát")
	end := f.String("end", "", "mã của quyền giám sát cho thôi ngay (cột đầu của danh sách)")
	c.RunE = func(c *cobra.Command, _ []string) error {
		return withCatalogue(c, open, func(h *House) error {
			switch {
			case *end != "":
				if err := h.Org.EndSupervision(h.App, access.System, *end); err != nil {
					return err
				}
				fmt.Fprintln(c.OutOrStdout(), "Đã cho thôi giám sát.")
				return nil
			case in == org.SupervisionInput{}:
				return listSupervisions(c, h)
			}
			sectors, err := h.Catalog.Sectors(h.App)
			if err != nil {
				return err
			}
			s, err := h.Org.Supervise(h.App, access.System, in, sectors)
			if err != nil {
				return err
			}
			fmt.Fprintf(c.OutOrStdout(), "%s giám sát %s. Mã: %s\n", s.Superior.Name, s.Over.Name, s.ID)
			return nil
		})
	}
	return c
}

func listSupervisions(c *cobra.Command, h *House) error {
	list, err := h.Org.Supervisions(h.App, access.System)
	if err != nil {
		return err
	}
	if len(list) == 0 {
		fmt.Fprintln(c.OutOrStdout(), "Chưa giao giám sát nào. Giao bằng: motcua unit supervise --superior … --over … --ground …")
		return nil
	}
	t := tabwriter.NewWriter(c.OutOrStdout(), 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "Mã\tĐơn vị giám sát\tĐược giám sát\tLĩnh vực\tTừ\tĐến hết\tCăn cứ")
	for _, s := range list {
		sector := s.Sector
		if sector == "" {
			sector = "mọi lĩnh vực"
		}
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\t%s\t%s\n", s.ID, s.Superior.Code, s.Over.Code, sector, s.From, s.To, s.Ground)
	}
	return t.Flush()
}
