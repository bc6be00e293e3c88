package outage

import (
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/service/number"
	"motcua/hooks/service/paper"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// momentOf reads a time as people write it on a slip, in the office's zone.
func momentOf(text string) (time.Time, error) {
	text = strings.Join(strings.Fields(text), " ")
	for _, layout := range []string{"2/1/2006 15:04", "15:04 2/1/2006", "2/1/2006 15h04", "15h04 2/1/2006", "2006-01-02T15:04"} {
		if at, err := time.ParseInLocation(layout, text, calendar.Location); err == nil {
			return at, nil
		}
	}
	return time.Time{}, fmt.Errorf("read time of slip: %q", text)
}

// padPage is a pad to be printed.
type padPage struct {
	templates.Page
	Pad     paper.Pad
	Back    string
	PrintAs string
}

// pad prints the slips of a block that are still blank.
func (p pages) pad(e *core.RequestEvent, by access.Actor) error {
	b, list, err := p.Numbers.Block(e.App, by, e.Request.PathValue("id"))
	if err != nil {
		return err
	}
	pad, err := p.padOf(e, b, list)
	if err != nil {
		return err
	}
	return httpx.Render(e, http.StatusOK, "paper/pad", padPage{Page: p.r.Page(e, by, templates.Text("outage.pad.title", nil)), Pad: pad, Back: blocksPath + "/" + b.ID})
}

func (p pages) padOf(e *core.RequestEvent, b number.Block, list []number.Slip) (paper.Pad, error) {
	unit, err := p.Org.UnitByID(e.App, b.Unit)
	if err != nil {
		return paper.Pad{}, err
	}
	pad := paper.Pad{Phone: unit.Phone, LentTo: b.LentTo, MadeAt: b.MadeAt}
	pad.Parent, pad.Unit = unit.Letterhead()
	for _, s := range list {
		if s.State == number.Unused {
			pad.Slips = append(pad.Slips, paper.Slip{Number: s.Number})
		}
	}
	return pad, nil
}
