package cli

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"
)

// serviceRun is what the service itself starts; a person runs `serve`.
func serviceRun(open Opener) *cobra.Command {
	c := quiet(&cobra.Command{Use: "run", Short: "Dịch vụ tự gọi lệnh này", Hidden: true})
	flagsOf(c.Flags(), "0.0.0.0:8090")
	home := c.Flags().String("home", "", "thư mục làm việc, nơi có motcua.yaml")
	c.RunE = func(c *cobra.Command, _ []string) error {
		return underManager(c.Flag("dir").Value.String(), func(ctx context.Context) error {
			if *home != "" {
				if err := os.Chdir(*home); err != nil {
					return fmt.Errorf("không vào được thư mục %s, nơi đã cài dịch vụ. Gỡ rồi cài lại: motcua service uninstall, motcua service install", *home)
				}
			}
			cfg, err := loadConfig(c.Flags())
			if err != nil {
				return err
			}
			return serveFolder(ctx, c.OutOrStdout(), cfg, open)
		})
	}
	return c
}

// untilSignal works until the program is told to stop.
func untilSignal(ctx context.Context, work func(context.Context) error) error {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer stop()
	return work(ctx)
}
