package handover

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"strconv"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/filesystem"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/handover"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/paper"
	"motcua/templates"
)

// few is how many lines still stand on an A5 page.
const few = 8

// Sheet lays a slip out. base is the address in its code; size is "A4", "A5",
// or "" for what its length asks for.
func (o *Office) Sheet(app core.App, by access.Actor, s Slip, size, base string) (paper.Sheet, error) {
	unit, err := o.Org.UnitByID(app, s.Unit)
	if err != nil {
		return paper.Sheet{}, err
	}
	known, err := o.Desk.LinesOf(app, by, s.Dossiers)
	if err != nil {
		return paper.Sheet{}, err
	}
	say := func(key string, args ...string) string {
		m := map[string]string{}
		for i := 0; i+1 < len(args); i += 2 {
			m[args[i]] = args[i+1]
		}
		return templates.Text(key, m)
	}
	p := paper.Sheet{Place: unit.Place, Number: s.Number(), Heading: say("handover.paper"), At: s.MadeAt, By: s.GiverName, Size: size, Tight: true, Kind: "slip",
		Under: []string{say("handover.paper_giver", "who", who(s.GiverName, s.GiverTitle)), say("handover.paper_taker", "who", who(s.ReceiverName, s.ReceiverTitle)),
			say("handover.paper_at", "at", paper.LongMoment(s.MadeAt))},
		Signs: []string{say("handover.sign_giver"), say("handover.sign_taker")}, Names: []string{s.GiverName, ""},
		URL: base + "/mot-cua/ban-giao/" + s.ID, URLWords: say("handover.paper_code", "number", s.Number())}
	if s.Receiver != "" {
		p.Names[1] = s.ReceiverName
	}
	if p.Size == "" {
		if p.Size = "A4"; len(s.Lines) <= few {
			p.Size = "A5"
		}
	}
	p.Parent, p.Unit = unit.Letterhead()
	for _, c := range []struct {
		key   string
		share int
		mid   bool
	}{{"no", 5, true}, {"code", 22, true}, {"procedure", 26, false}, {"name", 15, false}, {"originals", 8, true}, {"copies", 8, true}, {"note", 16, false}} {
		p.Columns = append(p.Columns, paper.SheetColumn{Head: say("handover.col." + c.key), Share: c.share, Mid: c.mid})
	}
	for i, l := range s.Lines {
		d := known[s.Dossiers[i]]
		p.Rows = append(p.Rows, []string{strconv.Itoa(i + 1), l.Code, short(d.ProcedureName), d.ApplicantName, strconv.Itoa(l.Count.Originals), strconv.Itoa(l.Count.Copies), noteOf(l, d)})
	}
	sum := s.Sum()
	p.Rows = append(p.Rows, []string{"", say("handover.total", "n", strconv.Itoa(len(s.Lines))), "", "", strconv.Itoa(sum.Originals), strconv.Itoa(sum.Copies), results(sum)})
	return p, nil
}

func who(name, title string) string {
	if title == "" {
		return name
	}
	return name + ", " + title
}

// mostName is how much of a procedure's name a line of a slip has room for: the
// code names the dossier.
const mostName = 62

func short(name string) string {
	if r := []rune(name); len(r) > mostName {
		return string(r[:mostName-1]) + "…"
	}
	return name
}

// noteOf is what the slip says of a line besides its counts.
func noteOf(l handover.Line, d casework.Line) string {
	out := ""
	switch l.What {
	case handover.Result:
		if out = templates.Text("handover.what.result", nil); d.ResultNumber != "" {
			out = templates.Text("handover.what.result_no", map[string]string{"no": d.ResultNumber})
		}
	case handover.Papers:
		out = templates.Text("handover.what.papers", nil)
	}
	if l.Note != "" && out != "" {
		out += "; "
	}
	return out + l.Note
}

func results(c handover.Count) string {
	if c.Results == 0 {
		return ""
	}
	return templates.Text("handover.results", map[string]string{"n": strconv.Itoa(c.Results)})
}

// File gives the PDF of a slip as it was kept; the first asking draws and keeps
// it. A slip never changes once it was made, so neither does its paper. A file
// that is not what its hash says is refused.
func (o *Office) File(app core.App, by access.Actor, s Slip, base string) ([]byte, error) {
	if s.SHA256 != "" {
		return o.kept(app, s)
	}
	sheet, err := o.Sheet(app, by, s, "", base)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := sheet.PDF(&b); err != nil {
		return nil, err
	}
	return b.Bytes(), o.keep(app, &s, b.Bytes())
}

func (o *Office) keep(app core.App, s *Slip, pdf []byte) error {
	sum := sha256.Sum256(pdf)
	f, err := filesystem.NewFileFromBytes(pdf, core.GenerateDefaultRandomId()+".pdf")
	if err != nil {
		return fmt.Errorf("take paper of slip %s: %w", s.Number(), err)
	}
	return app.RunInTransaction(func(tx core.App) error {
		rec, err := tx.FindRecordById("handovers", s.ID)
		if err != nil {
			return fmt.Errorf("load slip %s: %w", s.Number(), err)
		}
		if rec.GetString("sha256") != "" {
			return nil // somebody was faster; the first one stays
		}
		rec.Set("pdf", f)
		rec.Set("sha256", hex.EncodeToString(sum[:]))
		if err := tx.SaveWithContext(asOffice(), rec); err != nil {
			return fmt.Errorf("keep paper of slip %s: %w", s.Number(), err)
		}
		return nil
	})
}

func (o *Office) kept(app core.App, s Slip) ([]byte, error) {
	changed := problem.Problem{Kind: problem.Conflict, Key: casework.KeyPaperChanged}
	rec, err := app.FindRecordById("handovers", s.ID)
	if err != nil {
		return nil, fmt.Errorf("load slip %s: %w", s.Number(), err)
	}
	fsys, err := app.NewFilesystem()
	if err != nil {
		return nil, fmt.Errorf("open files: %w", err)
	}
	defer func() { _ = fsys.Close() }() // nothing was written
	r, err := fsys.GetReader(rec.BaseFilesPath() + "/" + s.File)
	if err != nil {
		return nil, changed
	}
	defer func() { _ = r.Close() }() // only read
	b, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("read paper of slip %s: %w", s.Number(), err)
	}
	if sum := sha256.Sum256(b); hex.EncodeToString(sum[:]) != s.SHA256 {
		return nil, changed
	}
	return b, nil
}
