package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"

	"github.com/spf13/cobra"
)

// patience is how long a living server may take to say so.
const patience = 5 * time.Second

// Healthcheck asks the server on this machine whether it lives and is ready,
// for whoever watches it: a container, a scheduler, a monitoring program.
func Healthcheck() *cobra.Command {
	c := quiet(&cobra.Command{Use: "healthcheck", Short: "Hỏi máy chủ trên máy này còn chạy không (mã thoát 0: còn)"})
	flagsOf(c.Flags(), "127.0.0.1:8090")
	c.RunE = func(c *cobra.Command, _ []string) error {
		cfg, err := loadConfig(c.Flags())
		if err != nil {
			return err
		}
		said, err := pulse(c.Context(), "http://"+here(cfg.HTTP)+"/healthz")
		if err != nil {
			return err
		}
		fmt.Fprintln(c.OutOrStdout(), "Tốt:", said)
		return nil
	}
	return c
}

// here is the address, already checked, as a program on this machine reaches it.
func here(addr string) string {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return addr
	}
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	return net.JoinHostPort(host, port)
}

func pulse(ctx context.Context, url string) (string, error) {
	ctx, stop := context.WithTimeout(ctx, patience)
	defer stop()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return "", usage("“http” phải là địa chỉ:cổng, ví dụ 127.0.0.1:8090")
	}
	res, err := (&http.Client{Transport: &http.Transport{Proxy: nil}}).Do(req)
	if err != nil {
		return "", fmt.Errorf("máy chủ không trả lời ở %s. Xem dịch vụ còn chạy không: motcua service status", url)
	}
	b, err := io.ReadAll(io.LimitReader(res.Body, 1<<12))
	if err := errors.Join(err, res.Body.Close()); err != nil {
		return "", fmt.Errorf("read answer of %s: %w", url, err)
	}
	if res.StatusCode != http.StatusOK {
		return "", fmt.Errorf("máy chủ trả lời nhưng chưa sẵn sàng (%s): %s", res.Status, b)
	}
	return string(b), nil
}
