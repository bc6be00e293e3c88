package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"path/filepath"

	"github.com/spf13/cobra"

	"motcua/hooks/domain/problem"
	"motcua/hooks/service/backup"
)

// Backup copies a data folder while people work in it: through the server that
// runs on it, or by itself when none does.
func Backup(open Opener) *cobra.Command {
	c := quiet(&cobra.Command{Use: "backup THƯ-MỤC", Short: "Sao lưu dữ liệu vào một thư mục, kể cả khi đang chạy"})
	flagsOf(c.Flags(), "")
	c.AddCommand(backupKey(), backupSeal())
	asJSON := c.Flags().Bool("json", false, "in ra JSON")
	c.Args = oneFolder("cần một thư mục để cất bản sao. Ví dụ: motcua backup /media/o-roi/saoluu")
	c.RunE = func(c *cobra.Command, args []string) error {
		cfg, err := loadConfig(c.Flags())
		if err != nil {
			return err
		}
		if err := hasData(cfg.Dir); err != nil {
			return err
		}
		place, err := filepath.Abs(args[0])
		if err != nil {
			return fmt.Errorf("find backup place: %w", err)
		}
		made, err := makeBackup(c.Context(), cfg, open, place)
		if err != nil {
			return told(err)
		}
		if *asJSON {
			return writeJSON(c.OutOrStdout(), made, true)
		}
		m := made.Manifest
		fmt.Fprintf(c.OutOrStdout(), "Tốt: đã sao lưu vào %s\n%d tệp lưu trữ, %d tệp mới chép. Tệp khóa không nằm trong bản sao: giữ một bản tệp khóa ở nơi riêng.\nThử đọc lại: motcua restore --check %s\n", made.Dir, m.Files, made.NewFiles, made.Dir)
		if n := len(m.Missing); n > 0 {
			return fmt.Errorf("bản sao đã làm xong, nhưng dữ liệu gốc đã mất %d tệp giấy tờ. Danh sách ở mục missing của manifest.json", n)
		}
		return nil
	}
	return c
}

// oneFolder wants exactly one word after the command.
func oneFolder(hint string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) != 1 || args[0] == "" {
			return usage("%s", hint)
		}
		return nil
	}
}

// bytesBar is bar for bytes.
func bytesBar(title string) backup.Progress {
	show := bar(title)
	return func(done, all int64) { show(int(done*100/max(all, 1)), 100) }
}

func makeBackup(ctx context.Context, cfg Config, open Opener, place string) (backup.Made, error) {
	show := bytesBar("Sao lưu")
	body, err := ask(ctx, cfg.Dir, http.MethodPost, "/api/motcua/operator/backup", map[string]string{"place": place})
	if err == nil {
		defer body.Close() //nolint:errcheck // read to its end
		return follow(body, show)
	}
	if !errors.Is(err, errNobody) {
		return backup.Made{}, err
	}
	var made backup.Made
	err = prepared(cfg, open, func(h *House) error {
		made, err = h.Backups.Make(h.App, place, backup.ByHand, show)
		return err
	})
	return made, err
}

// follow reads the lines of the running server until it is done.
func follow(r io.Reader, show backup.Progress) (backup.Made, error) {
	d := json.NewDecoder(r)
	for {
		var line struct {
			Done, All int64
			Made      *backup.Made
			Problems  problem.List
			Error     string
		}
		switch err := d.Decode(&line); {
		case err != nil:
			return backup.Made{}, errors.New("máy chủ ngừng trả lời giữa chừng. Bản sao dở dang không dùng được và sẽ được dọn; bật lại máy chủ rồi chạy lại lệnh này")
		case line.Made != nil:
			return *line.Made, nil
		case len(line.Problems) > 0:
			return backup.Made{}, line.Problems
		case line.Error != "":
			return backup.Made{}, fmt.Errorf("sao lưu không thành: %s", line.Error)
		}
		show(line.Done, line.All)
	}
}
