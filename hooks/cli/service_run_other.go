//go:build !windows

package cli

import "context"

// underManager works until the service manager asks to stop: with a signal.
// What fails is printed, and the manager keeps it and starts the program again.
func underManager(_ string, work func(context.Context) error) error {
	return untilSignal(context.Background(), work)
}

// lastWords is where the reason of a failed start is found.
func lastWords(string) string {
	return "xem lý do bằng lệnh: sudo journalctl -u " + serviceName + " -n 20"
}
