package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"time"

	"github.com/kardianos/service"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// Service makes the server start with the machine: a unit of systemd or a
// service of Windows.
func Service(open Opener) *cobra.Command {
	return family(&cobra.Command{Use: "service", Short: "Cài máy chủ thành dịch vụ tự chạy khi bật máy (systemd, Windows)"},
		serviceInstall(),
		serviceAct("uninstall", "Dừng và gỡ dịch vụ; dữ liệu giữ nguyên", serviceUninstall),
		serviceAct("start", "Bật dịch vụ", serviceStart),
		serviceAct("stop", "Tắt dịch vụ", func(s service.Service) (string, error) { return "Đã tắt dịch vụ.", s.Stop() }),
		serviceAct("status", "Dịch vụ đang chạy hay tắt", serviceStatus),
		serviceRun(open),
	)
}

const serviceName = "motcua"

// firstAnswer is how long an installation waits for the server: a first start
// makes the folder, on slow machines too.
const firstAnswer = 30 * time.Second

// serviceConfig is how the service is written down; args follow `service run`.
// The folder goes along as a flag too: Windows starts every service in its own.
func serviceConfig(args []string, user, home string) *service.Config {
	c := &service.Config{
		Name: serviceName, DisplayName: "Motcua – một cửa cấp xã",
		Description:      "Máy chủ bộ phận một cửa",
		Arguments:        append([]string{"service", "run", "--home", home}, args...),
		UserName:         user,
		WorkingDirectory: home,
		Option:           service.KeyValue{"SystemdScript": systemdUnit, "OnFailure": "restart", "OnFailureDelayDuration": "5s"},
	}
	return c
}

// systemdUnit keeps the program to itself and lets it end what is under way.
// It is read by the service library's own small template language: names
// without a dot, and no trimming of spaces.
const systemdUnit = `[Unit]
Description={{Description}}
ConditionFileIsExecutable={{Path | cmdEscape}}
After=network.target local-fs.target

[Service]
ExecStart={{Path | cmdEscape}}{{range Arguments}} {{. | cmd}}{{end}}
{{if WorkingDirectory}}WorkingDirectory={{WorkingDirectory | cmdEscape}}
{{end}}{{if UserName}}User={{UserName}}
{{end}}Restart=always
RestartSec=5
TimeoutStopSec=30
UMask=0077
NoNewPrivileges=true
PrivateTmp=true
ProtectSystem=full
ProtectKernelTunables=true
ProtectControlGroups=true
RestrictSUIDSGID=true

[Install]
WantedBy=multi-user.target
`

func serviceInstall() *cobra.Command {
	c := quiet(&cobra.Command{Use: "install", Short: "Cài dịch vụ và bật lên; nhận các tham số như lệnh serve"})
	flagsOf(c.Flags(), "0.0.0.0:8090")
	user := c.Flags().String("user", "", "tài khoản chạy dịch vụ trên Linux; bỏ trống: root")
	c.RunE = func(c *cobra.Command, _ []string) error {
		cfg, err := loadConfig(c.Flags())
		if err != nil {
			return err
		}
		home, err := os.Getwd()
		if err != nil {
			return fmt.Errorf("find this folder: %w", err)
		}
		args, err := serviceArgs(c.Flags(), cfg)
		if err != nil {
			return err
		}
		exe, err := os.Executable()
		if err == nil && strings.Contains(exe, "go-build") {
			return errors.New("lệnh go run tạo chương trình tạm, không cài thành dịch vụ được. Dựng chương trình bằng “go build” rồi chạy lại lệnh này")
		}
		s, err := service.New(nil, serviceConfig(args, *user, home))
		if err != nil {
			return explainService(err)
		}
		return installed(c, s, cfg)
	}
	return c
}

// installed writes the service down, starts it and waits for its answer.
func installed(c *cobra.Command, s service.Service, cfg Config) error {
	if err := s.Install(); err != nil {
		return explainService(err)
	}
	l, err := listen(cfg.HTTP)
	if err == nil {
		err = l.Close()
	}
	if err != nil {
		return errors.New("đã cài dịch vụ nhưng chưa bật. " + sentence(err))
	}
	if err := s.Start(); err != nil {
		return explainService(err)
	}
	url := "http://" + here(cfg.HTTP)
	if !answers(c.Context(), s, url) {
		return fmt.Errorf("đã cài dịch vụ nhưng máy chủ chưa trả lời ở %s; %s", url, lastWords(cfg.Dir))
	}
	fmt.Fprintf(c.OutOrStdout(), "Đã cài và bật dịch vụ %s (%s): %s\nTừ nay máy chủ tự chạy khi bật máy. Xem: motcua service status\n", serviceName, service.Platform(), url)
	return nil
}

// answers waits for the first answer of a service that has just been started.
func answers(ctx context.Context, s service.Service, url string) bool {
	ctx, stop := context.WithTimeout(ctx, firstAnswer)
	defer stop()
	for ctx.Err() == nil {
		if _, err := pulse(ctx, url+"/healthz"); err == nil {
			return true
		}
		if st, err := s.Status(); err == nil && st == service.StatusStopped {
			return false
		}
		time.Sleep(time.Second / 4)
	}
	return false
}

// serviceArgs are the settings that were given on the command line; folders
// become absolute, for the service begins elsewhere.
func serviceArgs(f *pflag.FlagSet, cfg Config) ([]string, error) {
	dir, err := filepath.Abs(cfg.Dir)
	if err != nil {
		return nil, fmt.Errorf("find data folder: %w", err)
	}
	out := []string{"--dir", dir}
	for _, k := range keys {
		flag := f.Lookup(k.name)
		if k.name == "dir" || flag == nil || !flag.Changed {
			continue
		}
		value := flag.Value.String()
		if value != "" && (k.name == "key-file" || k.name == "backup-dir") {
			if value, err = filepath.Abs(value); err != nil {
				return nil, fmt.Errorf("find %s: %w", k.name, err)
			}
		}
		out = append(out, "--"+k.name, value)
	}
	return out, nil
}

func serviceAct(use, short string, do func(service.Service) (string, error)) *cobra.Command {
	c := quiet(&cobra.Command{Use: use, Short: short})
	c.RunE = func(c *cobra.Command, _ []string) error {
		s, err := service.New(nil, serviceConfig(nil, "", ""))
		if err != nil {
			return explainService(err)
		}
		said, err := do(s)
		if err != nil {
			return explainService(err)
		}
		fmt.Fprintln(c.OutOrStdout(), said)
		return nil
	}
	return c
}

// serviceStart looks again a moment later: what cannot serve ends at once.
func serviceStart(s service.Service) (string, error) {
	if err := s.Start(); err != nil {
		return "", err
	}
	time.Sleep(2 * time.Second)
	if st, err := s.Status(); err == nil && st == service.StatusStopped {
		return "", errors.New("dịch vụ vừa bật đã dừng. Chạy thử: motcua serve, sửa điều máy nói, rồi bật lại")
	}
	return "Đã bật dịch vụ.", nil
}

// serviceUninstall removes the service also where it does not stop when asked.
func serviceUninstall(s service.Service) (string, error) {
	said := "Đã gỡ dịch vụ. Dữ liệu vẫn còn nguyên."
	if st, err := s.Status(); err == nil && st == service.StatusRunning && s.Stop() != nil {
		said = "Đã gỡ dịch vụ nhưng không tắt được chương trình: khởi động lại máy để tắt. Dữ liệu vẫn còn nguyên."
	}
	return said, s.Uninstall()
}

func serviceStatus(s service.Service) (string, error) {
	st, err := s.Status()
	switch {
	case errors.Is(err, service.ErrNotInstalled):
		return "", errors.New(notInstalled)
	case err != nil:
		return "", err
	case st == service.StatusRunning:
		return "Tốt: dịch vụ đang chạy.", nil
	}
	return "", errors.New("dịch vụ đang tắt. Bật bằng: motcua service start")
}

// explainService says what usually stands in the way.
func explainService(err error) error {
	if err == nil {
		return nil
	}
	var code syscall.Errno
	if errors.As(err, &code) && runtime.GOOS == "windows" {
		if text, known := refusals[code]; known {
			return errors.New(text)
		}
	}
	switch text := err.Error(); {
	case errors.Is(err, service.ErrNoServiceSystemDetected), runtime.GOOS == "linux" && !booted():
		return errors.New("máy này không có systemd hay dịch vụ Windows. Chạy bằng: motcua serve")
	case errors.Is(err, service.ErrNotInstalled), strings.Contains(text, "not installed"):
		return errors.New(notInstalled)
	case strings.Contains(text, "already exists"):
		return errors.New("dịch vụ đã được cài. Muốn cài lại: motcua service uninstall, rồi motcua service install")
	case errors.Is(err, os.ErrPermission), strings.Contains(text, "denied"), strings.Contains(text, "authentication required"):
		return errors.New("chưa đủ quyền. Linux: chạy lại với sudo. Windows: mở cửa sổ lệnh bằng “Run as administrator”")
	}
	return err
}

const notInstalled = "chưa cài dịch vụ. Cài bằng: motcua service install"

// refusals are the sentences for what the service manager of Windows answers
// (learn.microsoft.com, System Error Codes 1000-1299).
var refusals = map[syscall.Errno]string{
	1053: "dịch vụ không trả lời Windows. Chạy thử: motcua serve, sửa điều máy nói, rồi motcua service start",
	1056: "dịch vụ đang chạy rồi. Muốn chạy lại từ đầu: motcua service stop, rồi motcua service start",
	1060: notInstalled,
	1061: "dịch vụ đang bật hoặc tắt dở. Đợi một phút rồi làm lại; vẫn vậy thì khởi động lại máy",
	1062: "dịch vụ đang tắt sẵn. Bật bằng: motcua service start",
	1072: "dịch vụ cũ chưa gỡ xong. Đóng cửa sổ Services (nếu đang mở) hoặc khởi động lại máy, rồi làm lại",
}

// booted reports whether systemd runs this machine (sd_booted(3)).
func booted() bool {
	_, err := os.Stat("/run/systemd/system")
	return err == nil
}
