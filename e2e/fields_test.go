//go:build e2e

package e2e

import (
	"strings"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

// unfold opens what an element is folded away in, outermost first, by clicking
// as a person does.
func (x *tab) unfold(sel string) {
	x.t.Helper()
	for range 5 {
		closed := eval[bool](x, `(() => { let shut; for (let e = document.querySelector(`+quoted(sel)+`); e; e = e.parentElement)
			if (e.tagName === 'DETAILS' && !e.open && !document.querySelector(`+quoted(sel)+`).matches('summary')) shut = e;
			document.querySelectorAll('[data-e2e]').forEach(e => e.removeAttribute('data-e2e'));
			if (shut) shut.querySelector('summary').setAttribute('data-e2e', ''); return !!shut; })()`)
		if !closed {
			return
		}
		x.soon(chromedp.Click(css(`summary[data-e2e]`)))
	}
}

// put fills in fields by name, as hands do: text is typed over what stands
// there, a line of a list is chosen, a box with that value is clicked. A date
// is 2006-01-02 and goes into its three boxes.
func (x *tab) put(pairs ...string) {
	x.t.Helper()
	for i := 0; i < len(pairs); i += 2 {
		x.putOne(pairs[i], pairs[i+1])
	}
}

func (x *tab) putOne(name, value string) {
	x.t.Helper()
	at := `:is(main, .tools) [name="` + name + `"]`
	switch kind := eval[string](x, `(e => e ? e.tagName + ' ' + e.type : '')(document.querySelector(`+quoted(at)+`))`); {
	case kind == "" && eval[bool](x, `!!document.querySelector(`+quoted(`:is(main, .tools) [name="`+name+`_d"]`)+`)`):
		for n, part := range map[string]string{"_d": value[8:], "_m": value[5:7], "_y": value[:4]} {
			x.putOne(name+n, part)
		}
	case strings.HasSuffix(kind, "checkbox"), strings.HasSuffix(kind, "radio"):
		box := at + `[value="` + value + `"]`
		x.unfold(box)
		x.soon(chromedp.Click(css(box)))
	case strings.HasPrefix(kind, "SELECT"):
		x.unfold(at)
		got := eval[string](x, `(e => { e.focus(); e.value = `+quoted(value)+`; e.dispatchEvent(new Event('input', {bubbles: true}));
			e.dispatchEvent(new Event('change', {bubbles: true})); return e.value; })(document.querySelector(`+quoted(at)+`))`)
		require.Equal(x.t, value, got, "no such line in %s", name)
	default:
		require.NotEmpty(x.t, kind, "no field %s on %s", name, x.path())
		x.unfold(at)
		x.soon(chromedp.Click(css(at)))
		eval[bool](x, `(document.activeElement.select(), true)`)
		if value == "" {
			value = "\b"
		}
		x.typeText(value)
	}
}

// quoted is a text as a script writes it.
func quoted(s string) string {
	return "'" + strings.NewReplacer(`\`, `\\`, `'`, `\'`, "\n", `\n`).Replace(s) + "'"
}

// begin opens the intake, finds a procedure by a few letters and reads the
// citizen's card; paper is what its list shows first.
func (x *tab) begin(letters, paper string) {
	x.t.Helper()
	x.at("/mot-cua/tiep-nhan")
	x.chooses(letters, paper)
}

// chooses is begin on the intake that is open.
func (x *tab) chooses(letters, paper string) {
	x.t.Helper()
	x.soon(chromedp.SendKeys(css(`[role="combobox"]`), letters), chromedp.WaitVisible(css(`[role="option"]`)), chromedp.SendKeys(css(`[role="combobox"]`), "\r"),
		chromedp.WaitVisible(css(`[name="`+paper+`"]`)), chromedp.WaitVisible(css(".mc-due__day time")), chromedp.SendKeys(css("[data-card-number]"), card+"\r"))
	const phone = "0912345678"
	for range 5 { // the answer to the card fills in what the office knows, and may come in between
		time.Sleep(200 * time.Millisecond)
		if x.put("applicant.phone", phone); x.value("applicant.phone") == phone {
			return
		}
	}
}
