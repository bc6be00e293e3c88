// Motcua is the one-stop shop of a Vietnamese commune in one program.
package main

import (
	"os"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks"
	"motcua/hooks/cli"
)

func main() { os.Exit(cli.Run(os.Args[1:], open)) }

// open makes the app of a data folder and registers the house in it.
func open(c cli.Config, demo bool) (*cli.House, error) {
	app := core.NewBaseApp(core.BaseAppConfig{DataDir: c.Dir, EncryptionEnv: "MOTCUA_ENCRYPTION", DBConnect: hooks.Connect})
	h := hooks.Register(app, hooks.Options{KeyFile: c.KeyFile, BaseURL: c.BaseURL, Demo: demo, BackupDir: c.Backup, BackupAway: c.Away, BackupRecipient: c.Recipient, Outbox: hooks.Outbox(c.Outbox)})
	if err := app.Bootstrap(); err != nil {
		return nil, err
	}
	return &cli.House{App: app, Org: h.Org, Catalog: h.Catalog, Desk: h.Desk, Prepare: h.Prepare, Backups: h.Backups, Doctor: h.Doctor, Connect: hooks.Connect}, nil
}
