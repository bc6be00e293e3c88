package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"motcua/hooks/domain/access"
	"motcua/hooks/service/casework"
)

// erase takes a citizen out of the books who asked for it and may be.
func erase(open Opener) *cobra.Command {
	c := quiet(&cobra.Command{Use: "erase", Short: "Xóa dữ liệu cá nhân của một người theo yêu cầu; hồ sơ đã tiếp nhận thì không xóa được",
		Example: `  motcua dossier erase --dossier 482913075 --ground "Đơn ngày 20/11/2026" --check`})
	flagsOf(c.Flags(), "")
	name := c.Flags().String("dossier", "", "mã tra cứu của một hồ sơ của người đó")
	ground := c.Flags().String("ground", "", "căn cứ: đơn của ai, ngày nào")
	check := c.Flags().Bool("check", false, "chỉ nêu những gì sẽ bị xóa, không xóa")
	c.RunE = func(c *cobra.Command, _ []string) error {
		if *name == "" || *ground == "" {
			return usage(`cần --dossier và --ground. Ví dụ: motcua dossier erase --dossier 482913075 --ground "Đơn ngày 20/11/2026"`)
		}
		return withCatalogue(c, open, func(h *House) error {
			got, err := h.Desk.Erase(h.App, access.System, *name, casework.EraseInput{Ground: *ground, Check: *check})
			if err != nil {
				return err
			}
			if *check {
				fmt.Fprintf(c.OutOrStdout(), "Sẽ xóa: %d người, %d hồ sơ chưa tiếp nhận, %d tệp. Chưa xóa gì.\n", got.People, got.Dossiers, got.Files)
				return nil
			}
			// Freed pages still hold the words until the file is written anew.
			if _, err := h.App.NonconcurrentDB().NewQuery("VACUUM").Execute(); err != nil {
				return fmt.Errorf("đã xóa, nhưng chưa dọn được tệp dữ liệu: %w", err)
			}
			if _, err := h.App.NonconcurrentDB().NewQuery("PRAGMA wal_checkpoint(TRUNCATE)").Execute(); err != nil {
				return fmt.Errorf("đã xóa, nhưng chưa dọn được nhật ký ghi: %w", err)
			}
			fmt.Fprintf(c.OutOrStdout(), "Đã xóa: %d người, %d hồ sơ chưa tiếp nhận, %d tệp. Bản sao lưu cũ tự hết trong 35 ngày.\n", got.People, got.Dossiers, got.Files)
			return nil
		})
	}
	return c
}
