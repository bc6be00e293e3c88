package health

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"motcua/hooks/domain/calendar"
	"motcua/hooks/service/backup"
	"motcua/hooks/service/casework"
)

// Ages and sizes that turn a finding.
const (
	freshBackup = 26 * time.Hour // last night's
	oldBackup   = 72 * time.Hour
	freshDrill  = 35 * 24 * time.Hour
	horizon     = 90 // days that due dates of today may reach
	clockSlack  = time.Minute
)

func (d *Doctor) day(t time.Time) string { return t.In(calendar.Location).Format("15:04 02/01/2006") }

func (d *Doctor) backups(app core.App) (Finding, error) {
	place := d.Backups.Place
	all, err := backup.List(place)
	if err != nil {
		return finding("backup", "unreadable", Danger, "place", place), nil //nolint:nilerr // that is the finding
	}
	if p, at := d.Backups.Failed(); !at.IsZero() {
		return finding("backup", "failed", Danger, "at", d.day(at), "key", p.Key, "place", place), nil
	}
	if len(all) == 0 {
		var n int
		if heads, err := casework.Heads(app.ConcurrentDB()); err != nil {
			return Finding{}, err
		} else if n = len(heads); n > 0 {
			return finding("backup", "never", Danger, "place", place), nil
		}
		return finding("backup", "not_yet", Look, "place", place), nil
	}
	last := all[len(all)-1]
	age := d.Now().Sub(last.Manifest.MadeAt)
	args := []string{"at", d.day(last.Manifest.MadeAt), "place", place, "n", strconv.Itoa(len(all)), "hours", strconv.Itoa(int(age.Hours()))}
	switch {
	case len(last.Manifest.Missing) > 0:
		return finding("backup", "missing", Danger, append(args, "lost", strconv.Itoa(len(last.Manifest.Missing)))...), nil
	case age > oldBackup:
		return finding("backup", "old", Danger, args...), nil
	case age > freshBackup:
		return finding("backup", "aging", Look, args...), nil
	case backup.SameDisk(app.DataDir(), place):
		return finding("backup", "same_disk", Look, args...), nil
	}
	return finding("backup", "fresh", Good, args...), nil
}

func (d *Doctor) drill(core.App) (Finding, error) {
	last, err := backup.LastDrill(d.Backups.Place)
	if err != nil {
		return Finding{}, err
	}
	switch age := d.Now().Sub(last.At); {
	case last.At.IsZero():
		return finding("drill", "never", Look), nil
	case !last.Whole:
		return finding("drill", "broken", Danger, "at", d.day(last.At), "name", last.Backup), nil
	case age > freshDrill:
		return finding("drill", "old", Look, "at", d.day(last.At)), nil
	}
	return finding("drill", "fresh", Good, "at", d.day(last.At)), nil
}

func (d *Doctor) disk(app core.App) (Finding, error) {
	free, all, err := backup.Space(app.DataDir())
	if err != nil {
		return Finding{}, err
	}
	level, what := room(free, all)
	return finding("disk", what, level, "free", gigabytes(free), "all", gigabytes(all)), nil
}

// room judges the free space of a disk.
func room(free, all uint64) (Level, string) {
	switch {
	case free < Tightest:
		return Danger, "tight"
	case free < 2<<30, free < all/10:
		return Look, "low"
	}
	return Good, "enough"
}

func gigabytes(n uint64) string {
	return strings.Replace(strconv.FormatFloat(float64(n)/(1<<30), 'f', 1, 64), ".", ",", 1) + " GB"
}

// clock compares with the last event: a clock that ran back would number and
// date what comes after before what came before.
func (d *Doctor) clock(app core.App) (Finding, error) {
	now := d.Now()
	text, err := casework.LastEventAt(app.ConcurrentDB())
	if err != nil {
		return Finding{}, err
	}
	last, err := time.Parse(types.DefaultDateLayout, text)
	if text != "" && err == nil && last.After(now.Add(clockSlack)) {
		return finding("clock", "back", Danger, "now", d.day(now), "last", d.day(last)), nil
	}
	return finding("clock", "right", Good, "now", d.day(now)), nil
}

func (d *Doctor) durable(app core.App) (Finding, error) {
	var level, foreign int
	var journal string
	db := app.NonconcurrentDB()
	for query, into := range map[string]any{"PRAGMA synchronous": &level, "PRAGMA foreign_keys": &foreign, "PRAGMA journal_mode": &journal} {
		if err := db.NewQuery(query).Row(into); err != nil {
			return Finding{}, fmt.Errorf("ask the database how it writes: %w", err)
		}
	}
	if level < 2 || foreign != 1 || journal != "wal" {
		return finding("durable", "weak", Danger), nil
	}
	return finding("durable", "full", Good), nil
}

// files finds a file field that PocketBase would serve to anybody with its
// address.
func (d *Doctor) files(app core.App) (Finding, error) {
	all, err := app.FindAllCollections()
	if err != nil {
		return Finding{}, fmt.Errorf("list collections: %w", err)
	}
	for _, c := range all {
		for _, f := range c.Fields {
			if file, ok := f.(*core.FileField); ok && !file.Protected {
				return finding("files", "open", Danger, "field", c.Name+"."+file.Name), nil
			}
		}
	}
	return finding("files", "closed", Good), nil
}

// key looks at the file of the secret key: there, for one pair of eyes, and
// not where a thief of the data or of a backup would find it too.
func (d *Doctor) key(app core.App) (Finding, error) {
	info, err := os.Stat(d.KeyFile)
	switch {
	case err != nil:
		return finding("key", "gone", Danger, "file", d.KeyFile), nil //nolint:nilerr // that is the finding
	case beside(app.DataDir(), d.KeyFile), beside(d.Backups.Place, d.KeyFile):
		return finding("key", "inside", Look, "file", d.KeyFile), nil
	case runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0:
		return finding("key", "open", Look, "file", d.KeyFile), nil
	}
	return finding("key", "safe", Good, "file", d.KeyFile), nil
}

func beside(dir, file string) bool {
	a, err1 := filepath.Abs(dir)
	b, err2 := filepath.Abs(file)
	rel, err3 := filepath.Rel(a, b)
	return err1 == nil && err2 == nil && err3 == nil && filepath.IsLocal(rel)
}

// days looks whether the days off are announced as far as due dates of today
// may reach.
func (d *Doctor) days(app core.App) (Finding, error) {
	units, err := d.Org.Units(app, nil, "")
	if err != nil {
		return Finding{}, err
	}
	from, _ := calendar.Split(d.Now())
	for _, u := range units {
		cal, err := d.Org.Calendar(app, u)
		if err != nil {
			return Finding{}, err
		}
		if day, found := cal.Unofficial(from, from+horizon); found {
			return finding("days", "open", Look, "day", day.At(0).Format("02/01/2006"), "unit", u.ShortName), nil
		}
	}
	return finding("days", "known", Good, "days", strconv.Itoa(horizon)), nil
}

func (d *Doctor) transport(core.App) (Finding, error) {
	if d.Secure {
		return finding("transport", "https", Good), nil
	}
	return finding("transport", "http", Look), nil
}

// notices finds messages to people that did not go, or that nobody called.
func (d *Doctor) notices(app core.App) (Finding, error) {
	s, err := d.Notices.Stuck(app)
	switch {
	case err != nil:
		return Finding{}, err
	case s.Failed > 0:
		return finding("notice", "failed", Look, "n", strconv.Itoa(s.Failed), "waiting", strconv.Itoa(s.Waiting)), nil
	case s.Waiting > 0:
		return finding("notice", "waiting", Look, "n", strconv.Itoa(s.Waiting)), nil
	}
	return finding("notice", "flowing", Good), nil
}
