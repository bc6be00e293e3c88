package admin

import (
	"net/http"
	"strconv"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/message"
	"motcua/hooks/service/notice"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// textLine is one kind in the list of texts.
type textLine struct {
	Href, Kind, Text, Length string
	Tag                      templates.Tag
}

type textsPage struct {
	templates.Page
	Unit  string
	Lines []textLine
}

// texts lists what the unit says about each kind.
func (p notices) texts(e *core.RequestEvent, by access.Actor) error {
	unit, err := p.unit(e.App, by)
	if err != nil {
		return err
	}
	all, err := p.Notices.Notices.Texts(e.App, unit)
	if err != nil {
		return err
	}
	page := textsPage{Page: p.r.Page(e, by, templates.Text("notice.texts", nil)), Unit: unit.ShortName}
	for _, t := range all {
		page.Lines = append(page.Lines, textLine{Href: textsPath + "/" + string(t.Kind), Kind: templates.Text("notice.kind."+string(t.Kind), nil), Text: t.Preview, Length: length(t.Size), Tag: textTag(t)})
	}
	return httpx.Render(e, http.StatusOK, "admin/notice-texts", page)
}

func textTag(t notice.Text) templates.Tag {
	switch {
	case t.Off:
		return templates.Tag{Word: templates.Text("notice.text_off", nil), Tone: "wait"}
	case t.Own:
		return templates.Tag{Word: templates.Text("notice.text_own", nil), Tone: "done"}
	}
	return templates.Tag{Word: templates.Text("notice.text_default", nil), Tone: "plain"}
}

// length says how long a text is as an SMS.
func length(s message.Size) string {
	key := "notice.length"
	if s.Unicode {
		key = "notice.length_marks"
	}
	return templates.Text(key, map[string]string{"n": strconv.Itoa(s.Segments), "chars": strconv.Itoa(s.Chars)})
}

type placeLine struct{ Place, Text string }

type textPage struct {
	templates.Page
	Unit, Kind, At string
	In             notice.Text
	Length         string
	SMS            bool // a telephone shows other letters than a mail
	Places         []placeLine
	Tag            templates.Tag
}

func (p notices) text(e *core.RequestEvent, by access.Actor) error {
	unit, err := p.unit(e.App, by)
	if err != nil {
		return err
	}
	t, err := p.Notices.Notices.TextOf(e.App, unit, message.Kind(e.Request.PathValue("kind")))
	if err != nil {
		return err
	}
	return p.showText(e, by, unit.ShortName, t, nil)
}

func (p notices) showText(e *core.RequestEvent, by access.Actor, unit string, t notice.Text, wrong error) error {
	kind := templates.Text("notice.kind."+string(t.Kind), nil)
	page := textPage{Page: p.r.Page(e, by, kind), Unit: unit, Kind: kind, At: textsPath + "/" + string(t.Kind), In: t, Length: length(t.Size), SMS: t.SMS != t.Preview, Tag: textTag(t)}
	for _, name := range message.Places {
		page.Places = append(page.Places, placeLine{"{" + name + "}", templates.Text("notice.place."+name, nil)})
	}
	return shown(e, "admin/notice-text", &page, &page.Page, wrong)
}

// setText keeps a text, shows how it would look, or goes back to the default.
func (p notices) setText(e *core.RequestEvent, by access.Actor) error {
	form, err := httpx.Form(e)
	if err != nil {
		return err
	}
	unit, err := p.unit(e.App, by)
	if err != nil {
		return err
	}
	kind := message.Kind(e.Request.PathValue("kind"))
	t, err := p.Notices.Notices.TextOf(e.App, unit, kind)
	if err != nil {
		return err
	}
	off, text := form.Get("off") == "yes", form.Get("text")
	if form.Get("do") == "default" {
		text = t.Default
	}
	typed, wrong := p.Notices.Notices.Preview(unit, kind, text)
	typed.Off, typed.Own = off, t.Own
	if form.Get("do") != "preview" && wrong == nil {
		if wrong = p.Notices.Notices.SetText(e.App, by, unit, kind, text, off); wrong == nil {
			return doneAt(e, "done.notice_text", textsPath+"/"+string(kind))
		}
	}
	return p.showText(e, by, unit.ShortName, typed, wrong)
}
