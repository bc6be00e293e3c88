package cli

import (
	"cmp"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"github.com/spf13/pflag"
	"github.com/spf13/viper"

	"motcua/hooks/service/backup"
)

// Config is what the operator may set: flags over MOTCUA_* over motcua.yaml
// over defaults.
type Config struct {
	Dir     string // data folder
	HTTP    string // address to listen on
	KeyFile string // file of the secret key; "" = Dir with ".key"
	BaseURL string // address printed in QR codes; "" = as the server is reached
	Backup  string // where the nightly backups go; "" = Dir with "-saoluu"
	Outbox  Outbox // how notices leave the house

	Away      string // where a sealed copy of each nightly backup goes; "" = nowhere
	Recipient string // public key that sealed copies are for
}

// keys are the settings with their defaults and what they are for.
var keys = []struct{ name, value, help string }{
	{"dir", "pb_data", "thư mục dữ liệu"},
	{"http", "0.0.0.0:8090", "địa chỉ và cổng máy chủ lắng nghe"},
	{"key-file", "", "tệp khóa bí mật; bỏ trống: tên thư mục dữ liệu thêm .key"},
	{"base-url", "", "địa chỉ in trong mã QR, ví dụ https://motcua.xa.vn; bỏ trống: địa chỉ đang truy cập"},
	{"backup-dir", "", "nơi cất bản sao lưu hằng đêm; bỏ trống: tên thư mục dữ liệu thêm -saoluu"},
	{"backup-away", "", "nơi cất thêm bản sao đã mã hóa mỗi đêm, để mang ra khỏi máy; bỏ trống: không làm"},
	{"backup-recipient", "", "khóa công khai của bản sao mã hóa, tạo bằng: motcua backup key"},
}

// flagsOf adds the flags of the settings to a command; http only where it serves.
func flagsOf(f *pflag.FlagSet, http string) {
	for _, k := range keys {
		value := k.value
		if k.name == "http" {
			if http == "" {
				continue
			}
			value = http
		}
		f.String(k.name, value, k.help)
	}
}

// loadConfig reads the settings. A key or value that is not understood is
// named and refused: a typing slip must not become a silent default.
func loadConfig(flags *pflag.FlagSet) (Config, error) {
	v := viper.New()
	v.SetConfigType("yaml")
	// By name alone viper would also read a file without an ending: the program itself.
	file := os.Getenv("MOTCUA_CONFIG")
	v.SetConfigFile(cmp.Or(file, "motcua.yaml"))
	if err := v.ReadInConfig(); err != nil && (file != "" || !errors.Is(err, os.ErrNotExist)) {
		return Config{}, usage("không đọc được tệp cấu hình: %w. Sửa hoặc xóa tệp rồi chạy lại", err)
	}
	known := map[string]bool{}
	for _, k := range keys {
		known[k.name] = true
	}
	for _, name := range outboxKeys {
		known[name] = true
	}
	if err := checkFile(v, known); err != nil {
		return Config{}, err
	}
	if err := checkEnv(os.Environ(), known); err != nil {
		return Config{}, err
	}
	v.SetEnvPrefix("MOTCUA")
	v.SetEnvKeyReplacer(strings.NewReplacer("-", "_"))
	v.AutomaticEnv()
	var failed error
	flags.VisitAll(func(f *pflag.Flag) {
		if known[f.Name] {
			failed = errors.Join(failed, v.BindPFlag(f.Name, f))
		}
	})
	if failed != nil {
		return Config{}, fmt.Errorf("bind flags: %w", failed)
	}
	outbox, err := readOutbox(v.GetString)
	if err != nil {
		return Config{}, err
	}
	c := Config{Outbox: outbox, Dir: v.GetString("dir"), HTTP: v.GetString("http"), KeyFile: v.GetString("key-file"), BaseURL: v.GetString("base-url"), Backup: v.GetString("backup-dir"),
		Away: v.GetString("backup-away"), Recipient: v.GetString("backup-recipient")}
	return c, c.check()
}

func checkFile(v *viper.Viper, known map[string]bool) error {
	var wrong []string
	for _, k := range v.AllKeys() {
		if !known[k] {
			wrong = append(wrong, k)
		} else if _, ok := v.Get(k).(string); !ok {
			return usage("tệp %s: giá trị của “%s” phải là chữ, đặt trong dấu ngoặc kép", filepath.Base(v.ConfigFileUsed()), k)
		}
	}
	if len(wrong) == 0 {
		return nil
	}
	sort.Strings(wrong)
	return usage("tệp %s có khóa không hiểu: %s. Các khóa dùng được: %s", filepath.Base(v.ConfigFileUsed()), strings.Join(wrong, ", "), names())
}

func checkEnv(env []string, known map[string]bool) error {
	for _, line := range env {
		name, _, _ := strings.Cut(line, "=")
		if !strings.HasPrefix(name, "MOTCUA_") || name == "MOTCUA_CONFIG" || name == "MOTCUA_ENCRYPTION" {
			continue
		}
		if k := strings.ReplaceAll(strings.ToLower(strings.TrimPrefix(name, "MOTCUA_")), "_", "-"); !known[k] {
			return usage("biến môi trường %s không được hiểu. Các khóa dùng được: %s", name, names())
		}
	}
	return nil
}

func names() string {
	out := make([]string, len(keys))
	for i, k := range keys {
		out[i] = k.name
	}
	return strings.Join(append(out, outboxKeys...), ", ")
}

func (c Config) check() error {
	if c.Dir == "" {
		return usage("“dir” đang trống: ghi tên thư mục dữ liệu, ví dụ pb_data")
	}
	if c.HTTP != "" {
		_, port, err := net.SplitHostPort(c.HTTP)
		if _, wrong := net.LookupPort("tcp", port); err != nil || wrong != nil {
			return usage("“http” phải là địa chỉ:cổng, ví dụ 0.0.0.0:8090; đang là “%s”", c.HTTP)
		}
	}
	if c.Away != "" && c.Recipient == "" {
		return usage("“backup-away” cần “backup-recipient”: khóa công khai của bản sao mã hóa. Tạo bằng: motcua backup key")
	}
	if c.Recipient != "" && backup.CheckRecipient(c.Recipient) != nil {
		return usage("“backup-recipient” phải là khóa công khai bắt đầu bằng age1. Tạo bằng: motcua backup key")
	}
	if c.BaseURL != "" {
		u, err := url.Parse(c.BaseURL)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
			return usage("“base-url” phải bắt đầu bằng http:// hoặc https://, ví dụ https://motcua.xa.vn; đang là “%s”", c.BaseURL)
		}
	}
	return nil
}
