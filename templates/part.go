package templates

// Tag is a status in word, mark and colour, after the table of screens.
type Tag struct {
	Word string
	Mark string // a letter like ✗; "" = the mark of the tone, drawn by mark.css
	Tone string // ok soon today late wait done new plain
}

// Due is the due date, the largest thing on its page.
type Due struct {
	Label string // “Hẹn trả kết quả”
	At    any    // time.Time or "2006-01-02"; zero while the clock is stopped
	Text  string // said instead of a date when At is zero
	Clock string // “trước 17:00”
	Tag   Tag
	Trace *Trace
}

// Trace answers “Vì sao ngày này?” line by line.
type Trace struct {
	Rule  string // “2 ngày làm việc, tính từ ngày làm việc tiếp theo”
	Lines []TraceLine
	Open  bool
}

// TraceLine is one day of the trace.
type TraceLine struct {
	Day     any
	Counted bool
	Count   string // “1”, “2”: which day of the limit it is
	Reason  string // “Thứ Bảy”, “Nghỉ Tết Dương lịch”
}

// Moment of a timeline.
type Happening struct {
	At       any
	Title    string
	Who      string // person or unit
	Note     string
	Tone     string // "" done, "now", "next", "late"
	Href     string
	LinkText string
}

// Term is one row of a description list.
type Term struct {
	Name, Value string
	Code        bool // drawn as a code
	Href        string
	ChangeHref  string // “Sửa”
	Missing     bool   // no value: said in words
}

// Pager leads through a list by keys, so it knows no page numbers.
type Pager struct {
	PrevHref, NextHref string
	Shown              string // “1–50 trong 1.204 hồ sơ”
}

// Empty says that there is nothing, and what to do next.
type Empty struct{ Title, Text, Href, Action string }

// Counter is one of the four tiles of a desk.
type Counter struct {
	Count int
	Label string
	Href  string
	Tone  string // as of Tag
}

// File is one paper that was handed in.
type File struct {
	Name, Href string
	Bytes      int64
	Note       string
	Tag        *Tag
	RemoveAt   string // address a delete is posted to, "" = may not be deleted
	OneTime    string
}

// Notice is a banner: one sentence, and more when it is needed.
type Notice struct {
	Title, Text, Href, Action string
	Tone                      string // "" info, ok, warn, late
}

// Upload is a place for files of one paper; At is posted each file by itself
// as "file" with "component".
type Upload struct{ Name, At, Component, Label string }

// ID is the id of its input, one per paper.
func (u Upload) ID() string { return u.Name + "-" + u.Component }

func upload(name, at, component string) Upload {
	return Upload{Name: name, At: at, Component: component}
}
