package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/kardianos/service"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// Service makes the server start with the machine: a unit of systemd or a
// service of Windows.
func Service(open Opener) *cobra.Command {
	c := &cobra.Command{Use: "service", Short: "Cài máy chủ thành dịch vụ tự chạy khi bật máy (systemd, Windows)"}
	c.AddCommand(
		serviceInstall(),
		serviceAct("uninstall", "Dừng và gỡ dịch vụ; dữ liệu giữ nguyên", func(s service.Service) (string, error) {
			if st, err := s.Status(); err == nil && st == service.StatusRunning {
				if err := s.Stop(); err != nil {
					return "", err
				}
			}
			return "Đã gỡ dịch vụ. Dữ liệu vẫn còn nguyên.", s.Uninstall()
		}),
		serviceAct("start", "Bật dịch vụ", func(s service.Service) (string, error) { return "Đã bật dịch vụ.", s.Start() }),
		serviceAct("stop", "Tắt dịch vụ", func(s service.Service) (string, error) { return "Đã tắt dịch vụ.", s.Stop() }),
		serviceAct("status", "Dịch vụ đang chạy hay tắt", serviceStatus),
		serviceRun(open),
	)
	return c
}

const serviceName = "motcua"

// serviceConfig is how the service is written down; args follow `service run`.
func serviceConfig(args []string, user, home string) *service.Config {
	c := &service.Config{
		Name: serviceName, DisplayName: "Motcua – một cửa cấp xã",
		Description:      "Máy chủ bộ phận một cửa",
		Arguments:        append([]string{"service", "run"}, args...),
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
		s, err := service.New(&program{}, serviceConfig(args, *user, home))
		if err != nil {
			return explainService(err)
		}
		if err := s.Install(); err != nil {
			return explainService(err)
		}
		if err := s.Start(); err != nil {
			return explainService(err)
		}
		fmt.Fprintf(c.OutOrStdout(), "Đã cài và bật dịch vụ %s (%s). Từ nay máy chủ tự chạy khi bật máy.\nXem: motcua service status\n", serviceName, service.Platform())
		return nil
	}
	return c
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
		s, err := service.New(&program{}, serviceConfig(nil, "", ""))
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

func serviceStatus(s service.Service) (string, error) {
	st, err := s.Status()
	switch {
	case errors.Is(err, service.ErrNotInstalled):
		return "", errors.New("chưa cài dịch vụ. Cài bằng: motcua service install")
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
	switch text := err.Error(); {
	case errors.Is(err, service.ErrNoServiceSystemDetected), runtime.GOOS == "linux" && !booted():
		return errors.New("máy này không có systemd hay dịch vụ Windows. Chạy bằng: motcua serve")
	case errors.Is(err, service.ErrNotInstalled):
		return errors.New("chưa cài dịch vụ. Cài bằng: motcua service install")
	case strings.Contains(text, "already exists"):
		return errors.New("dịch vụ đã được cài. Muốn cài lại: motcua service uninstall, rồi motcua service install")
	case errors.Is(err, os.ErrPermission), strings.Contains(text, "denied"), strings.Contains(text, "authentication required"):
		return errors.New("chưa đủ quyền. Linux: chạy lại với sudo. Windows: mở cửa sổ lệnh bằng “Run as administrator”")
	}
	return err
}

// booted reports whether systemd runs this machine (sd_booted(3)).
func booted() bool {
	_, err := os.Stat("/run/systemd/system")
	return err == nil
}

// serviceRun is what the service itself starts; a person runs `serve`.
func serviceRun(open Opener) *cobra.Command {
	c := quiet(&cobra.Command{Use: "run", Short: "Dịch vụ tự gọi lệnh này", Hidden: true})
	flagsOf(c.Flags(), "0.0.0.0:8090")
	c.RunE = func(c *cobra.Command, _ []string) error {
		args, err := serviceArgs(c.Flags(), Config{Dir: c.Flag("dir").Value.String()})
		if err != nil {
			return err
		}
		serve := Serve(open)
		serve.SetArgs(args)
		p := &program{serve: serve, ended: make(chan error, 1)}
		s, err := service.New(p, serviceConfig(args, "", ""))
		if err != nil {
			return explainService(err)
		}
		return s.Run()
	}
	return c
}

// program is serve as the service manager starts and stops it.
type program struct {
	serve *cobra.Command
	stop  context.CancelFunc
	ended chan error
}

// Start begins to serve and returns at once.
func (p *program) Start(service.Service) error {
	ctx, stop := context.WithCancel(context.Background())
	p.stop = stop
	go func() {
		err := p.serve.ExecuteContext(ctx)
		if err != nil && ctx.Err() == nil {
			fmt.Fprintln(os.Stderr, "motcua:", err)
			os.Exit(1) // the manager starts it again
		}
		p.ended <- err
	}()
	return nil
}

// Stop ends what is under way and waits for it.
func (p *program) Stop(service.Service) error {
	p.stop()
	return <-p.ended
}
