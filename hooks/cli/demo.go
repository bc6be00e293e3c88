package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"motcua/hooks/domain/problem"
	"motcua/hooks/service/seed"
)

// Demo goes from nothing to a working system in one command: a folder of its
// own, made-up offices with staff of every role and three months of dossiers.
func Demo(open Opener) *cobra.Command {
	c := quiet(&cobra.Command{Use: "demo", Short: "Chạy hệ thống mẫu với dữ liệu bịa, không cần cài đặt gì"})
	f := c.Flags()
	f.String("http", "127.0.0.1:8090", "địa chỉ và cổng máy chủ lắng nghe")
	f.String("dir", demoDir(), "thư mục riêng của bản mẫu")
	f.String("base-url", "", "địa chỉ in trong mã QR; bỏ trống: địa chỉ đang truy cập")
	fresh := f.Bool("fresh", false, "xóa dữ liệu mẫu cũ và tạo lại")
	asJSON := f.Bool("json", false, "dòng đầu in ra là JSON: địa chỉ, đơn vị, tài khoản")
	c.RunE = func(c *cobra.Command, _ []string) error {
		cfg, err := loadConfig(f)
		if err != nil {
			return err
		}
		cfg.KeyFile = "" // the demo keeps a key of its own beside its folder
		return untilSignal(c.Context(), func(ctx context.Context) error {
			return withDemo(cfg, *fresh, open, func(h *House, l net.Listener, m demoMark) error {
				return serve(ctx, h, cfg, l, func(url string) {
					if *asJSON {
						m.URL = url
						_ = writeJSON(c.OutOrStdout(), m.public(), false) // nobody reads: the server runs all the same
						return
					}
					m.print(c.OutOrStdout(), url, cfg)
				})
			})
		})
	}
	return c
}

// demoDir is the demo's own folder in the user's cache.
func demoDir() string {
	base, err := os.UserCacheDir()
	if err != nil {
		base = os.TempDir()
	}
	return filepath.Join(base, "motcua-demo")
}

// markName is the file that says a folder was made by the demo. It is there
// before anything else and says Ready when the seeding is done.
const markName = "motcua-demo.json"

// demoMark is what markName holds and --json prints.
type demoMark struct {
	URL      string         `json:"url,omitempty"`
	Ready    bool           `json:"ready,omitempty"`
	MadeAt   time.Time      `json:"made_at,omitzero"`
	Units    []demoUnit     `json:"units"`
	Accounts []seed.Account `json:"accounts"`
}

type demoUnit struct {
	Code string `json:"code"`
	Name string `json:"name"`
	Path string `json:"path"`
}

// public leaves out what only the folder needs.
func (m demoMark) public() demoMark {
	m.Ready, m.MadeAt = false, time.Time{}
	return m
}

// withDemo opens the demo's folder, makes it first where it is not there, and
// does the work.
func withDemo(cfg Config, fresh bool, open Opener, do func(*House, net.Listener, demoMark) error) error {
	if err := demoOwns(cfg.Dir); err != nil {
		return err
	}
	return withPort(cfg, func(l net.Listener) error {
		m, err := keptDemo(cfg.Dir, fresh)
		if err != nil {
			return err
		}
		return opened(cfg, open, true, func(h *House) error {
			if !m.Ready {
				if m, err = makeDemo(h); err != nil {
					return noDemo(err)
				}
				if err := writeMark(cfg.Dir, m); err != nil {
					return err
				}
			}
			return do(h, l, m)
		})
	})
}

// keptDemo is what stands in the folder; where it is to be made anew, the folder
// is emptied first.
func keptDemo(dir string, fresh bool) (demoMark, error) {
	m, err := readMark(dir)
	if err != nil || m.Ready && !fresh {
		return m, err
	}
	if err := clearDemo(dir); err != nil {
		return demoMark{}, err
	}
	return demoMark{}, writeMark(dir, demoMark{})
}

// noDemo says why there is no demo; too little room is not for a server's administrator.
func noDemo(err error) error {
	if list, is := problem.In(err); is && list[0].Kind == problem.Full {
		return errors.New("không tạo được dữ liệu mẫu: ổ đĩa còn trống chưa tới 500 MB. Dọn ổ đĩa, hoặc chọn thư mục ở ổ khác bằng --dir")
	}
	return errors.New("không tạo được dữ liệu mẫu: " + sentence(err))
}

// makeDemo writes offices, accounts and dossiers.
func makeDemo(h *House) (demoMark, error) {
	at := h.Desk.Now()
	if err := h.Prepare(h.App); err != nil {
		return demoMark{}, err
	}
	o, err := seed.MakeOffices(h.App, h.Org, h.Catalog, at)
	if err != nil {
		return demoMark{}, err
	}
	if err := seed.Demo(h.App, h.Desk, at, bar("Tạo hồ sơ mẫu")); err != nil {
		return demoMark{}, err
	}
	m := demoMark{Ready: true, MadeAt: at, Accounts: o.Accounts, Units: []demoUnit{{o.Superior.Code, o.Superior.Name, o.Superior.Path}}}
	for _, u := range o.Communes {
		m.Units = append(m.Units, demoUnit{u.Code, u.Name, u.Path})
	}
	return m, nil
}

// demoOwns refuses a folder that has something in it and no mark of a demo.
func demoOwns(dir string) error {
	list, err := os.ReadDir(dir)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return noFolder(dir, err)
	}
	foreign := false
	for _, f := range list {
		if f.Name() == markName {
			return nil
		}
		foreign = foreign || f.Name() != lockName
	}
	if foreign {
		return fmt.Errorf("thư mục %s không phải do lệnh demo tạo ra nên không động vào. Chọn thư mục trống bằng --dir, hoặc bỏ --dir để dùng thư mục riêng", dir)
	}
	return nil
}

// clearDemo empties a demo's folder, but for the lock that is held, and takes
// its key away.
func clearDemo(dir string) error {
	list, err := os.ReadDir(dir)
	if err != nil {
		return noFolder(dir, err)
	}
	marked := false
	for _, f := range list {
		marked = marked || f.Name() == markName
	}
	if !marked {
		return nil
	}
	for _, f := range list {
		if f.Name() == lockName || f.Name() == markName {
			continue
		}
		if err := os.RemoveAll(filepath.Join(dir, f.Name())); err != nil {
			return fmt.Errorf("không xóa được dữ liệu mẫu cũ: %w. Tắt chương trình đang dùng thư mục %s", err, dir)
		}
	}
	if err := os.Remove(filepath.Clean(dir) + ".key"); err != nil && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("không xóa được khóa của dữ liệu mẫu cũ: %w", err)
	}
	return nil
}

func readMark(dir string) (demoMark, error) {
	var m demoMark
	b, err := os.ReadFile(filepath.Join(dir, markName))
	if errors.Is(err, os.ErrNotExist) {
		return m, nil
	}
	if err != nil {
		return m, fmt.Errorf("không đọc được %s: %w", markName, err)
	}
	if err := json.Unmarshal(b, &m); err != nil {
		return demoMark{}, nil //nolint:nilerr // cut off while it was written: the folder is made anew
	}
	return m, nil
}

func writeMark(dir string, m demoMark) error {
	b, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return fmt.Errorf("write demo mark: %w", err)
	}
	if err := os.WriteFile(filepath.Join(dir, markName), b, 0o600); err != nil {
		return fmt.Errorf("không ghi được %s: %w. Kiểm tra quyền ghi và chỗ trống của ổ đĩa", markName, err)
	}
	return nil
}

// roleNames are the roles as the accounts table shows them.
var roleNames = map[string]string{
	"clerk": "tiếp nhận, trả kết quả", "officer": "chuyên môn", "leader": "lãnh đạo", "cashier": "thu phí", "procedure_admin": "quản lý thủ tục",
	"unit_admin": "quản trị đơn vị", "superior": "giám sát cấp trên", "inspector": "thanh tra",
}

// print shows the addresses and the accounts to a person.
func (m demoMark) print(w io.Writer, url string, cfg Config) {
	fmt.Fprintf(w, "Motcua đang chạy với dữ liệu mẫu (mọi tên, số, địa chỉ đều bịa).\n\n  Mở trình duyệt:  %s\n  Đăng nhập:       %s/dang-nhap\n  Tra cứu hồ sơ:   %s/tra-cuu\n  Bộ giao diện:    %s/gallery\n\nTài khoản (mật khẩu chung: %s)\n\n", url, url, url, url, seed.Password)
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "  Email\tMật khẩu\tVai trò\tĐơn vị")
	for _, a := range m.Accounts {
		fmt.Fprintf(t, "  %s\t%s\t%s\t%s\n", a.Email, a.Password, roleNames[a.Role], a.Unit)
	}
	_ = t.Flush() // nobody reads: the server runs all the same
	fmt.Fprintf(w, "\nThư mục dữ liệu: %s (tạo lại từ đầu: thêm --fresh)\nNhấn Ctrl+C để tắt.\n", cfg.Dir)
}
