package cli

import (
	"errors"
	"fmt"
	"os"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/spf13/cobra"

	"motcua/hooks/service/backup"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/catalog"
	"motcua/hooks/service/health"
	"motcua/hooks/service/org"
)

// House is the product opened on a data folder.
type House struct {
	App     core.App
	Org     *org.Office
	Catalog *catalog.Catalog
	Desk    *casework.Desk
	Prepare func(core.App) error
	Backups *backup.Keeper
	Doctor  *health.Doctor
	Connect func(path string) (*dbx.DB, error) // opens a database with the product's own settings
}

// Opener opens the house of a folder; demo shows the accounts and the gallery.
type Opener func(c Config, demo bool) (*House, error)

// Run executes the command line and returns its exit code: 0 done, 1 failed,
// 2 wrong usage.
func Run(args []string, open Opener) int {
	root := &cobra.Command{
		Use: "motcua", Short: "Phần mềm một cửa cấp xã",
		SilenceErrors: true, SilenceUsage: true,
		CompletionOptions: cobra.CompletionOptions{DisableDefaultCmd: true},
	}
	root.SetHelpCommand(&cobra.Command{Hidden: true})
	root.SetUsageTemplate(usageText)
	root.PersistentFlags().BoolP("help", "h", false, "xem cách dùng")
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error {
		return usage("%s. Xem các lệnh bằng: motcua --help", wrongFlag(err))
	})
	root.AddCommand(Demo(open), Serve(open), Deadline(), Calendar(), Dossier(open), Audit(open), Report(open), Procedure(open), Superuser(open), Unit(open), Staff(open), Version(),
		Backup(open), Restore(), Doctor(open), Service(open), Healthcheck(), Bench(open))
	root.SetArgs(args)
	err := root.Execute()
	if err == nil {
		return 0
	}
	fmt.Fprintln(os.Stderr, "motcua:", sentence(err))
	var wrong UsageError
	if errors.As(err, &wrong) || isUnknownCommand(err) {
		return 2
	}
	return 1
}

// usageText is cobra's usage in the operator's language.
const usageText = `Cách viết:
  {{if .HasAvailableSubCommands}}{{.CommandPath}} LỆNH{{else}}{{.UseLine}}{{if .HasAvailableLocalFlags}} [tham số]{{end}}{{end}}
{{- if .HasExample}}

Ví dụ:
{{.Example}}
{{- end}}
{{- if .HasAvailableSubCommands}}

Các lệnh:{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding }} {{.Short}}{{end}}{{end}}

Xem từng lệnh: {{.CommandPath}} LỆNH --help
{{- end}}
{{- if .HasAvailableLocalFlags}}

Tham số:
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}
{{- end}}
`

// isUnknownCommand recognises cobra's own refusal, which has no type.
func isUnknownCommand(err error) bool {
	return len(err.Error()) > 15 && err.Error()[:15] == "unknown command"
}

func sentence(err error) string {
	if isUnknownCommand(err) {
		return "không có lệnh này. Xem các lệnh bằng: motcua --help"
	}
	if text := plain(err); text != "" {
		return text
	}
	return err.Error()
}
