package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"motcua/hooks/domain/access"
	"motcua/hooks/service/org"
)

// Staff holds the commands about accounts, for whoever has lost the web.
func Staff(open Opener) *cobra.Command {
	return family(&cobra.Command{Use: "staff", Short: "Tài khoản cán bộ"}, staffAdd(open), staffDisable(open), staffEnable(open), staffReset(open), staffDeputy(open))
}

// handedOver prints a one-time password.
func handedOver(c *cobra.Command, email, password string) {
	fmt.Fprintf(c.OutOrStdout(), "Tài khoản: %s\nMật khẩu dùng một lần: %s\nLần đăng nhập đầu tiên phải đặt mật khẩu riêng.\n", email, password)
}

func staffAdd(open Opener) *cobra.Command {
	c := quiet(&cobra.Command{Use: "add", Short: "Thêm cán bộ và in mật khẩu dùng một lần",
		Example: `  motcua staff add --email lan@anbinh.gov.vn --name "Nguyễn Thị Mai Lan" --unit an-binh --roles clerk,officer`})
	f := c.Flags()
	flagsOf(f, "")
	var in org.MemberInput
	f.StringVar(&in.Email, "email", "", "email đăng nhập")
	f.StringVar(&in.Name, "name", "", "họ và tên")
	f.StringVar(&in.Title, "title", "", "chức danh")
	f.StringVar(&in.Unit, "unit", "", "tên ngắn của đơn vị; xem bằng: motcua unit list")
	f.StringSliceVar(&in.Roles, "roles", nil, "vai trò, cách nhau bằng dấu phẩy: clerk, officer, leader, cashier, procedure_admin, unit_admin, superior, inspector")
	c.RunE = func(c *cobra.Command, _ []string) error {
		return withCatalogue(c, open, func(h *House) error {
			m, password, err := h.Org.AddMember(h.App, access.System, in)
			if err != nil {
				return err
			}
			handedOver(c, m.Email, password)
			return nil
		})
	}
	return c
}

// ofAccount finds the account that --email names and does something with it.
func ofAccount(open Opener, use, short string, do func(c *cobra.Command, h *House, m org.Member) error) *cobra.Command {
	c := quiet(&cobra.Command{Use: use, Short: short})
	flagsOf(c.Flags(), "")
	email := c.Flags().String("email", "", "email đăng nhập")
	c.RunE = func(c *cobra.Command, _ []string) error {
		if *email == "" {
			return usage("cần --email của tài khoản. Ví dụ: motcua staff %s --email lan@anbinh.gov.vn", use)
		}
		return withCatalogue(c, open, func(h *House) error {
			m, err := h.Org.MemberByEmail(h.App, access.System, *email)
			if err != nil {
				return fmt.Errorf("không có tài khoản %s. Kiểm tra lại email", *email)
			}
			return do(c, h, m)
		})
	}
	return c
}

func staffDisable(open Opener) *cobra.Command {
	return ofAccount(open, "disable", "Khóa một tài khoản", func(c *cobra.Command, h *House, m org.Member) error {
		if _, err := h.Org.SwitchMember(h.App, access.System, m.ID, false); err != nil {
			return err
		}
		fmt.Fprintf(c.OutOrStdout(), "Đã khóa tài khoản %s.\n", m.Email)
		return nil
	})
}

func staffReset(open Opener) *cobra.Command {
	return ofAccount(open, "reset", "Đặt lại mật khẩu và in mật khẩu dùng một lần", func(c *cobra.Command, h *House, m org.Member) error {
		_, password, err := h.Org.ResetMember(h.App, access.System, m.ID)
		if err != nil {
			return err
		}
		handedOver(c, m.Email, password)
		return nil
	})
}
