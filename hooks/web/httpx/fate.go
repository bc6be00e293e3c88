package httpx

import (
	"strconv"
	"strings"
	"time"

	"motcua/hooks/domain/message"
	"motcua/hooks/service/notice"
	"motcua/templates"
)

// Fate is one notice and what has become of it, in words; templates/part/notices.html
// draws a list of them.
type Fate struct {
	ID, Code, Href string
	Kind           string
	Way            string // “Tin nhắn •••678”
	Tag            templates.Tag
	At             time.Time // when it was written
	Note           string    // why it waits or failed, who called
	Retry, Cancel  bool      // what its state allows
}

// fateTones is how a state looks.
var fateTones = map[message.State]string{
	message.Queued: "wait", message.Sent: "done", message.Failed: "late", message.Printed: "done", message.Called: "done", message.Cancelled: "plain",
}

// Fates says what has become of notices; people says whether the reader may
// see a part of their addresses.
func Fates(list []notice.Notice, people bool) []Fate {
	out := make([]Fate, len(list))
	for i, n := range list {
		f := Fate{ID: n.ID, Code: n.Code, Href: "/ho-so/" + n.Dossier, At: n.MadeAt, Kind: templates.Text("notice.kind."+string(n.Kind), nil),
			Way:    templates.Text("notice.channel."+string(n.Channel), nil),
			Tag:    templates.Tag{Word: templates.Text(stateKey(n), nil), Tone: fateTones[n.State]},
			Retry:  n.State == message.Failed && n.Channel.Electronic(),
			Cancel: n.State == message.Failed || n.State == message.Queued}
		if people && n.Tail != "" {
			f.Way += " " + n.Tail
		}
		f.Note = noteOf(n)
		out[i] = f
	}
	return out
}

// stateKey tells a letter that waits for a machine from one that waits for
// somebody's hand.
func stateKey(n notice.Notice) string {
	if n.State == message.Queued && !n.Channel.Electronic() {
		return "notice.state.by_hand." + string(n.Channel)
	}
	return "notice.state." + string(n.State)
}

func noteOf(n notice.Notice) string {
	var out []string
	add := func(key string, args map[string]string) { out = append(out, templates.Text(key, args)) }
	if !n.SentAt.IsZero() {
		if n.DoneBy != "" {
			add("notice.note.done_by", map[string]string{"at": templates.Moment(n.SentAt), "name": n.DoneBy})
		} else {
			add("notice.note.sent_at", map[string]string{"at": templates.Moment(n.SentAt)})
		}
	}
	if code, number, _ := strings.Cut(n.Error, " "); code != "" {
		add("notice.error."+code, nil)
		if number != "" {
			add("notice.note.number", map[string]string{"n": number})
		}
	}
	if n.State == message.Queued && n.Tries > 0 {
		add("notice.note.tries", map[string]string{"n": strconv.Itoa(n.Tries), "at": templates.Moment(n.NextTry)})
	}
	return strings.Join(out, " ")
}
