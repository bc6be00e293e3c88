package cli

import (
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"motcua/hooks/domain/problem"
	"motcua/hooks/service/backup"
	"motcua/templates"
)

// Restore puts a copy back into a new folder, or only proves it.
func Restore() *cobra.Command {
	c := quiet(&cobra.Command{Use: "restore THƯ-MỤC", Short: "Khôi phục bản sao vào thư mục mới, hoặc chỉ kiểm tra bản sao"})
	into := c.Flags().String("into", "", "thư mục mới để khôi phục vào; phải trống hoặc chưa có")
	check := c.Flags().Bool("check", false, "chỉ đọc lại và đối chiếu bản sao, không ghi dữ liệu")
	openKey := c.Flags().String("open-key", "", "tệp chứa khóa mở của bản sao mã hóa (.motcua.age); - để gõ vào")
	asJSON := c.Flags().Bool("json", false, "in ra JSON")
	c.Args = oneFolder("cần thư mục của bản sao. Ví dụ: motcua restore /media/o-roi/saoluu --into pb_data")
	c.RunE = func(c *cobra.Command, args []string) error {
		switch {
		case *check && *into != "":
			return usage("chọn một trong hai: --check để kiểm tra, hoặc --into để khôi phục")
		case !*check && *into == "":
			return usage("thiếu --into: ghi thư mục mới để khôi phục vào, ví dụ --into pb_data; hoặc --check để chỉ kiểm tra")
		}
		dir, done, err := unsealed(args[0], *openKey, *into, c.InOrStdin())
		if err != nil {
			return err
		}
		defer done()
		if *check {
			v, err := backup.Check(dir, bytesBar("Đối chiếu"))
			if err != nil {
				return told(err)
			}
			_ = backup.NoteDrill(v, time.Time{}) // a disk that cannot be written to can be checked all the same
			return answer(c.OutOrStdout(), v, "", *asJSON)
		}
		out, err := backup.Restore(dir, *into, bytesBar("Khôi phục"))
		if _, isProblem := problem.In(err); err != nil && (!isProblem || out.Verdict.Whole()) {
			return told(err)
		}
		return answer(c.OutOrStdout(), out.Verdict, out.Into, *asJSON)
	}
	return c
}

type restoreAnswer struct {
	Backup   string        `json:"backup"`
	MadeAt   time.Time     `json:"made_at"`
	Whole    bool          `json:"whole"`
	Into     string        `json:"into,omitempty"`
	Dossiers int           `json:"dossiers"`
	Events   int           `json:"events"`
	Files    int           `json:"files"`
	Problems []restoreFlaw `json:"problems"`
}

type restoreFlaw struct {
	Code string            `json:"code"`
	Args map[string]string `json:"args"`
	Text string            `json:"text"`
}

// answer says what was found; into "" = the copy was only checked.
func answer(w io.Writer, v backup.Verdict, into string, asJSON bool) error {
	m := v.Backup.Manifest
	a := restoreAnswer{Backup: v.Backup.Dir, MadeAt: m.MadeAt, Whole: v.Whole(), Dossiers: v.Proof.Dossiers, Events: v.Proof.Events, Files: m.Files, Problems: []restoreFlaw{}}
	for _, p := range v.Problems {
		a.Problems = append(a.Problems, restoreFlaw{p.Key, p.Args, templates.Text(p.Key, p.Args)})
	}
	if v.Whole() {
		a.Into = into
	}
	if asJSON {
		if err := writeJSON(w, a, true); err != nil {
			return err
		}
	}
	if !v.Whole() {
		for _, p := range a.Problems {
			if !asJSON {
				fmt.Fprintf(w, "Nguy: %s\n", p.Text)
			}
		}
		return errors.New("bản sao này không dùng được; chưa ghi gì. Thử một bản khác trong cùng thư mục")
	}
	if asJSON {
		return nil
	}
	fmt.Fprintf(w, "Tốt: bản sao làm lúc %s nguyên vẹn: %d hồ sơ, %d sự kiện, %d tệp lưu trữ.\n", templates.Moment(m.MadeAt), a.Dossiers, a.Events, a.Files)
	if n := len(m.Missing); n > 0 {
		fmt.Fprintf(w, "Cần xem: từ trước khi sao lưu, dữ liệu gốc đã mất %d tệp giấy tờ.\n", n)
	}
	if into != "" {
		fmt.Fprintf(w, "Đã khôi phục vào %s\nCòn một việc: đặt tệp khóa cũ vào %s.key (hoặc chỉ chỗ bằng --key-file), rồi chạy: motcua serve --dir \"%s\"\n", into, into, into)
	}
	return nil
}
