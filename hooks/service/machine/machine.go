// Package machine says what the system under the program refused, whichever
// system it is.
package machine

import (
	"errors"
	"io/fs"
	"runtime"
	"slices"
	"syscall"
)

// Trouble is one refusal. Go has names for it that only Unix ever answers;
// Windows answers with its own numbers, which mean nothing elsewhere
// (learn.microsoft.com: System Error Codes, Windows Sockets Error Codes).
type Trouble struct {
	names   []error
	windows []syscall.Errno
}

// The troubles that an operator can do something about.
var (
	DiskFull   = Trouble{[]error{syscall.ENOSPC, syscall.EDQUOT}, []syscall.Errno{39, 112}}
	NoWrite    = Trouble{[]error{fs.ErrPermission, syscall.EROFS}, []syscall.Errno{19}}
	PortBusy   = Trouble{[]error{syscall.EADDRINUSE}, []syscall.Errno{10048}}
	PortDenied = Trouble{[]error{fs.ErrPermission}, []syscall.Errno{10013}}
	NoAddress  = Trouble{[]error{syscall.EADDRNOTAVAIL}, []syscall.Errno{10049}}
)

// Is reports whether err is this trouble.
func (t Trouble) Is(err error) bool { return t.on(runtime.GOOS, err) }

func (t Trouble) on(system string, err error) bool {
	if slices.ContainsFunc(t.names, func(name error) bool { return errors.Is(err, name) }) {
		return true
	}
	var code syscall.Errno
	return system == "windows" && errors.As(err, &code) && slices.Contains(t.windows, code)
}
