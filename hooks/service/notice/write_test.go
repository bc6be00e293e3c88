package notice_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/form"
	"motcua/hooks/domain/message"
	"motcua/hooks/domain/procedure"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/notice"
)

func TestAnActTellsThePersonOnce(t *testing.T) {
	h := open(t)
	h.Notices.Gateway = &post{}
	c := h.receive(person())
	n := h.only(c)
	assert.Equal(t, message.Received, n.Kind)
	assert.Equal(t, message.SMS, n.Channel)
	assert.Equal(t, message.Queued, n.State)
	assert.Equal(t, "•••678", n.Tail)
	assert.Equal(t, c.UnitPath, n.UnitPath)
	assert.Empty(t, n.To, "the list of a dossier shows no whole address")
	c = h.resolve(c)
	list := h.of(c)
	require.Len(t, list, 2)
	assert.Equal(t, message.ResultReady, list[0].Kind)
	assert.Equal(t, message.Cancelled, list[1].State, "“received” that never went is no longer news")
}

func TestNothingIsQueuedWhenTheActIsUndone(t *testing.T) {
	h := open(t)
	h.Notices.Gateway = &post{}
	undone := errors.New("power cut")
	var id string
	err := h.App.RunInTransaction(func(tx core.App) error {
		got, err := h.Desk.Receive(tx, h.Actor(access.Clerk, 0), h.input(person()))
		require.NoError(t, err)
		id = got.ID
		list, err := h.Notices.Of(tx, id)
		require.NoError(t, err)
		require.Len(t, list, 1, "it lies in the same transaction")
		return undone
	})
	require.ErrorIs(t, err, undone)
	list, err := h.Notices.Of(h.App, id)
	require.NoError(t, err)
	assert.Empty(t, list)
	h.later(time.Hour)
	assert.Zero(t, h.send())

	// A refused act queues nothing either; its accepted twin does.
	c := h.receive(person())
	_, err = h.Desk.Resolve(h.App, h.Actor(access.Clerk, 0), c.Code, 0, dossier.ResolveInput{Outcome: dossier.Granted})
	require.Error(t, err)
	assert.Len(t, h.of(c), 1)
	assert.Len(t, h.of(h.resolve(c)), 2)
}

// Two offices that hear of the same event write one notice between them, and
// neither takes it for an older one that the event has overtaken.
func TestAnEventHeardTwiceTellsOnce(t *testing.T) {
	h := open(t)
	h.Desk.After = append(h.Desk.After, h.Notices.After)
	c := h.resolve(h.receive(person()))
	assert.Equal(t, message.Queued, h.only(c).State)
}

func TestANoticeThatCannotBeWrittenUndoesTheAct(t *testing.T) {
	h := open(t)
	broken := errors.New("broken")
	h.Desk.After = append(h.Desk.After, func(core.App, casework.Case, dossier.Event) error { return broken })
	_, err := h.Desk.Receive(h.App, h.Actor(access.Clerk, 0), h.input(person()))
	require.ErrorIs(t, err, broken)
	var n int
	require.NoError(t, h.App.DB().NewQuery("SELECT (SELECT COUNT(*) FROM notices) + (SELECT COUNT(*) FROM dossiers)").Row(&n))
	assert.Zero(t, n)
}

func TestTheWayDependsOnWhatThePersonLeft(t *testing.T) {
	h := open(t)
	phone, mail := person(), person()
	phone.Email, mail.Phone = "", ""
	neither := casework.PersonInput{Name: someName}
	assert.Empty(t, h.of(h.receive(phone)), "nobody is called to hear what the receipt in the hand says")
	c := h.resolve(h.receive(phone))
	assert.Equal(t, message.Call, h.only(c).Channel, "no machine: somebody calls")
	c = h.resolve(h.receive(neither))
	assert.Equal(t, message.Print, h.only(c).Channel)
	h.Notices.Mail = &post{}
	assert.Equal(t, message.Email, h.only(h.receive(mail)).Channel)
	h.Notices.Gateway, h.Notices.Channel = &post{}, message.Zalo
	assert.Equal(t, message.Zalo, h.only(h.receive(phone)).Channel)
}

func TestTheSubmitterIsToldWhenTheApplicantLeftNoWay(t *testing.T) {
	h := open(t)
	h.Notices.Gateway = &post{}
	in := h.input(casework.PersonInput{Name: someName})
	p := casework.PersonInput{Name: "Lê Văn Nộp", Phone: "0987654321"}
	in.Submitter = &p
	got, err := h.Desk.Receive(h.App, h.Actor(access.Clerk, 0), in)
	require.NoError(t, err)
	assert.Equal(t, "•••321", h.only(got.Case).Tail)
}

func TestFiledOnlineIsAlwaysTold(t *testing.T) {
	h := open(t)
	in := h.input(person())
	in.Channel, in.Unit = procedure.Online, h.Communes[0].Code
	o, err := h.Catalog.Offer(h.App, h.Communes[0].ID, "2.001019", "2026-11-20")
	require.NoError(t, err)
	in.Answers = form.Answers{}
	for _, p := range o.Version.Body.Form.Validate(in.Answers) {
		key := strings.TrimPrefix(p.Field, "answers.")
		f, _ := o.Version.Body.Form.Field(key)
		switch f.Kind {
		case form.Number:
			in.Answers[key] = "1"
		case form.Date:
			in.Answers[key] = "1990-05-19"
		case form.Choice:
			in.Answers[key] = f.Options[0].Value
		default:
			in.Answers[key] = "x"
		}
	}
	filed, err := h.Desk.Submit(h.App, access.Actor{}, in)
	require.NoError(t, err)
	got, err := h.Desk.ReceiveSubmitted(h.App, h.Actor(access.Clerk, 0), filed.ID, 0, casework.ReceiveInput{})
	require.NoError(t, err)
	assert.Equal(t, message.Call, h.only(got.Case).Channel, "who is not here must hear that it was taken in")
}

func TestWhatIsKeptIsSealed(t *testing.T) {
	h := open(t)
	h.Notices.Gateway = &post{}
	c := h.receive(person())
	for _, name := range []string{"to_sealed", "text_sealed"} {
		kept := h.field(name, c)
		assert.NotEmpty(t, kept)
		for _, marker := range []string{somePhone, someMail, someName, c.Code} {
			assert.NotContains(t, kept, marker, name)
		}
	}
	text, err := h.Desk.Vault.Unseal(h.field("text_sealed", c))
	require.NoError(t, err)
	assert.Contains(t, text, c.Code)
	assert.NotContains(t, text, someName, "no name unless the unit asks for it")
	assert.NotContains(t, text, "{")
}

func TestEveryDefaultTextFits(t *testing.T) {
	h := open(t)
	for _, u := range append(h.Communes, h.Superior) {
		all, err := h.Notices.Texts(h.App, u)
		require.NoError(t, err)
		require.Len(t, all, len(message.Kinds))
		for _, x := range all {
			assert.LessOrEqual(t, x.Size.Segments, 2, "%s: %s", x.Kind, x.SMS)
			assert.NotContains(t, x.Preview, "{", x.Kind)
			assert.NotContains(t, x.Default, "{"+message.Name+"}", "no name by default")
			_, err := h.Notices.Preview(u, x.Kind, x.Text)
			assert.NoError(t, err, x.Kind)
		}
	}
}

func TestAUnitMayChangeItsTexts(t *testing.T) {
	h := open(t)
	h.Notices.Gateway = &post{}
	u, admin := h.Communes[0], h.Actor(access.UnitAdmin, 0)
	say := func(c casework.Case) string {
		text, err := h.Desk.Vault.Unseal(h.field("text_sealed", c))
		require.NoError(t, err)
		return text
	}
	require.NoError(t, h.Notices.SetText(h.App, admin, u, message.Received, "  Chào bạn,\n hồ sơ {ho_so} đã nhận. ", false))
	c := h.receive(person())
	assert.Equal(t, "Chào bạn, hồ sơ "+c.Code+" đã nhận.", say(c))

	assert.Equal(t, []string{message.KeyPlace}, codes(h.Notices.SetText(h.App, admin, u, message.Received, "Hồ sơ {mat_khau}", false)))
	assert.Equal(t, []string{message.KeyTextLong}, codes(h.Notices.SetText(h.App, admin, u, message.Received, strings.Repeat("dài ", 150), false)))
	assert.Equal(t, []string{notice.KeyTextWho}, codes(h.Notices.SetText(h.App, h.Actor(access.UnitAdmin, 1), u, message.Received, "x", false)))
	assert.Equal(t, []string{notice.KeyTextWho}, codes(h.Notices.SetText(h.App, h.Actor(access.Clerk, 0), u, message.Received, "x", false)))
	assert.Equal(t, []string{notice.KeyNotFound}, codes(h.Notices.SetText(h.App, admin, u, "khac", "x", false)))

	kept, err := h.Notices.TextOf(h.App, u, message.Received)
	require.NoError(t, err)
	assert.True(t, kept.Own)
	require.NoError(t, h.Notices.SetText(h.App, admin, u, message.Received, kept.Default, false))
	kept, err = h.Notices.TextOf(h.App, u, message.Received)
	require.NoError(t, err)
	assert.False(t, kept.Own, "the default's words are the default")

	require.NoError(t, h.Notices.SetText(h.App, admin, u, message.Received, "", true))
	assert.Empty(t, h.of(h.receive(person())), "switched off")
	other, err := h.Notices.TextOf(h.App, h.Communes[1], message.Received)
	require.NoError(t, err)
	assert.False(t, other.Off, "another unit's texts are its own")
}

func TestTheUnitAboveWritesForTheUnitsBelow(t *testing.T) {
	h := open(t)
	above := access.Actor{ID: "a", Name: "A", UnitPath: h.Superior.Path, Roles: []access.Role{access.UnitAdmin}}
	require.NoError(t, h.Notices.SetText(h.App, above, h.Superior, message.Received, "Tỉnh: {ho_so}", false))
	require.NoError(t, h.Notices.SetText(h.App, h.Actor(access.UnitAdmin, 1), h.Communes[1], message.Received, "Xã: {ho_so}", false))
	for i, want := range []string{"Tỉnh: {ho_so}", "Xã: {ho_so}"} {
		got, err := h.Notices.TextOf(h.App, h.Communes[i], message.Received)
		require.NoError(t, err)
		assert.Equal(t, want, got.Text)
	}
}

func TestOnlyTheOfficeWrites(t *testing.T) {
	h := open(t)
	h.Notices.Gateway = &post{}
	c := h.receive(person())
	r, err := h.App.FindFirstRecordByData("notices", "dossier", c.ID)
	require.NoError(t, err)
	r.Set("state", "sent")
	require.Error(t, h.App.Save(r))
	require.Error(t, h.App.Delete(r))
	require.NoError(t, h.Notices.Cancel(h.App, h.Actor(access.UnitAdmin, 0), r.Id), "its twin through the office")
}
