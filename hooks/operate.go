package hooks

import (
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/job"
	"motcua/hooks/service/backup"
	"motcua/hooks/service/health"
	pass "motcua/hooks/service/operator"
	"motcua/hooks/web/admin"
	"motcua/hooks/web/httpx"
	"motcua/hooks/web/operator"
)

// care is what keeps a house alive: its backups, its doctor, and the pass of
// the operator's commands.
type care struct {
	Backups *backup.Keeper
	Doctor  *health.Doctor
	pass    pass.Pass
}

// careFor wires backup, doctor and the night's work; the doors come later.
func (h *House) careFor(app core.App) {
	o := h.options
	place := o.BackupDir
	if place == "" {
		place = strings.TrimRight(app.DataDir(), `/\`) + "-saoluu"
	}
	h.Backups = &backup.Keeper{Now: o.Now, Place: place, Away: o.BackupAway, Recipient: o.BackupRecipient}
	h.Doctor = &health.Doctor{Now: o.Now, Org: h.Org, Desk: h.Desk, Numbers: h.Numbers, Certify: h.Certify, Slips: h.Slips, Backups: h.Backups, Notices: h.Notices,
		KeyFile: h.keyFile(app), Secure: strings.HasPrefix(o.BaseURL, "https://")}
	h.pass = pass.NewPass()
	health.Guard(app, nil)
	operator.Announce(app, h.pass)
	job.Reminder{Desk: h.Desk}.Bind(app)
	job.Counter{Desk: h.Desk}.Bind(app)
	night := job.Nightly{Keeper: h.Backups, Org: h.Org}
	if !o.Demo { // made-up data needs no copy beside it
		night.Bind(app)
	}
}

// careDoors are the doors of whoever looks after the house.
func (h *House) careDoors(r *httpx.Router) {
	operator.Door{Pass: h.pass, Backups: h.Backups, Doctor: h.Doctor}.Bind(r)
	admin.HealthDoor{Backups: h.Backups, Doctor: h.Doctor}.Bind(r)
}

// keyFile is where the secret key lies: as asked, or beside the data folder.
func (h *House) keyFile(app core.App) string {
	if h.options.KeyFile != "" {
		return h.options.KeyFile
	}
	return strings.TrimRight(app.DataDir(), `/\`) + ".key"
}

// OperatorPass is what a command shows at the operator's door of this run.
func (h *House) OperatorPass() pass.Pass { return h.pass }
