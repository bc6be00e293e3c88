package office

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/service/casework"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// input is one question of an act's form and the part that draws it.
type input struct {
	templates.Field
	As string // input textarea select radios checkbox checkboxes date number name
}

// item is one line of a supplement request: a paper and what is wrong with it.
type item struct {
	Title  string
	Canned templates.Field // the usual defects, to tick
	Defect templates.Field // others, in words
	Ground templates.Field
	Open   bool
}

// count is one line of papers: how many of a paper were brought, and how many
// originals of it the office keeps for now.
type count struct {
	Key, Title, Error           string
	Name                        *templates.Field // for a paper that is on no list
	Originals, Copies, Held     string
	OriginalsID, CopyID, HeldID string // "" = not asked
	Reuse                       []httpx.Reuse
	ReuseError                  string
}

// form is an act as the dossier page offers it.
type form struct {
	Act                   string
	Title, Button         string
	At                    string // where it is posted to
	Seen                  int
	OneTime               string
	Key                   string
	Lead                  string // one sentence before the questions
	Why                   string // why it cannot be done; then nothing is asked
	Inputs                []input
	Refusal               []input // asked only when the answer is no
	Refused               bool    // the refusal part stands open
	Items                 []item
	Counts                []count
	VolunteerAt           string // where papers are noted that nobody may demand
	CountsKey             string // words above the counts
	ReuseNote             string // what to look at before a paper is used again; "" = none is offered
	Rows                  []compared
	Hidden                []hidden
	Team                  []input // who works on it beside, folded away
	TeamOpen              bool
	Authority             *httpx.Authority // document of whoever collects for another, folded away
	Hide                  bool             // nothing to offer and nothing to explain
	Collectors            []string         // who may collect, in words
	MatchAt               string           // asked while a collector is typed
	Primary, Danger, Open bool
}

// asking builds one form.
type asking struct {
	form
	by    access.Actor
	page  templates.Page // its problems are named with the act in front
	act   dossier.Act
	in    typed // nil until something was typed
	c     casework.Case
	now   time.Time
	who   func(act dossier.Act) (step string, people []templates.Option, leader bool, err error)
	known func() ([]string, error) // who may collect the result, in words

	events []dossier.Event // of the dossier, oldest first
	p      pages
	app    core.App
}

// hidden is a value that goes with a form unseen.
type hidden struct{ Name, Value string }

// place names the i-th line of a list on a form.
func place(i int) string { return strconv.Itoa(i) }

// compared is one line of what was and what is asked for.
type compared struct {
	Name, Old, New string
	Same           bool
}

// value is what was typed, or what the form begins with.
func (f *asking) value(name, begin string) string {
	if f.in == nil {
		return begin
	}
	return strings.Join(f.in[name], "")
}

func (f *asking) field(name, labelKey, begin string) templates.Field {
	return f.page.Field(string(f.act)+"."+name, labelKey, f.value(name, begin))
}

// add puts one question into the form and returns it for the details.
func (f *asking) add(as, name, labelKey, begin string, need bool) *input {
	x := f.field(name, labelKey, begin)
	x.Need = need
	if as == "textarea" {
		x.Rows = 2
	}
	f.Inputs = append(f.Inputs, input{Field: x, As: as})
	return &f.Inputs[len(f.Inputs)-1]
}

// fold moves the last n questions into the part that only a refusal needs.
func (f *asking) fold(n int) {
	at := len(f.Inputs) - n
	f.Refusal = append(f.Refusal, f.Inputs[at:]...)
	f.Inputs = f.Inputs[:at:at]
	f.Refused = f.value("outcome", string(f.c.Proposed)) == string(dossier.Refused)
}

// choose begins with the one named, and picks the only one there is.
func (f *asking) choose(name, labelKey, begin string, list []templates.Option) {
	if !slices.ContainsFunc(list, func(o templates.Option) bool { return o.Value == begin }) {
		begin = ""
	}
	if len(list) == 1 {
		begin = list[0].Value
	} else {
		list = append([]templates.Option{{}}, list...)
	}
	f.add("select", name, labelKey, begin, true).Options = list
}

// outcomes are the two ways to decide.
func outcomes() []templates.Option {
	return []templates.Option{
		{Value: string(dossier.Granted), Label: templates.Text("outcome.granted", nil)},
		{Value: string(dossier.Refused), Label: templates.Text("outcome.refused", nil)},
	}
}
