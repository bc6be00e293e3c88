package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/hook"
	"github.com/spf13/cobra"
)

// Serve runs the real server, on the LAN by default.
func Serve(open Opener) *cobra.Command {
	c := quiet(&cobra.Command{Use: "serve", Short: "Chạy máy chủ", Long: "Chạy máy chủ cho cả mạng nội bộ của xã."})
	flagsOf(c.Flags(), "0.0.0.0:8090")
	c.RunE = func(c *cobra.Command, _ []string) error {
		cfg, err := loadConfig(c.Flags())
		if err != nil {
			return err
		}
		return untilSignal(c.Context(), func(ctx context.Context) error { return serveFolder(ctx, c.OutOrStdout(), cfg, open) })
	}
	return c
}

// serveFolder serves a data folder until ctx ends.
func serveFolder(ctx context.Context, out io.Writer, cfg Config, open Opener) error {
	return withPort(cfg, func(l net.Listener) error {
		return opened(cfg, open, false, func(h *House) error {
			return serve(ctx, h, cfg, l, func(url string) {
				fmt.Fprintf(out, "Motcua đang chạy: %s\nThư mục dữ liệu: %s\nNhấn Ctrl+C để tắt.\n", url, cfg.Dir)
				inviteSetup(out, h, url)
			})
		})
	})
}

// inData does work on what is in a data folder; a folder without data is refused,
// for opening it would make one and find nothing wrong with it.
func inData(c *cobra.Command, open Opener, do func(*House) error) error {
	cfg, err := loadConfig(c.Flags())
	if err != nil {
		return err
	}
	if err := hasData(cfg.Dir); err != nil {
		return err
	}
	return prepared(cfg, open, do)
}

// prepared opens a folder that no server works on, ready for work.
func prepared(cfg Config, open Opener, do func(*House) error) error {
	unlock, err := lock(cfg.Dir)
	if err != nil {
		return err
	}
	defer unlock()
	return opened(cfg, open, false, func(h *House) error {
		if err := h.Prepare(h.App); err != nil {
			return err
		}
		return do(h)
	})
}

// withPort locks a folder and takes the port, so that a busy one is told before
// anything is made.
func withPort(cfg Config, do func(net.Listener) error) error {
	unlock, err := lock(cfg.Dir)
	if err != nil {
		return err
	}
	defer unlock()
	l, err := listen(cfg.HTTP)
	if err != nil {
		return err
	}
	defer l.Close() //nolint:errcheck // closed already when the server ended
	return do(l)
}

// opened opens the house of a locked folder, does the work and closes it.
func opened(cfg Config, open Opener, demo bool, do func(*House) error) error {
	h, err := open(cfg, demo)
	if err != nil {
		return fmt.Errorf("không mở được thư mục dữ liệu %s: %w", cfg.Dir, err)
	}
	return errors.Join(do(h), h.App.ResetBootstrapState())
}

// listen takes the port before anything else, so that a busy one is told at once.
func listen(addr string) (net.Listener, error) {
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, noPort(addr, err)
	}
	return l, nil
}

// serve listens until ctx ends, and ends what is under way.
func serve(ctx context.Context, h *House, cfg Config, l net.Listener, ready func(url string)) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	h.App.OnServe().Bind(&hook.Handler[*core.ServeEvent]{Id: "motcua-listen", Priority: 9999, Func: func(se *core.ServeEvent) error {
		se.Listener = l
		if err := se.Next(); err != nil {
			return err
		}
		ready(address(l.Addr(), cfg.HTTP))
		return nil
	}})
	go func() {
		<-ctx.Done()
		event := new(core.TerminateEvent)
		event.App = h.App
		// Serve returns once the terminate hook has shut the listener down.
		_ = h.App.OnTerminate().Trigger(event, func(e *core.TerminateEvent) error { return e.Next() })
	}()
	// No site of another origin may read the API; browsers of staff use the pages.
	err := apis.Serve(h.App, apis.ServeConfig{HttpAddr: cfg.HTTP, AllowedOrigins: []string{"null.invalid"}})
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}

// address is how a person reaches the listener from this machine.
func address(a net.Addr, asked string) string {
	host, _, err := net.SplitHostPort(asked)
	tcp, ok := a.(*net.TCPAddr)
	if err != nil || !ok {
		return "http://" + asked
	}
	if host == "" || host == "0.0.0.0" || host == "::" {
		host = "127.0.0.1"
	}
	return fmt.Sprintf("http://%s", net.JoinHostPort(host, fmt.Sprint(tcp.Port)))
}
