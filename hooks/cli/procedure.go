package cli

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/catalogue"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/catalog"
	"motcua/hooks/service/org"
	"motcua/templates"
)

// Procedure holds the commands about the catalogue of procedures.
func Procedure(open Opener) *cobra.Command {
	return family(&cobra.Command{Use: "procedure", Short: "Nhập, xuất, kiểm tra và so sánh thủ tục"},
		procedureImport(open), procedureExport(open), procedureCheck(open), procedureDiff(open))
}

// withCatalogue opens the folder, ready for work.
func withCatalogue(c *cobra.Command, open Opener, do func(*House) error) error {
	cfg, err := loadConfig(c.Flags())
	if err != nil {
		return err
	}
	return prepared(cfg, open, func(h *House) error { return spoken(c, do(h)) })
}

// spoken says a problem in the sentence that pages show, with the flag or the
// field it is about.
func spoken(c *cobra.Command, err error) error {
	list, is := problem.In(err)
	if !is {
		return err
	}
	parts := make([]string, len(list))
	for i, p := range list {
		parts[i] = templates.Text(p.Key, p.Args)
		if p.Field != "" {
			name := p.Field
			if flag := strings.ReplaceAll(name, "_", "-"); c.Flags().Lookup(flag) != nil {
				name = "--" + flag
			}
			parts[i] = name + ": " + parts[i]
		}
	}
	return fmt.Errorf("%s", strings.Join(parts, "\n"))
}

// named takes so many words after the command; what says what they are.
func named(c *cobra.Command, least int, what string) *cobra.Command {
	c = quiet(c)
	c.Args = func(c *cobra.Command, args []string) error {
		if len(args) < least || least == 1 && what == "MÃ" && len(args) > 1 {
			return usage("lệnh này cần %s. Xem cách viết bằng lệnh: motcua procedure %s --help", what, c.Name())
		}
		return nil
	}
	return c
}

func unitByCode(h *House, code string) (org.Unit, error) {
	if code == "" {
		return org.Unit{}, nil
	}
	u, err := h.Org.UnitByCode(h.App, code)
	if _, is := problem.In(err); is {
		return u, usage("không có đơn vị mã “%s”. Xem các đơn vị bằng lệnh: motcua unit list", code)
	}
	return u, err
}

func procedureImport(open Opener) *cobra.Command {
	c := named(&cobra.Command{Use: "import TỆP…", Short: "Nhập bản ghi danh mục quốc gia, JSON của phần mềm, hoặc XLSX"}, 1, "ít nhất một tệp")
	flagsOf(c.Flags(), "")
	unit := c.Flags().String("unit", "", "mã đơn vị; bỏ trống: danh mục dùng chung")
	publish := c.Flags().Bool("publish", false, "công bố ngay những thủ tục không còn điểm nghi vấn")
	dry := c.Flags().Bool("dry-run", false, "chỉ nói sẽ làm gì, không ghi")
	asJSON := c.Flags().Bool("json", false, "in ra JSON")
	c.RunE = func(c *cobra.Command, names []string) error {
		return withCatalogue(c, open, func(h *House) error {
			u, err := unitByCode(h, *unit)
			if err != nil {
				return err
			}
			now := h.Org.Now()
			in := catalog.ImportInput{Unit: u.ID, UnitPath: u.Path, Publish: *publish, Dry: *dry, Day: today(h), By: "cli", At: now}
			report, err := importEach(h, in, names)
			if err != nil {
				return err
			}
			if *asJSON {
				err = writeJSON(c.OutOrStdout(), sayReport(report), true)
			} else {
				printReport(c.OutOrStdout(), report, *dry)
			}
			if err == nil && len(report.Failed) > 0 {
				err = fmt.Errorf("%d tệp không nhập được; các tệp khác đã nhập. Lý do và cách sửa của từng tệp ở trên", len(report.Failed))
			}
			return err
		})
	}
	return c
}

func today(h *House) string {
	return h.Org.Now().In(calendar.Location).Format("2006-01-02")
}

// importEach reads and imports one file at a time, so that many files need the
// memory of one.
func importEach(h *House, in catalog.ImportInput, names []string) (catalog.Report, error) {
	total := catalog.Report{NeedsReview: []catalog.Review{}, Failed: []catalog.Failure{}}
	show := bar("Nhập thủ tục")
	for i, name := range names {
		one, err := h.Catalog.Import(h.App, in, []catalog.File{readFile(name)}, nil)
		if err != nil {
			return total, err
		}
		total.Join(one)
		show(i+1, len(names))
	}
	return total, nil
}

// What can be wrong before a file is read.
const (
	KeyFileMissing = "catalogue.file_missing"
	KeyFileFolder  = "catalogue.file_folder"
)

func readFile(name string) catalog.File {
	f := catalog.File{Name: name}
	info, err := os.Stat(name)
	switch {
	case err != nil:
		f.Err = problem.Of("", KeyFileMissing)
	case info.IsDir():
		f.Err = problem.Of("", KeyFileFolder)
	case info.Size() > catalogue.MaxFile:
		f.Err = problem.Of("", catalogue.KeyFileTooLarge).With("mb", "20")
	default:
		if f.Data, err = os.ReadFile(name); err != nil {
			f.Err = problem.Of("", KeyFileMissing)
		}
	}
	return f
}

type saidReview struct {
	Code    string `json:"code"`
	Field   string `json:"field"`
	Problem string `json:"problem"`
}

type saidFailure struct {
	File    string `json:"file"`
	Problem string `json:"problem"`
}

// saidReport is the report as the contract writes it.
type saidReport struct {
	Imported    int           `json:"imported"`
	Updated     int           `json:"updated"`
	Unchanged   int           `json:"unchanged"`
	Published   int           `json:"published"`
	NeedsReview []saidReview  `json:"needs_review"`
	Failed      []saidFailure `json:"failed"`
}

func sayReport(r catalog.Report) saidReport {
	out := saidReport{Imported: r.Imported, Updated: r.Updated, Unchanged: r.Unchanged, Published: r.Published, NeedsReview: []saidReview{}, Failed: []saidFailure{}}
	for _, x := range r.NeedsReview {
		out.NeedsReview = append(out.NeedsReview, saidReview{x.Code, x.Field, templates.Text(x.Kind, x.Args)})
	}
	for _, x := range r.Failed {
		out.Failed = append(out.Failed, saidFailure{x.File, failureWords(x.Problem)})
	}
	return out
}

func failureWords(p problem.Problem) string {
	words := templates.Text(p.Key, p.Args)
	if line := p.Args["line"]; line != "" && !strings.Contains(words, line) {
		words += fmt.Sprintf(" Xem dòng %s, cột %s.", line, p.Args["column"])
	}
	if p.Field != "" {
		words = p.Field + ": " + words
	}
	return words
}

func printReport(w io.Writer, r catalog.Report, dry bool) {
	if dry {
		fmt.Fprintln(w, "Chạy thử, không ghi gì:")
	}
	fmt.Fprintf(w, "Nhập mới %d, cập nhật %d, không đổi %d, công bố %d thủ tục.\n", r.Imported, r.Updated, r.Unchanged, r.Published)
	said := sayReport(r)
	if n := len(said.NeedsReview); n > 0 {
		fmt.Fprintf(w, "\n%d điểm cần người xem (bản nháp, mở ở trang Quản trị thủ tục):\n", n)
	}
	for _, x := range said.NeedsReview {
		fmt.Fprintf(w, "  %s  %s: %s\n", x.Code, x.Field, x.Problem)
	}
	if n := len(said.Failed); n > 0 {
		fmt.Fprintf(w, "\n%d tệp không nhập được:\n", n)
	}
	for _, x := range said.Failed {
		fmt.Fprintf(w, "  %s: %s\n", x.File, x.Problem)
	}
}
