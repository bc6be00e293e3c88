// Package admin is the door of whoever looks after a unit and its machine.
package admin

import (
	"maps"
	"net/http"
	"slices"
	"strconv"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/service/backup"
	"motcua/hooks/service/health"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

const healthPath = "/quan-tri/suc-khoe"

// HealthDoor is the page of the machine's health, for whoever looks after it.
type HealthDoor struct {
	Backups *backup.Keeper
	Doctor  *health.Doctor
}

// Bind enters the routes.
func (d HealthDoor) Bind(r *httpx.Router) {
	gate := httpx.Staff(access.UnitAdmin, access.Superior)
	show := func(e *core.RequestEvent, by access.Actor) error { return d.show(e, r, by, nil) }
	r.GET(healthPath, gate, show)
	r.POST(healthPath+"/kiem-tra", gate, func(e *core.RequestEvent, by access.Actor) error {
		if _, err := d.Doctor.Report(e.App, true); err != nil {
			return err
		}
		return after(e, "done.health")
	})
	r.POST(healthPath+"/sao-luu", gate, func(e *core.RequestEvent, by access.Actor) error {
		_, err := d.Backups.Make(e.App, d.Backups.Place, backup.ByHand, func(int64, int64) {})
		if err != nil {
			return d.show(e, r, by, err)
		}
		d.Backups.Note(nil) // what kept the night's backup from its place is mended
		return after(e, "done.backup")
	})
}

func after(e *core.RequestEvent, key string) error {
	httpx.Done(e, key)
	return e.Redirect(http.StatusSeeOther, healthPath)
}

// healthPage is the doctor's report with the backups that are there.
type healthPage struct {
	templates.Page
	Summary templates.Notice
	At      any
	Lines   []healthLine
	Place   string
	Kept    int
	Backups []healthBackup
}

// healthLine is one finding in words.
type healthLine struct {
	Tag             templates.Tag
	Title, What, Do string
}

// healthBackup is one backup of the list.
type healthBackup struct {
	Name  string
	At    any
	By    string
	Bytes int64
	Files int
}

// shownBackups is how many of the kept backups the page lists.
const shownBackups = 8

// show answers with the page; refused is why an act of it was not done.
func (d HealthDoor) show(e *core.RequestEvent, r *httpx.Router, by access.Actor, refused error) error {
	p := healthPage{Page: r.Page(e, by, templates.Text("health.title", nil)), Place: d.Backups.Place}
	code := http.StatusOK
	if refused != nil {
		var err error
		if p.Problems, code, err = httpx.Say(refused); err != nil {
			return err
		}
	}
	report, err := d.Doctor.Report(e.App, false)
	if err != nil {
		return err
	}
	p.At = report.At
	p.Summary = templates.Notice{Title: templates.Text("health.all."+string(report.Level), nil), Tone: tones[report.Level].notice}
	for _, f := range worstFirst(report.Findings) {
		p.Lines = append(p.Lines, lineOf(f))
	}
	if all, err := backup.List(d.Backups.Place); err == nil { // a place that cannot be read is a finding already
		p.Kept = len(all)
		slices.Reverse(all)
		for _, b := range all[:min(len(all), shownBackups)] {
			m := b.Manifest
			p.Backups = append(p.Backups, healthBackup{Name: b.Name, At: m.MadeAt, By: templates.Text("health.by."+m.By, nil), Bytes: m.Database.Bytes + m.FileBytes, Files: m.Files})
		}
	}
	return httpx.Render(e, code, "admin/health", p)
}

// tones are how a level looks: as a tag and as the notice on top.
var tones = map[health.Level]struct{ tag, notice string }{
	health.Good: {"done", "ok"}, health.Look: {"soon", "warn"}, health.Danger: {"late", "late"},
}

// worstFirst puts what needs somebody before what does not.
func worstFirst(list []health.Finding) []health.Finding {
	order := []health.Level{health.Danger, health.Look, health.Good}
	out := slices.Clone(list)
	slices.SortStableFunc(out, func(a, b health.Finding) int {
		return slices.Index(order, a.Level) - slices.Index(order, b.Level)
	})
	return out
}

// lineOf says a finding. Why a backup failed is itself a code with a sentence.
func lineOf(f health.Finding) healthLine {
	args := maps.Clone(f.Args)
	if key := args["key"]; key != "" {
		args["why"] = templates.Text(key, args)
	}
	say := func(end string) string { return templates.Text("health."+f.ID+"."+end, args) }
	l := healthLine{Title: say("title"), What: say(f.Case), Tag: templates.Tag{Word: templates.Text("health.level."+string(f.Level), nil), Tone: tones[f.Level].tag}}
	if f.Level != health.Good {
		l.Do = say(f.Case + ".do")
	}
	return l
}

// KeptText says how many backups there are.
func (p healthPage) KeptText() string {
	return templates.Text("health.backup_now.kept", map[string]string{"n": strconv.Itoa(p.Kept)})
}
