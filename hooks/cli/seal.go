package cli

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"motcua/hooks/service/backup"
)

// backupKey makes the keys of sealed copies.
func backupKey() *cobra.Command {
	c := quiet(&cobra.Command{Use: "key", Short: "Tạo cặp khóa cho bản sao mã hóa; khóa mở chỉ in ra một lần"})
	c.RunE = func(c *cobra.Command, _ []string) error {
		public, private, err := backup.NewKey()
		if err != nil {
			return err
		}
		fmt.Fprintf(c.OutOrStdout(), "Khóa mở (chép ra giấy hai bản, giao hai người giữ, không lưu trên máy này):\n%s\n\nThêm dòng này vào motcua.yaml:\nbackup-recipient: \"%s\"\n", private, public)
		return nil
	}
	return c
}

// backupSeal makes an encrypted file of a backup that is there already.
func backupSeal() *cobra.Command {
	c := quiet(&cobra.Command{Use: "seal", Short: "Mã hóa bản sao mới nhất thành một tệp để mang ra khỏi máy",
		Example: "  motcua backup seal --to /media/usb"})
	flagsOf(c.Flags(), "")
	from := c.Flags().String("from", "", "bản sao hoặc nơi cất bản sao; bỏ trống: backup-dir")
	to := c.Flags().String("to", "", "thư mục nhận tệp; bỏ trống: backup-away")
	c.RunE = func(c *cobra.Command, _ []string) error {
		cfg, err := loadConfig(c.Flags())
		if err != nil {
			return err
		}
		if *to == "" {
			*to = cfg.Away
		}
		switch {
		case cfg.Recipient == "":
			return usage("cần “backup-recipient” trong motcua.yaml. Tạo bằng: motcua backup key")
		case *to == "":
			return usage("cần --to: thư mục nhận tệp, ví dụ --to /media/usb")
		case *from == "" && cfg.Backup != "":
			*from = cfg.Backup
		case *from == "":
			*from = strings.TrimRight(cfg.Dir, `/\`) + "-saoluu"
		}
		k, err := backup.Find(*from)
		if err != nil {
			return told(err)
		}
		path, err := backup.Seal(k, *to, cfg.Recipient, bytesBar("Mã hóa"))
		if err != nil {
			return told(err)
		}
		fmt.Fprintf(c.OutOrStdout(), "Tốt: %s\nThử mở: motcua restore --check %s --open-key TỆP-KHÓA-MỞ\n", path, path)
		return nil
	}
	return c
}

// unsealed turns a sealed copy into a folder that restore reads; done removes
// it. Anything else is given back as it is. beside is where there must be room
// for it; "" = the system's folder for such things.
func unsealed(path, keyFile, beside string, in io.Reader) (dir string, done func(), err error) {
	if !backup.Sealed(path) {
		return path, func() {}, nil
	}
	if keyFile == "" {
		return "", nil, usage("bản sao này đã mã hóa: thêm --open-key và tệp chứa khóa mở (AGE-SECRET-KEY-…); --open-key - để gõ khóa vào")
	}
	var key []byte
	if keyFile == "-" {
		key, err = io.ReadAll(io.LimitReader(in, 4096))
	} else {
		key, err = os.ReadFile(keyFile)
	}
	if err != nil {
		return "", nil, fmt.Errorf("không đọc được khóa mở %s. Kiểm tra tên tệp rồi chạy lại", keyFile)
	}
	work := os.TempDir()
	if beside != "" {
		work = filepath.Dir(filepath.Clean(beside))
	}
	dir, done, err = backup.Unseal(path, string(key), work)
	return dir, done, told(err)
}
