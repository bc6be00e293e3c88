package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/org"
	"motcua/templates"
)

// unitClose switches a unit off from a day on.
func unitClose(open Opener) *cobra.Command {
	c := quiet(&cobra.Command{Use: "close", Short: "Ngừng một đơn vị từ một ngày; hồ sơ đang làm vẫn làm tiếp",
		Example: `  motcua unit close --code an-binh --from 2026-12-01 --successor dong-thanh`})
	flagsOf(c.Flags(), "")
	code := c.Flags().String("code", "", "tên ngắn của đơn vị")
	from := c.Flags().String("from", "", "ngừng từ ngày, 2026-12-01")
	next := c.Flags().StringSlice("successor", nil, "tên ngắn của đơn vị thay thế, để trang công khai chỉ người dân tới")
	c.RunE = func(c *cobra.Command, _ []string) error {
		if *code == "" || *from == "" {
			return usage("cần --code và --from. Ví dụ: motcua unit close --code an-binh --from 2026-12-01")
		}
		return withCatalogue(c, open, func(h *House) error {
			u, err := h.Org.CloseUnit(h.App, access.System, *code, *from, *next...)
			if err != nil {
				return ofFlags(err, map[string]string{"valid_to": "from", "unit": "code"})
			}
			fmt.Fprintf(c.OutOrStdout(), "%s ngừng từ ngày %s.\n", u.Name, templates.ShortDay(u.ValidTo))
			return nil
		})
	}
	return c
}

// unitReopen switches a unit on again.
func unitReopen(open Opener) *cobra.Command {
	c := quiet(&cobra.Command{Use: "open", Short: "Cho một đơn vị đã ngừng hoạt động lại"})
	flagsOf(c.Flags(), "")
	code := c.Flags().String("code", "", "tên ngắn của đơn vị")
	c.RunE = func(c *cobra.Command, _ []string) error {
		if *code == "" {
			return usage("cần --code của đơn vị. Ví dụ: motcua unit open --code an-binh")
		}
		return withCatalogue(c, open, func(h *House) error {
			u, err := h.Org.CloseUnit(h.App, access.System, *code, "")
			if err != nil {
				return ofFlags(err, map[string]string{"unit": "code"})
			}
			fmt.Fprintf(c.OutOrStdout(), "%s hoạt động lại.\n", u.Name)
			return nil
		})
	}
	return c
}

// ofFlags names the fields of problems as the flags that set them.
func ofFlags(err error, names map[string]string) error {
	list, is := problem.In(err)
	if !is {
		return err
	}
	out := make(problem.List, len(list))
	for i, p := range list {
		if name, known := names[p.Field]; known {
			p.Field = name
		}
		out[i] = p
	}
	return out
}

// staffEnable lets an account in again.
func staffEnable(open Opener) *cobra.Command {
	return ofAccount(open, "enable", "Mở lại một tài khoản đã khóa", func(c *cobra.Command, h *House, m org.Member) error {
		if _, err := h.Org.SwitchMember(h.App, access.System, m.ID, true); err != nil {
			return err
		}
		fmt.Fprintf(c.OutOrStdout(), "Đã mở lại tài khoản %s.\n", m.Email)
		return nil
	})
}
