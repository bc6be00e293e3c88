// Package health looks at a house as a doctor would: what is sound, what needs
// a look, what is in danger, and what to do. It changes nothing and knows no
// sentence; the words of each finding stand in templates/text.
package health

import (
	"sync"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/service/backup"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/certify"
	"motcua/hooks/service/handover"
	"motcua/hooks/service/notice"
	"motcua/hooks/service/number"
	"motcua/hooks/service/org"
)

// Level is how sound something is.
type Level string

// The three levels: Tốt, Cần xem, Nguy.
const (
	Good   Level = "good"
	Look   Level = "look"
	Danger Level = "danger"
)

var weight = map[Level]int{Good: 0, Look: 1, Danger: 2}

// Finding is one thing that was looked at. Its words are the keys
// health.<ID>.title, health.<ID>.<Case> and, unless it is good,
// health.<ID>.<Case>.do.
type Finding struct {
	ID    string            `json:"id"`
	Case  string            `json:"case"`
	Level Level             `json:"level"`
	Args  map[string]string `json:"args,omitempty"`
}

// Report is everything that was looked at.
type Report struct {
	At       time.Time `json:"at"`
	Level    Level     `json:"level"` // the worst of the findings
	Deep     bool      `json:"deep"`  // the books were proved just now
	Findings []Finding `json:"findings"`
}

func (r *Report) add(f ...Finding) {
	for _, x := range f {
		r.Findings = append(r.Findings, x)
		if weight[x.Level] > weight[r.Level] {
			r.Level = x.Level
		}
	}
}

// finding pairs names and values by turns into the arguments.
func finding(id, what string, level Level, args ...string) Finding {
	f := Finding{ID: id, Case: what, Level: level}
	for i := 0; i+1 < len(args); i += 2 {
		if f.Args == nil {
			f.Args = map[string]string{}
		}
		f.Args[args[i]] = args[i+1]
	}
	return f
}

// Doctor looks at one house. It is safe for concurrent use.
type Doctor struct {
	Now     func() time.Time
	Org     *org.Office
	Desk    *casework.Desk
	Numbers *number.Office
	Certify *certify.Office
	Slips   *handover.Office
	Backups *backup.Keeper
	Notices *notice.Office
	KeyFile string
	Secure  bool // people reach the pages by https

	mu   sync.Mutex
	deep *proved
}

// Report looks at everything that is quick. With deep it also proves the
// database: every page, every chain, every row against its events, in one
// read that makes nobody wait; the result is remembered for later reports.
func (d *Doctor) Report(app core.App, deep bool) (Report, error) {
	r := Report{At: d.Now(), Level: Good, Deep: deep}
	for _, look := range []func(core.App) (Finding, error){d.backups, d.drill, d.disk, d.clock, d.durable, d.files, d.key, d.days, d.transport, d.numbers, d.notices} {
		f, err := look(app)
		if err != nil {
			return r, err
		}
		r.add(f)
	}
	books, err := d.books(app, deep)
	r.add(books...)
	return r, err
}
