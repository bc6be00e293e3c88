package message

import "strings"

// Channel is the way a notice takes.
type Channel string

// The channels. Print and Call are work of people, for an office without a
// gateway or without the Internet.
const (
	Email Channel = "email"
	SMS   Channel = "sms"
	Zalo  Channel = "zalo"
	Print Channel = "print"
	Call  Channel = "call"
)

// Electronic reports whether a machine sends it.
func (c Channel) Electronic() bool { return c == Email || c == SMS || c == Zalo }

// State is what has become of a notice.
type State string

// The states.
const (
	Queued    State = "queued"
	Sent      State = "sent"
	Failed    State = "failed"
	Printed   State = "printed"
	Called    State = "called"
	Cancelled State = "cancelled"
)

// States lists every state, what needs somebody first.
var States = []State{Failed, Queued, Sent, Called, Printed, Cancelled}

// Contact is how a person can be reached, as given at intake.
type Contact struct{ Email, Phone string }

// mobile reports whether the number takes messages: landlines begin with 02.
func (c Contact) mobile() bool { return len(c.Phone) == 10 && !strings.HasPrefix(c.Phone, "02") }

// Ways are the machines this office has: Gateway is SMS or Zalo, "" for none.
type Ways struct {
	Email   bool
	Gateway Channel
}

// Choose picks the one way for a notice: the telephone in the pocket where the
// office has a gateway, else e-mail, else a call, else a slip by post. One
// notice takes one way, so that nobody is told twice.
func Choose(to Contact, ways Ways) Channel {
	switch {
	case ways.Gateway != "" && to.mobile():
		return ways.Gateway
	case ways.Email && to.Email != "":
		return Email
	}
	return ByHand(to)
}

// ByHand is the way that needs no machine.
func ByHand(to Contact) Channel {
	if to.Phone != "" {
		return Call
	}
	return Print
}

// Worth reports whether a notice should be made at all. Whoever stood at the
// desk holds the receipt: a call that says “received” would be noise.
func Worth(k Kind, c Channel, atDesk bool) bool {
	return k != Received || !atDesk || c.Electronic()
}

// Tail is what is shown of an address outside the list of calls: the last
// three digits of a number, the first letter and the house of a mail address.
func Tail(address string) string {
	if name, host, is := strings.Cut(address, "@"); is {
		r := []rune(name)
		if len(r) == 0 {
			return "•••@" + host
		}
		return string(r[:1]) + "•••@" + host
	}
	if len(address) < 7 {
		return ""
	}
	return "•••" + address[len(address)-3:]
}
