package admin

import (
	"net/http"
	"slices"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/org"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// memberLine is one account of the list.
type memberLine struct {
	org.Member
	Href, RolesText string
	Tag             templates.Tag
}

type staffPage struct {
	templates.Page
	Lines   []memberLine
	Several bool // more than one unit: say which
	Add     string
	None    templates.Empty
	Only    string // short name of the unit the list is narrowed to
	All     string
}

// staff lists the accounts of the units that the actor runs.
func (p office) staff(e *core.RequestEvent, by access.Actor) error {
	only := e.Request.URL.Query().Get("don-vi")
	page := staffPage{Page: p.r.Page(e, by, templates.Text("admin.staff", nil)), Add: staffPath + "/them", All: staffPath,
		None: templates.Empty{Title: templates.Text("admin.staff_none", nil), Text: templates.Text("admin.staff_none_text", nil), Href: staffPath + "/them", Action: templates.Text("admin.member_new", nil)}}
	if only != "" {
		u, err := p.Org.Administered(e.App, by, only)
		if err != nil {
			return err
		}
		page.Only, page.Add = u.ShortName, page.Add+"?don-vi="+u.Code
	}
	list, err := p.Org.Members(e.App, by)
	if err != nil {
		return err
	}
	for _, m := range list {
		page.Several = page.Several || m.Unit.ID != list[0].Unit.ID
		if only == "" || m.Unit.Code == only {
			page.Lines = append(page.Lines, memberLine{m, staffPath + "/" + m.ID, rolesText(m.Roles), memberTag(m)})
		}
	}
	return httpx.Render(e, http.StatusOK, "admin/staff", page)
}

func rolesText(roles []access.Role) string {
	words := make([]string, len(roles))
	for i, r := range roles {
		words[i] = templates.Text("role."+string(r), nil)
	}
	return strings.Join(words, ", ")
}

func memberTag(m org.Member) templates.Tag {
	switch {
	case !m.Active:
		return templates.Tag{Word: templates.Text("admin.member_off", nil), Tone: "plain"}
	case m.MustChange:
		return templates.Tag{Word: templates.Text("admin.member_waits", nil), Tone: "wait"}
	}
	return templates.Tag{Word: templates.Text("admin.member_on", nil), Tone: "ok"}
}

// memberPage is the form of one account, new or there already.
type memberPage struct {
	templates.Page
	Member org.Member
	In     org.MemberInput
	New    bool
	Own    bool
	At     string
	Units  []templates.Option
	Roles  []templates.Option
	Tag    templates.Tag
}

func (p office) memberPage(e *core.RequestEvent, by access.Actor, m org.Member, in org.MemberInput) (memberPage, error) {
	page := memberPage{Member: m, In: in, New: m.ID == "", At: staffPath + "/them", Own: m.ID == by.ID, Tag: memberTag(m)}
	title := templates.Text("admin.member_new", nil)
	if !page.New {
		title, page.At = m.Name, staffPath+"/"+m.ID
	}
	page.Page = p.r.Page(e, by, title)
	units, err := p.Org.Tree(e.App, by)
	page.Units = unitOptions(units)
	for _, r := range access.Roles {
		word := string(r)
		page.Roles = append(page.Roles, templates.Option{Value: word, Label: templates.Text("role."+word, nil), Hint: templates.Text("admin.role."+word, nil), Chosen: slices.Contains(in.Roles, word)})
	}
	return page, err
}

func (p office) memberAgain(e *core.RequestEvent, by access.Actor, m org.Member, in org.MemberInput, wrong error) error {
	page, err := p.memberPage(e, by, m, in)
	if err != nil {
		return err
	}
	return shown(e, "admin/member", &page, &page.Page, wrong)
}

func (p office) newMember(e *core.RequestEvent, by access.Actor) error {
	in := org.MemberInput{Unit: e.Request.URL.Query().Get("don-vi"), Roles: []string{string(access.Clerk)}}
	if in.Unit == "" {
		own, err := p.Org.UnitByID(e.App, by.Unit)
		if err != nil {
			return err
		}
		in.Unit = own.Code
	}
	return p.memberAgain(e, by, org.Member{}, in, nil)
}

func memberInput(e *core.RequestEvent) (org.MemberInput, error) {
	form, err := httpx.Form(e)
	return org.MemberInput{Email: form.Get("email"), Name: form.Get("name"), Title: form.Get("title"), Unit: form.Get("unit"), Roles: form["roles"]}, err
}

// oncePage hands a one-time password over; it is shown once and stored
// nowhere in clear.
type oncePage struct {
	templates.Page
	Member   org.Member
	Password string
	Back     string
	Again    string
}

func (p office) handOver(e *core.RequestEvent, by access.Actor, m org.Member, password string) error {
	page := oncePage{Page: p.r.Page(e, by, templates.Text("admin.once", map[string]string{"name": m.Name})), Member: m, Password: password, Back: staffPath, Again: staffPath + "/them"}
	return httpx.Render(e, http.StatusOK, "admin/once", page)
}

func (p office) addMember(e *core.RequestEvent, by access.Actor) error {
	in, err := memberInput(e)
	if err != nil {
		return err
	}
	m, password, err := p.Org.AddMember(e.App, by, in)
	if err != nil {
		return p.memberAgain(e, by, org.Member{}, in, err)
	}
	return p.handOver(e, by, m, password)
}

// memberAt is the account that the address names, if the actor runs its unit.
func (p office) memberAt(e *core.RequestEvent, by access.Actor) (org.Member, error) {
	m, err := p.Org.MemberByID(e.App, by, e.Request.PathValue("member"))
	if err != nil {
		return m, notHere(err)
	}
	return m, nil
}

func (p office) member(e *core.RequestEvent, by access.Actor, m org.Member) error {
	return p.memberAgain(e, by, m, inputOfMember(m), nil)
}

// notHere is the answer to an account that is not there or not yours; its
// sentence speaks of a page, not of a receiver.
func notHere(err error) error {
	if list, is := problem.In(err); is && list[0].Kind == problem.NotFound {
		return problem.Problem{Kind: problem.NotFound, Key: KeyNoAccount}
	}
	return err
}

// KeyNoAccount says that an account is not there.
const KeyNoAccount = "admin.no_account"

func inputOfMember(m org.Member) org.MemberInput {
	in := org.MemberInput{Email: m.Email, Name: m.Name, Title: m.Title, Unit: m.Unit.Code}
	for _, r := range m.Roles {
		in.Roles = append(in.Roles, string(r))
	}
	return in
}

func (p office) changeMember(e *core.RequestEvent, by access.Actor, m org.Member) error {
	in, err := memberInput(e)
	if err != nil {
		return err
	}
	if _, err := p.Org.ChangeMember(e.App, by, m.ID, in); err != nil {
		return p.memberAgain(e, by, m, in, err)
	}
	return doneAt(e, "done.member_changed", staffPath)
}

func (p office) resetMember(e *core.RequestEvent, by access.Actor) error {
	m, password, err := p.Org.ResetMember(e.App, by, e.Request.PathValue("member"))
	if err != nil {
		return notHere(err)
	}
	return p.handOver(e, by, m, password)
}

// switchMember disables or enables an account.
func (p office) switchMember(active bool) func(*core.RequestEvent, access.Actor, org.Member) error {
	return func(e *core.RequestEvent, by access.Actor, m org.Member) error {
		if _, err := p.Org.SwitchMember(e.App, by, m.ID, active); err != nil {
			return p.memberAgain(e, by, m, inputOfMember(m), err)
		}
		key := "done.member_off"
		if active {
			key = "done.member_on"
		}
		return doneAt(e, key, staffPath)
	}
}
