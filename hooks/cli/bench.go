package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"motcua/hooks/domain/access"
	"motcua/hooks/service/bench"
	"motcua/hooks/service/seed"
)

// benchWords say the paths that are measured.
var benchWords = map[string]string{
	bench.Bare:    "một dòng SQLite, một giao dịch FULL",
	bench.Record:  "một bản ghi PocketBase",
	bench.Receive: "tiếp nhận hồ sơ",
	bench.Forward: "chuyển xử lý",
	bench.Propose: "trình ký",
	bench.Resolve: "giải quyết",
	bench.Count:   "đếm bốn việc trên vào số liệu báo cáo (làm sau, không ai phải chờ)",
}

// Bench measures what an act costs beside one bare row on the same disk.
func Bench(open Opener) *cobra.Command {
	c := quiet(&cobra.Command{Use: "bench", Short: "Đo thời gian của tiếp nhận và các bước, so với một dòng ghi trần trên cùng ổ đĩa"})
	f := c.Flags()
	n := f.Int("dossiers", 2000, "số hồ sơ có sẵn trong lúc đo")
	rounds := f.Int("rounds", 200, "số lần đo mỗi việc")
	at := f.String("dir", "", "thư mục tạm trên ổ đĩa cần đo; bỏ trống: thư mục tạm của hệ thống")
	asJSON := f.Bool("json", false, "in ra JSON")
	c.RunE = func(c *cobra.Command, _ []string) error {
		if *n < 0 || *rounds < 1 {
			return usage("--dossiers không âm và --rounds từ 1 trở lên")
		}
		dir, err := os.MkdirTemp(*at, "motcua-bench")
		if err != nil {
			return fmt.Errorf("không tạo được thư mục tạm: %w. Chọn nơi khác bằng --dir", err)
		}
		defer os.RemoveAll(dir) //nolint:errcheck // a throw-away folder
		cfg := Config{Dir: filepath.Join(dir, "data")}
		return opened(cfg, open, false, func(h *House) error {
			res, err := measure(h, dir, *n, *rounds)
			if err != nil {
				return fmt.Errorf("không đo được: %w", err)
			}
			if *asJSON {
				return writeJSON(c.OutOrStdout(), res, true)
			}
			return printBench(c, res)
		})
	}
	return c
}

// measure makes the offices and the dossiers, then measures.
func measure(h *House, dir string, n, rounds int) (bench.Result, error) {
	if err := h.Prepare(h.App); err != nil {
		return bench.Result{}, err
	}
	o, err := seed.MakeOffices(h.App, h.Org, h.Catalog, h.Desk.Now())
	if err != nil {
		return bench.Result{}, err
	}
	by := bench.Staff{Unit: o.Communes[0].Code}
	for role, to := range map[access.Role]*access.Actor{access.Clerk: &by.Clerk, access.Officer: &by.Officer, access.Leader: &by.Leader} {
		list, err := h.Org.StaffOf(h.App, o.Communes[0].Path, role)
		if err != nil {
			return bench.Result{}, err
		}
		*to = list[0]
	}
	if err := bench.Fill(h.Desk, by, n, bar("Tạo hồ sơ")); err != nil {
		return bench.Result{}, err
	}
	return bench.Run(h.Desk, by, h.Connect, dir, rounds, bar("Đo"))
}

func printBench(c *cobra.Command, res bench.Result) error {
	out := c.OutOrStdout()
	fmt.Fprintf(out, "Có %d hồ sơ, đo %d lần mỗi việc.\n\n", res.Dossiers, res.Rounds)
	w := tabwriter.NewWriter(out, 0, 4, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "giữa (ms)\t95% (ms)\tlâu nhất (ms)\tgấp\t")
	for _, l := range res.Lines {
		fmt.Fprintf(w, "%.2f\t%.2f\t%.2f\t%.1f\t  %s\n", l.Median, l.P95, l.Max, l.Ratio, benchWords[l.Name])
	}
	return w.Flush()
}
