package cli

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"
	"github.com/spf13/cobra"
)

// Superuser makes the operator's account for PocketBase's own dashboard (/_/),
// which answers on this machine only. The folder must not be in use.
func Superuser(open Opener) *cobra.Command {
	upsert := quiet(&cobra.Command{Use: "upsert EMAIL MẬT-KHẨU", Short: "Tạo tài khoản hoặc đặt lại mật khẩu"})
	flagsOf(upsert.Flags(), "")
	upsert.Args = func(_ *cobra.Command, args []string) error {
		if len(args) != 2 {
			return usage("cần đúng hai phần: email và mật khẩu. Ví dụ: motcua superuser upsert ten@xa.vn mat-khau-dai")
		}
		return nil
	}
	upsert.RunE = func(c *cobra.Command, args []string) error {
		cfg, err := loadConfig(c.Flags())
		if err != nil {
			return err
		}
		return prepared(cfg, open, func(h *House) error {
			r, err := h.App.FindAuthRecordByEmail(core.CollectionNameSuperusers, args[0])
			if err != nil {
				col, err := h.App.FindCachedCollectionByNameOrId(core.CollectionNameSuperusers)
				if err != nil {
					return fmt.Errorf("find superusers: %w", err)
				}
				r = core.NewRecord(col)
				r.SetEmail(args[0])
			}
			r.SetPassword(args[1])
			if err := h.App.Save(r); err != nil {
				return fmt.Errorf("không lưu được tài khoản: %w. Email phải đúng dạng, mật khẩu từ 8 ký tự", err)
			}
			fmt.Fprintf(c.OutOrStdout(), "Đã lưu tài khoản %s cho trang /_/.\n", args[0])
			return nil
		})
	}
	return family(&cobra.Command{Use: "superuser", Short: "Tài khoản của người vận hành cho trang /_/"}, upsert)
}
