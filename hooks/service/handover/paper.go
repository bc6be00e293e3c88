package handover

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/filesystem"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/handover"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/paper"
	"motcua/templates"
)

// few is how many lines still stand on an A5 page.
const few = 8

// Size is the paper that a slip asks for by its length.
func (s Slip) Size() string {
	if s.LineCount > few {
		return "A4"
	}
	return "A5"
}

// Doc is the slip as a paper (phiếu bàn giao); base is the address in its code.
func (o *Office) Doc(app core.App, by access.Actor, s Slip, base string) (paper.Doc, error) {
	unit, err := o.Org.UnitByID(app, s.Unit)
	if err != nil {
		return paper.Doc{}, err
	}
	known, err := o.Desk.LinesOf(app, by, s.Dossiers)
	if err != nil {
		return paper.Doc{}, err
	}
	above, own := unit.Letterhead()
	form, _ := paper.FormAt(paper.FormHandover, s.MadeAt.In(calendar.Location).Format(time.DateOnly))
	d := paper.Doc{Head: paper.Head{Above: above, Own: own, Number: s.Number(), Place: unit.Place, At: s.MadeAt}, Form: form, Title: form.Title, Ref: s.Number(),
		Code: &paper.Code{URL: base + "/mot-cua/ban-giao/" + s.ID, Caption: templates.Text("handover.paper_code", nil)}}
	taker := paper.Sign{Title: templates.Text("handover.taker", nil), Note: paper.HandNote, Name: s.ReceiverName}
	if s.Receiver == "" {
		taker.Name = "" // whoever of the desk signs
	}
	d.Signs = []paper.Sign{{Title: templates.Text("handover.giver", nil), Note: paper.HandNote, Name: s.GiverName}, taker}
	d.Blocks = []paper.Block{
		{Label: templates.Text("handover.giver", nil), Value: who(s.GiverName, s.GiverTitle)},
		{Label: templates.Text("handover.taker", nil), Value: who(s.ReceiverName, s.ReceiverTitle)},
		{Label: templates.Text("handover.made_at", nil), Value: paper.LongMoment(s.MadeAt)},
		{Table: table(s, known)},
		{Text: templates.Text("handover.total", map[string]string{"n": strconv.Itoa(len(s.Lines)), "papers": Words(s.Sum())}), Strong: true}}
	return d, nil
}

// table has a row for each dossier of the slip.
func table(s Slip, known map[string]casework.Line) *paper.Table {
	t := &paper.Table{}
	wide := s.Size() == "A4" // there the code leaves room to the words
	for _, c := range []struct {
		key    string
		a5, a4 float64
		number bool
	}{{"no", 0.05, 0.05, true}, {"code", 0.26, 0.22, true}, {"procedure", 0.24, 0.27, false}, {"name", 0.18, 0.17, false}, {"originals", 0.08, 0.07, true},
		{"copies", 0.07, 0.06, true}, {"note", 0.12, 0.16, false}} {
		width := c.a5
		if wide {
			width = c.a4
		}
		t.Cols = append(t.Cols, paper.Column{Title: templates.Text("handover.col."+c.key, nil), Width: width, Number: c.number})
	}
	for i, l := range s.Lines {
		d := known[s.Dossiers[i]]
		t.Rows = append(t.Rows, []string{strconv.Itoa(i + 1), l.Code, short(d.ProcedureName), d.ApplicantName, strconv.Itoa(l.Count.Originals), strconv.Itoa(l.Count.Copies), noteOf(l, d)})
	}
	return t
}

// Words say what goes along, in few words.
func Words(c handover.Count) string {
	var out []string
	for _, x := range []struct {
		n   int
		key string
	}{{c.Results, "handover.n_results"}, {c.Originals, "handover.n_originals"}, {c.Copies, "handover.n_copies"}} {
		if x.n > 0 {
			out = append(out, templates.Text(x.key, map[string]string{"n": strconv.Itoa(x.n)}))
		}
	}
	if len(out) == 0 {
		return templates.Text("handover.no_paper", nil)
	}
	return strings.Join(out, ", ")
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

// short cuts a long name between two words.
func short(name string) string {
	r := []rune(name)
	if len(r) <= mostName {
		return name
	}
	cut := string(r[:mostName-1])
	if at := strings.LastIndex(cut, " "); at > 0 && r[mostName-1] != ' ' {
		cut = cut[:at]
	}
	return strings.TrimRight(cut, " ,;:–-(") + "…"
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

// File gives the PDF of a slip as it was kept; the first asking draws and keeps
// it. A slip never changes once it was made, so neither does its paper. A file
// that is not what its hash says is refused.
func (o *Office) File(app core.App, by access.Actor, s Slip, base string) ([]byte, error) {
	if s.SHA256 != "" {
		return o.kept(app, s)
	}
	doc, err := o.Doc(app, by, s, base)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := doc.PDF(&b, s.Size()); err != nil {
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
