package report

import (
	"time"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/dossier"
	figures "motcua/hooks/domain/report"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/org"
	"motcua/hooks/service/sheet"
)

// Entry is one line of the register (sổ theo dõi hồ sơ, Mẫu số 07). Name,
// address and phone are empty for whoever sees no people.
type Entry struct {
	No            int     `json:"no"`
	Code          string  `json:"code"`
	Procedure     string  `json:"procedure"`
	ProcedureName string  `json:"procedure_name"`
	Name          *string `json:"applicant"`
	Address       *string `json:"address"`
	Phone         *string `json:"phone"`
	Unit          string  `json:"unit"`
	ReceivedAt    *string `json:"received_at"`
	DueAt         *string `json:"due"`
	ReturnedAt    *string `json:"returned_at"`
	ResultChannel string  `json:"result_channel"`
	State         string  `json:"state"`
}

// stateWords are the ten states as the national portal names them.
var stateWords = map[dossier.State]string{
	dossier.Submitted: "Mới đăng ký", dossier.Received: "Được tiếp nhận", dossier.Declined: "Không được tiếp nhận", dossier.Processing: "Đang xử lý",
	dossier.Supplementing: "Yêu cầu bổ sung giấy tờ", dossier.PaymentDue: "Yêu cầu thực hiện nghĩa vụ tài chính", dossier.Withdrawn: "Công dân yêu cầu rút hồ sơ",
	dossier.Stopped: "Dừng xử lý", dossier.Resolved: "Đã xử lý xong", dossier.Returned: "Đã trả kết quả",
}

var resultWords = map[string]string{"desk": "Tại quầy", "post": "Bưu chính", "online": "Bản điện tử"}

// register is the book of dossiers received in the period, as it stood at the
// close of the last day.
func (o *Office) register(app core.App, by access.Actor, q Query) (Report, error) {
	p, err := figures.NewPeriod(q.From, q.To, q.AsOf, o.Org.Now())
	if err != nil {
		return Report{}, err
	}
	top, units, err := o.Units(app, by, q.Unit)
	if err != nil {
		return Report{}, err
	}
	b := book{o: o, app: app, by: by, p: p, of: top.ID, names: map[string]string{}, past: p.At.Before(o.Org.Now().Truncate(time.Minute)),
		sheet: registerHead(place(Table{Top: top}), p), rows: []Entry{}}
	for _, u := range units {
		b.names[u.ID] = u.Name
	}
	f := casework.Filter{Unit: top.Path, From: p.From, To: p.To, Order: casework.Oldest, Watched: true, Limit: 500}
	for {
		lines, next, err := o.Desk.List(app, by, f)
		if err != nil {
			return Report{}, err
		}
		for _, l := range lines {
			if err := b.enter(l); err != nil {
				return Report{}, err
			}
		}
		if f.After = next; next == "" {
			break
		}
	}
	return Report{Name: Register, Unit: q.Unit, From: p.From, To: p.To, AsOf: p.To, Rows: b.rows, Sheet: b.sheet}, nil
}

// book is a register being written.
type book struct {
	o     *Office
	app   core.App
	by    access.Actor
	p     figures.Period
	names map[string]string // of units by record id
	of    string            // record id of the unit whose register it is
	past  bool              // the rows must be read back from their events
	rows  []Entry
	sheet *sheet.Table
}

func (b *book) enter(l casework.Line) error {
	d := l.Dossier
	if b.past {
		var err error
		if d, err = b.o.Desk.AsOf(b.app, l.ID, b.p.At.Add(time.Minute-time.Millisecond)); err != nil {
			return err
		}
		if d.ReceivedAt.IsZero() {
			return nil // entered later, from a paper slip
		}
	}
	e := Entry{No: d.RegisterNo(b.of, len(b.rows)+1), Code: d.Code, Procedure: d.Procedure, ProcedureName: l.ProcedureName, Unit: b.names[d.Unit],
		ReceivedAt: moment(d.ReceivedAt), DueAt: moment(d.Due.At), ReturnedAt: moment(d.ReturnedAt), ResultChannel: d.ResultChannel, State: string(d.State)}
	var name, address, phone string
	if b.by.SeesPeople() && b.by.Scope.Has(l.UnitPath) {
		name, address, phone = l.ApplicantName, l.Address, l.Phone
		e.Name, e.Address, e.Phone = &name, &address, &phone
	}
	b.rows = append(b.rows, e)
	b.sheet.Rows = append(b.sheet.Rows, []sheet.Cell{sheet.Int(int64(e.No)), sheet.Text(d.Code), sheet.Text(l.ProcedureName), sheet.Text(name),
		sheet.Text(address), sheet.Text(phone), sheet.Text(e.Unit), sheet.Moment(d.ReceivedAt), sheet.Moment(d.Due.At), sheet.Moment(d.ReturnedAt),
		sheet.Text(resultWords[d.ResultChannel]), sheet.Text(stateWords[d.State])})
	return nil
}

func registerHead(where string, p figures.Period) *sheet.Table {
	t := &sheet.Table{Title: "Sổ theo dõi hồ sơ", Notes: []string{where, periodOf(p)}}
	t.Columns = append(t.Columns, []sheet.Column{{Title: "STT", Width: 6}, {Title: "Mã hồ sơ", Width: 22}, {Title: "Tên thủ tục hành chính", Width: 44},
		{Title: "Tên tổ chức, cá nhân", Width: 28}, {Title: "Địa chỉ", Width: 36}, {Title: "Điện thoại", Width: 14}, {Title: "Cơ quan chủ trì giải quyết", Width: 28},
		{Title: "Nhận hồ sơ", Width: 18}, {Title: "Hẹn trả kết quả", Width: 18}, {Title: "Trả kết quả", Width: 18}, {Title: "Phương thức nhận kết quả", Width: 16}, {Title: "Trạng thái", Width: 22}}...)
	return t
}

func moment(t time.Time) *string {
	if t.IsZero() {
		return nil
	}
	s := t.In(calendar.Location).Format(time.RFC3339)
	return &s
}

// Whole is an actor for commands: whoever sits at the server reads the unit's
// own books, people included.
func Whole(u org.Unit) access.Actor {
	a := access.System
	a.Unit, a.UnitPath, a.Scope, a.Roles = u.ID, u.Path, access.Scope{access.Subtree(u.Path)}, []access.Role{access.Clerk, access.Cashier}
	return a
}
