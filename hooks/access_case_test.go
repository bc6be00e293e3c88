package hooks_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/seed"
	"motcua/hooks/web/httpx"
)

// The person of the dossier that every cell is about. No answer to anybody who
// may not see people, and none that refuses, may hold a word of it.
const (
	markerName  = "Vũ Hoàng Mộc Miên"
	markerPhone = "0987600111"
	markerNo    = "099188000777"
)

var markers = []string{markerName, markerPhone, markerNo, "Mộc Miên", "0987 600 111"}

// visitor is one column of the matrix.
type visitor struct {
	name    string
	role    access.Role // "" = nobody of the staff
	commune int
	v       *apptest.Visitor
	header  http.Header
}

// own reports whether the dossier is of the visitor's unit or below it.
func (v visitor) own() bool { return v.role != "" && (v.commune == 0 || v.role == access.Superior) }

func visitors(t *testing.T, h *apptest.House) []visitor {
	t.Helper()
	out := []visitor{{name: "guest", v: h.Guest()}}
	for commune, unit := range []string{"own", "other"} {
		for _, role := range access.Roles {
			if role == access.Superior && commune > 0 {
				continue
			}
			out = append(out, visitor{string(role) + "@" + unit, role, commune, h.As(role, commune), nil})
		}
	}
	return append(out, visitor{name: "superuser", v: h.Guest(), header: http.Header{"Authorization": {superuser(t, h)}}})
}

// scene is a dossier of the first commune, ready for one act by one visitor.
type scene struct {
	t    *testing.T
	h    *apptest.House
	code string // "" until received: then id names it
	id   string
	file string
	k    string // tracking token
	seal string // token of the paper: is it genuine?
}

func (s scene) do(role access.Role, do func(by access.Actor) error) {
	s.t.Helper()
	require.NoError(s.t, do(s.h.Actor(role, 0)))
}

// newScene prepares the state in which the visitor could do the act.
func newScene(t *testing.T, h *apptest.House, act dossier.Act, role access.Role) scene {
	t.Helper()
	s := scene{t: t, h: h}
	in := casework.ReceiveInput{Unit: "an-binh", Procedure: "1.010039", Answers: map[string]string{"kind": "head", "what": "x"},
		Applicant:  casework.PersonInput{Name: markerName, Phone: markerPhone, IdentityNumber: markerNo},
		Components: []dossier.Paper{{Key: "declaration", Originals: 1, Held: held(act)}}}
	switch act {
	case dossier.Receive, dossier.Decline, dossier.GuideBack, dossier.AnswerGuide:
		got, err := h.Desk.Submit(h.App, access.Actor{}, in)
		require.NoError(t, err)
		s.id, s.k = got.ID, got.Token
		s.prepare(act, role)
		return s
	}
	if act == dossier.PassOn {
		h.Agree(2, 0, "1.010039")
		in.Unit, in.For = "", "an-binh"
		got, err := h.Desk.Receive(h.App, h.Actor(access.Clerk, 2), in)
		require.NoError(t, err)
		s.id, s.k = got.ID, got.Token
		return s
	}
	got, err := h.Desk.Receive(h.App, h.Actor(access.Clerk, 0), in)
	require.NoError(t, err)
	s.id, s.code, s.k, s.seal = got.ID, got.Code, got.Token, h.Desk.PaperToken(got.Dossier)
	s.advance(act, role)
	return s
}

// advance brings the dossier to where the act begins, held by the visitor's role.
func (s scene) advance(act dossier.Act, role access.Role) {
	s.t.Helper()
	d, app := s.h.Desk, s.h.App
	to := dossier.MoveInput{To: s.h.Actor(access.Officer, 0).ID}
	forward := func() {
		s.do(access.Clerk, func(by access.Actor) error { _, err := d.Forward(app, by, s.code, 0, to); return err })
	}
	items := dossier.SupplementInput{LimitDay: "2026-12-20", Items: []dossier.Item{{Component: "declaration", Defect: "x", Ground: "y"}}}
	switch act {
	case dossier.Forward, dossier.RequestSupplement, dossier.AskPayment, dossier.StepBack:
		if role == access.Officer || act == dossier.StepBack || act == dossier.AskPayment {
			forward()
		}
	case dossier.AnswerSupplement:
		s.do(access.Clerk, func(by access.Actor) error { _, err := d.RequestSupplement(app, by, s.code, 0, items); return err })
	case dossier.SettlePayment:
		forward()
		s.do(access.Officer, func(by access.Actor) error {
			_, err := d.AskPayment(app, by, s.code, 0, dossier.PaymentInput{Slip: "1"})
			return err
		})
	case dossier.Resolve, dossier.Shelve, dossier.Return:
		forward()
		if act != dossier.Resolve {
			s.do(access.Leader, func(by access.Actor) error {
				_, err := d.Resolve(app, by, s.code, 0, dossier.ResolveInput{Outcome: dossier.Granted})
				return err
			})
		}
	default:
		s.prepare(act, role)
	}
}

// pageActs are the addresses of acts on the dossier page.
var pageActs = map[string]dossier.Act{
	"chuyen": dossier.Forward, "phan-cong": dossier.Assign, "tra-lai": dossier.StepBack, "yeu-cau-bo-sung": dossier.RequestSupplement,
	"nhan-bo-sung": dossier.AnswerSupplement, "yeu-cau-nop-tien": dossier.AskPayment, "xac-nhan-nop-tien": dossier.SettlePayment,
	"gia-han": dossier.Extend, "giai-quyet": dossier.Resolve, "xep-ke": dossier.Shelve, "tra-ket-qua": dossier.Return,
	"rut": dossier.Withdraw, "dung": dossier.Stop, "tu-choi": dossier.Decline, "tiep-nhan": dossier.Receive,
	"xac-nhan-sua": dossier.CorrectIntake, "nhan-hoan-thien": dossier.AnswerGuide, "trinh-ky": dossier.Propose, "duyet-chuyen-ky": dossier.Approve,
	"tra-nguoi-trinh": dossier.SendBack, "giao-lai": dossier.Reassign, "rut-lai": dossier.Recall, "ghi-chu": dossier.Remark, "huong-dan": dossier.GuideBack,
	"nhac": dossier.Remind, "giay-tu-nguyen": dossier.Volunteer, "tra-ban-chinh": dossier.GiveBack, "lay-y-kien": dossier.Consult,
	"co-quan-da-nhan": dossier.Acknowledge, "co-quan-tra-loi": dossier.AnswerConsult, "xin-loi": dossier.Apologise, "niem-yet": dossier.PostPublic,
	"dung-qua-han": dossier.Lapse, "de-nghi-sua": dossier.RequestCorrection, "sua-ket-qua": dossier.CorrectResult, "huy-nhap": dossier.Undo,
	"hoi": dossier.Consult, "ban-giao": dossier.PassOn,
}

// input is a right input of an act for the visitor.
func (s scene) input(act dossier.Act, role access.Role) map[string]any {
	officer, leader, clerk := s.h.Actor(access.Officer, 0).ID, s.h.Actor(access.Leader, 0).ID, s.h.Actor(access.Clerk, 0).ID
	switch act {
	case dossier.Forward:
		if role == access.Officer {
			return map[string]any{"to": leader}
		}
		return map[string]any{"to": officer}
	case dossier.Assign:
		return map[string]any{"to": officer}
	case dossier.StepBack:
		return map[string]any{"to": clerk, "note": "thiếu"}
	case dossier.RequestSupplement:
		return map[string]any{"limit_day": "2026-12-20", "items": []any{map[string]any{"component": "declaration", "defect": "x", "ground": "y"}}}
	case dossier.AnswerSupplement:
		return map[string]any{"note": "đủ"}
	case dossier.AskPayment, dossier.SettlePayment:
		return map[string]any{"slip": "1"}
	case dossier.Extend:
		return map[string]any{"n": 1, "reason": "x"}
	case dossier.Resolve:
		return map[string]any{"outcome": "granted"}
	case dossier.Shelve:
		return map[string]any{"shelf": "A1"}
	case dossier.Return:
		return map[string]any{"collector_name": markerName, "checked": true}
	case dossier.Withdraw, dossier.Stop:
		return map[string]any{"reason": "x", "ground": "y"}
	case dossier.Decline:
		return map[string]any{"reason": "x", "ground": "y", "cause": string(dossier.OtherCause)}
	}
	return s.moreInput(act)
}

// form is an input as the pages send it.
func form(in map[string]any) url.Values {
	out := url.Values{}
	for name, v := range in {
		switch x := v.(type) {
		case string:
			out.Set(name, x)
		case int:
			out.Set(name, "1")
		case bool:
			out.Set(name, "true")
		case map[string]any:
			for k, v := range form(x) {
				out[name+"."+k] = v
			}
		case []any:
			if name == "components" { // the lines of a form, by their place
				for i, line := range x {
					for k, v := range form(line.(map[string]any)) {
						out[fmt.Sprintf("components.%d.%s", i, k)] = v
					}
				}
				continue
			}
			out.Set(name+".declaration.defect", "x")
			out.Set(name+".declaration.ground", "y")
		}
	}
	return out
}

var dot, _ = base64.StdEncoding.DecodeString("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")

func multipartOf(t *testing.T) (string, string) {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	part, err := w.CreateFormFile("file", "a.png")
	require.NoError(t, err)
	_, err = part.Write(dot)
	require.NoError(t, err)
	require.NoError(t, w.WriteField("component", ""))
	require.NoError(t, w.Close())
	return b.String(), w.FormDataContentType()
}

// posts are right inputs of the other routes that take one, by address.
func posts(s scene) map[string]map[string]any {
	intake := map[string]any{"procedure": "2.001019", "unit": "", "applicant": map[string]any{"name": "Lê A"}, "promise": "mang sau"}
	return map[string]map[string]any{
		"/api/motcua/dossiers":                intake,
		"/api/motcua/deadline":                {"received": "2026-11-20T16:30", "limit": "2:working_day"},
		"/api/motcua/track":                   {"code": s.name(), "token": s.k},
		"/dang-nhap":                          {"email": s.h.Staff(access.Clerk, 0).Email(), "password": seed.Password},
		"/mot-cua/tiep-nhan":                  intake,
		"/mot-cua/tiep-nhan/xem-truoc":        intake,
		"/mot-cua/tiep-nhan/nguoi":            {"procedure": "1.010039", "applicant": map[string]any{"identity_number": markerNo}},
		"/mot-cua/tim":                        {"q": s.name()},
		"/mot-cua/nhieu-ho-so":                {"viec": "remark", "ho-so": s.name()},
		"/mot-cua/nhieu-ho-so/lam":            {"viec": "remark", "ho-so": s.name(), "remark.note": "x"},
		"/mot-cua/ban-giao":                   {"viec": "them"},
		"/mot-cua/ket-qua/nguoi":              {"ai": s.name()},
		"/mot-cua/ket-qua/tra":                {"ho-so": s.name()},
		"/mot-cua/ket-qua/tra/lam":            {"ho-so": s.name(), "collector_name": "x", "checked": "yes"},
		"/ho-so/{code}/doi-chieu":             {}, // nothing typed: another unit still learns nothing
		"/quan-tri/don-vi/them":               {"parent": "an-binh", "kind": "office", "name": "Phòng Thử", "code": "phong-thu"},
		"/quan-tri/don-vi/{unit}":             {"kind": "commune", "name": "Ủy ban nhân dân xã An Bình", "identifier": "H99.132"},
		"/quan-tri/can-bo/them":               {"unit": "an-binh", "email": "thu@anbinh.vn", "name": "Người Thử", "roles": "clerk"},
		"/quan-tri/can-bo/{member}":           {"unit": "an-binh", "name": "Nguyễn Thị Mai Lan", "roles": "clerk"},
		"/quan-tri/lich":                      {"unit": "an-binh", "do": "add", "day": "2027-06-05", "kind": "open_for_intake", "reason": "x", "ground": "y"},
		"/quan-tri/niem-yet/{procedure}":      {"offered": "yes", "channels": "desk"},
		"/tra-cuu":                            {"code": s.name(), "phone_last4": "0111"},
		"/quan-tri/thong-bao/noi-dung/{kind}": {"text": "Hồ sơ {ho_so} đã nhận."},
		"/mot-cua/tiep-nhan/huong-dan":        turned(intake, map[string]any{"procedure": "1.010039", "limit_day": "2026-12-20", "items": []any{map[string]any{}}}),
		"/mot-cua/tiep-nhan/tu-choi":          turned(intake, map[string]any{"reason": "x", "ground": "y", "cause": "other"}),
	}
}

// turned is an intake with what its turning away says.
func turned(intake, more map[string]any) map[string]any {
	out := maps.Clone(intake)
	maps.Copy(out, more)
	return out
}

// name is how the dossier is called in an address.
func (s scene) name() string {
	if s.code == "" {
		return s.id
	}
	return s.code
}

// visit sends the request of one cell, and tells what was sent: an answer that
// gives that back tells nobody anything.
func visit(t *testing.T, h *apptest.House, r httpx.Route, act dossier.Act, who visitor) (rec *httptest.ResponseRecorder, sent string) {
	t.Helper()
	s := newScene(t, h, act, who.role)
	if strings.Contains(r.Path, "{id}") {
		f, err := h.Desk.AddFile(h.App, h.Actor(access.Clerk, 0), s.code, "", "a.png", bytes.NewReader(dot))
		require.NoError(t, err)
		s.file = f.ID
	}
	path := strings.NewReplacer("{code}", s.name(), "{token}", s.seal, "{id}", s.file, "{act}", string(act), "{unit}", "an-binh", "{member}", clerkTwo(t, h), "{procedure}", "1.004222", "{kind}", "received", "{notice}", "khong-co-tin-nay", "{name}", "communes", "{paper}", "06", "{document}", "quy-trinh", "{path...}", "khong-co.css", "{$}", "").Replace(r.Path)
	if strings.HasPrefix(r.Path, "/t/") {
		path += "?k=" + s.k
	}
	path = strings.Replace(path, "/api/motcua/procedures/"+s.name(), "/api/motcua/procedures/1.010039", 1)
	path = strings.Replace(path, "/thu-tuc/"+s.name(), "/thu-tuc/1.010039", 1)
	v := *who.v // a copy: signing out in one cell must not sign out of the next
	head := http.Header{}
	for k, x := range who.header {
		head[k] = x
	}
	if r.Method == http.MethodGet {
		return v.Do(r.Method, path, nil, head), path
	}
	in := posts(s)[r.Path]
	if act != "" {
		in = s.input(act, who.role)
	}
	body, kind := form(in).Encode(), "application/x-www-form-urlencoded"
	switch {
	case strings.HasSuffix(r.Path, "/files") || strings.HasSuffix(r.Path, "/tep"):
		body, kind = multipartOf(t)
	case r.API:
		b, err := json.Marshal(in)
		require.NoError(t, err)
		body, kind = string(b), "application/json"
	}
	head.Set("Content-Type", kind)
	return v.Do(r.Method, path, strings.NewReader(body), head), fmt.Sprint(in)
}

// clerkTwo is an account that no cell is signed in with, for acts on accounts.
func clerkTwo(t *testing.T, h *apptest.House) string {
	t.Helper()
	r, err := h.App.FindAuthRecordByEmail("staff", "motcua@anbinh.demo.vn")
	require.NoError(t, err)
	return r.Id
}
