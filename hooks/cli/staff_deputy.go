package cli

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"motcua/hooks/domain/access"
	"motcua/hooks/service/org"
)

// staffDeputy lends roles during leave, lists who stands in for whom, and
// withdraws.
func staffDeputy(open Opener) *cobra.Command {
	return family(&cobra.Command{Use: "deputy", Short: "Ủy quyền khi vắng: ai làm thay ai"}, deputyAdd(open), deputyList(open), deputyWithdraw(open))
}

func deputyAdd(open Opener) *cobra.Command {
	c := quiet(&cobra.Command{Use: "add", Short: "Ghi người làm thay trong những ngày vắng",
		Example: `  motcua staff deputy add --giver lanhdao@anbinh.gov.vn --taker pho@anbinh.gov.vn --roles leader --start 2026-12-01 --end 2026-12-05 --ground "Giấy ủy quyền 12/GUQ-UBND"`})
	f := c.Flags()
	flagsOf(f, "")
	giver := f.String("giver", "", "email của người vắng")
	taker := f.String("taker", "", "email của người làm thay")
	var in org.DeputyInput
	f.StringSliceVar(&in.Roles, "roles", nil, "vai trò ủy quyền: clerk, officer, leader, cashier")
	f.StringVar(&in.StartDay, "start", "", "ngày đầu, ví dụ 2026-12-01")
	f.StringVar(&in.EndDay, "end", "", "ngày cuối; qua ngày này ủy quyền tự hết")
	f.StringVar(&in.Ground, "ground", "", "số và ngày của giấy ủy quyền")
	c.RunE = func(c *cobra.Command, _ []string) error {
		if *giver == "" || *taker == "" {
			return usage("cần --giver và --taker là email của hai tài khoản")
		}
		return withCatalogue(c, open, func(h *House) error {
			for email, id := range map[string]*string{*giver: &in.Giver, *taker: &in.Taker} {
				m, err := h.Org.MemberByEmail(h.App, access.System, email)
				if err != nil {
					return fmt.Errorf("không có tài khoản %s. Kiểm tra lại email", email)
				}
				*id = m.ID
			}
			d, err := h.Org.AddDeputy(h.App, access.System, in)
			if err != nil {
				return err
			}
			fmt.Fprintf(c.OutOrStdout(), "%s làm thay %s từ %s đến hết %s. Mã để thu hồi: %s\n", d.TakerName, d.GiverName, d.StartDay, d.EndDay, d.ID)
			return nil
		})
	}
	return c
}

// deputyJSON is a deputation as --json prints it.
type deputyJSON struct {
	ID        string        `json:"id"`
	Giver     string        `json:"giver"`
	Taker     string        `json:"taker"`
	Roles     []access.Role `json:"roles"`
	StartDay  string        `json:"start_day"`
	EndDay    string        `json:"end_day"`
	Ground    string        `json:"ground"`
	Now       bool          `json:"now"`
	Withdrawn bool          `json:"withdrawn"`
}

func deputyList(open Opener) *cobra.Command {
	c := quiet(&cobra.Command{Use: "list", Short: "Liệt kê các lần ủy quyền"})
	flagsOf(c.Flags(), "")
	asJSON := c.Flags().Bool("json", false, "in JSON")
	c.RunE = func(c *cobra.Command, _ []string) error {
		return withCatalogue(c, open, func(h *House) error {
			list, err := h.Org.Deputies(h.App, access.System)
			if err != nil {
				return err
			}
			out := make([]deputyJSON, len(list))
			for i, d := range list {
				out[i] = deputyJSON{d.ID, d.GiverName, d.TakerName, d.Roles, d.StartDay, d.EndDay, d.Ground, d.On(h.Org.Today()), !d.Withdrawn.IsZero()}
			}
			if *asJSON {
				return json.NewEncoder(c.OutOrStdout()).Encode(out)
			}
			for _, d := range out {
				roles := make([]string, len(d.Roles))
				for i, r := range d.Roles {
					roles[i] = string(r)
				}
				fmt.Fprintf(c.OutOrStdout(), "%s  %s – %s  %s làm thay %s (%s)\n", d.ID, d.StartDay, d.EndDay, d.Taker, d.Giver, strings.Join(roles, ", "))
			}
			return nil
		})
	}
	return c
}

func deputyWithdraw(open Opener) *cobra.Command {
	c := quiet(&cobra.Command{Use: "withdraw ID", Short: "Thu hồi một ủy quyền ngay lập tức"})
	c.Args = cobra.ExactArgs(1)
	flagsOf(c.Flags(), "")
	c.RunE = func(c *cobra.Command, args []string) error {
		return withCatalogue(c, open, func(h *House) error {
			d, err := h.Org.WithdrawDeputy(h.App, access.System, args[0])
			if err != nil {
				return err
			}
			fmt.Fprintf(c.OutOrStdout(), "Đã thu hồi: %s không còn làm thay %s.\n", d.TakerName, d.GiverName)
			return nil
		})
	}
	return c
}
