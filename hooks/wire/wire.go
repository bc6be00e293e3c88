// Package wire is how a message leaves the house: one mail over SMTP, one
// request to a gateway of SMS or Zalo. It carries what it is given and says
// whether it arrived; it knows no dossier, no list and no retry.
package wire

import (
	"net/mail"
	"strings"
)

// Wrong names a setting that cannot be used. Its value is not repeated: it may
// be a secret.
type Wrong struct{ Key string }

// Error makes Wrong an error.
func (w Wrong) Error() string { return "setting " + w.Key + " cannot be used" }

// address reads a mail address, perhaps with a name before it.
func address(text string) (*mail.Address, bool) {
	a, err := mail.ParseAddress(strings.TrimSpace(text))
	return a, err == nil && strings.Contains(a.Address, "@")
}
