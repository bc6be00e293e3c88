package cli

import (
	"fmt"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"motcua/hooks/domain/access"
	"motcua/hooks/service/org"
	"motcua/templates"
)

// Unit holds the commands about units.
func Unit(open Opener) *cobra.Command {
	return family(&cobra.Command{Use: "unit", Short: "Thêm, liệt kê, ngừng đơn vị và giao giám sát"}, unitAdd(open), unitList(open), unitClose(open), unitReopen(open), unitSupervise(open))
}

func unitAdd(open Opener) *cobra.Command {
	c := quiet(&cobra.Command{Use: "add", Short: "Thêm một đơn vị",
		Example: `  motcua unit add --name "Ủy ban nhân dân xã An Bình" --identifier H29.132`})
	f := c.Flags()
	flagsOf(f, "")
	var in org.UnitInput
	f.StringVar(&in.Name, "name", "", "tên đầy đủ, như trên con dấu")
	f.StringVar(&in.Code, "code", "", "tên ngắn trong địa chỉ trang, chữ thường không dấu; bỏ trống: theo tên")
	f.StringVar(&in.Kind, "kind", "commune", "loại: commune, office, province, district, hamlet, partner")
	f.StringVar(&in.Parent, "parent", "", "tên ngắn của đơn vị cấp trên; bỏ trống: đứng đầu")
	f.StringVar(&in.Identifier, "identifier", "", "mã định danh theo Quyết định 20/2020/QĐ-TTg, ví dụ H29.132")
	f.StringVar(&in.ShortName, "short-name", "", "tên gọi ngắn; bỏ trống: theo tên")
	f.StringVar(&in.Place, "place", "", "địa danh trên giấy tờ; bỏ trống: theo tên")
	f.StringVar(&in.Address, "address", "", "địa chỉ")
	f.StringVar(&in.Phone, "phone", "", "điện thoại")
	f.StringVar(&in.Email, "email", "", "email")
	f.StringVar(&in.Hours, "hours", "07:00-11:30,13:30-17:00", "giờ làm việc Thứ Hai đến Thứ Sáu")
	c.RunE = func(c *cobra.Command, _ []string) error {
		return withCatalogue(c, open, func(h *House) error {
			u, err := h.Org.CreateUnit(h.App, access.System, in)
			if err != nil {
				return err
			}
			fmt.Fprintf(c.OutOrStdout(), "Đã thêm đơn vị %s (%s).\n", u.Name, u.Code)
			return nil
		})
	}
	return c
}

// unitShape is a unit as --json prints it.
type unitShape struct {
	Code       string `json:"code"`
	Name       string `json:"name"`
	Kind       string `json:"kind"`
	Path       string `json:"path"`
	Identifier string `json:"identifier"`
	ValidFrom  string `json:"valid_from,omitempty"`
	ValidTo    string `json:"valid_to,omitempty"`
}

func unitList(open Opener) *cobra.Command {
	c := quiet(&cobra.Command{Use: "list", Short: "Liệt kê đơn vị"})
	flagsOf(c.Flags(), "")
	asJSON := c.Flags().Bool("json", false, "in ra JSON")
	c.RunE = func(c *cobra.Command, _ []string) error {
		return withCatalogue(c, open, func(h *House) error {
			list, err := h.Org.Tree(h.App, access.System)
			if err != nil {
				return err
			}
			if *asJSON {
				out := []unitShape{}
				for _, u := range list {
					out = append(out, unitShape{u.Code, u.Name, u.Kind, u.Path, u.Identifier, u.ValidFrom, u.ValidTo})
				}
				return writeJSON(c.OutOrStdout(), out, true)
			}
			if len(list) == 0 {
				fmt.Fprintln(c.OutOrStdout(), "Chưa có đơn vị nào. Thêm bằng: motcua unit add, hoặc chạy motcua serve và mở địa chỉ thiết lập.")
				return nil
			}
			t := tabwriter.NewWriter(c.OutOrStdout(), 0, 0, 2, ' ', 0)
			fmt.Fprintln(t, "Tên ngắn\tLoại\tMã định danh\tTên\tNgừng từ")
			for _, u := range list {
				fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\n", u.Code, templates.Text("unit_kind."+u.Kind, nil), u.Identifier, u.Name, u.ValidTo)
			}
			return t.Flush()
		})
	}
	return c
}
