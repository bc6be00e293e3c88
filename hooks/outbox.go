package hooks

import (
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/message"
	"motcua/hooks/job"
	"motcua/hooks/service/notice"
)

// Outbox is how notices leave the house. The zero value has no machine: then
// the desk calls and prints.
type Outbox struct {
	Mail    notice.Carrier
	Gateway notice.Carrier
	Channel message.Channel // of the gateway: message.SMS (default) or message.Zalo
	Marks   bool            // SMS with marks
}

// noticesFor makes the outbox listen to every act, and starts its sender with
// the server.
func (h *House) noticesFor(app core.App) {
	h.Notices = &notice.Office{Now: h.options.Now, Org: h.Org, Desk: h.Desk}
	h.Desk.After = append(h.Desk.After, h.Notices.After)
	h.Desk.Erased = append(h.Desk.Erased, h.Notices.Erase)
	if h.options.Demo {
		return // made-up people are not written to
	}
	o := h.options.Outbox
	h.Notices.Mail, h.Notices.Gateway, h.Notices.Channel, h.Notices.Marks = o.Mail, o.Gateway, o.Channel, o.Marks
	(&job.Post{Notices: h.Notices}).Bind(app)
}
