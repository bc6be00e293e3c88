package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"golang.org/x/sys/windows"
	"golang.org/x/sys/windows/svc"
	"golang.org/x/sys/windows/svc/eventlog"
)

// underManager speaks to the service manager of Windows by itself. The service
// library first guesses whether it was started by the manager (is the parent
// services.exe, of session 0?); where the guess is wrong it serves as a common
// program, and the manager ends it after half a minute for not answering.
func underManager(dir string, work func(context.Context) error) error {
	err := svc.Run(serviceName, manager(func(ctx context.Context) {
		talkTo(logOf(dir))
		err := work(ctx)
		if ctx.Err() != nil && err == nil {
			return
		}
		if err == nil {
			err = errors.New("máy chủ tự dừng")
		}
		tell(err)
		os.Exit(1) // without a word to the manager, which then starts it again
	}))
	if errors.Is(err, windows.ERROR_FAILED_SERVICE_CONTROLLER_CONNECT) {
		return errors.New("chỉ Windows gọi lệnh này. Chạy máy chủ bằng: motcua serve")
	}
	return err
}

// manager is the program as Windows starts and stops it. No signal is listened
// to: Windows sends services one whenever anybody logs off.
type manager func(context.Context)

// stopWait is how long what is under way may take, in milliseconds.
const stopWait = 30_000

// Execute answers the manager at once and does the slow work (opening the
// folder, migrations) beside: a manager that waits half a minute ends the program.
func (m manager) Execute(_ []string, asked <-chan svc.ChangeRequest, say chan<- svc.Status) (bool, uint32) {
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	ended := make(chan struct{})
	go func() { defer close(ended); m(ctx) }()
	say <- svc.Status{State: svc.Running, Accepts: svc.AcceptStop | svc.AcceptShutdown}
	for c := range asked {
		switch c.Cmd {
		case svc.Interrogate:
			say <- c.CurrentStatus
		case svc.Stop, svc.Shutdown:
			say <- svc.Status{State: svc.StopPending, WaitHint: stopWait}
			stop()
			<-ended
			return false, 0
		}
	}
	return false, 0
}

// logOf is where a service, which has no screen, writes what it says.
func logOf(dir string) string { return filepath.Clean(dir) + "-dichvu.log" }

// talkTo sends what the program prints, and the last words of a crash, to a
// file: a service has no screen. Without the file the event log remains.
func talkTo(path string) {
	flags := os.O_CREATE | os.O_WRONLY | os.O_APPEND
	if i, err := os.Stat(path); err == nil && i.Size() > 1<<20 {
		flags |= os.O_TRUNC
	}
	err := os.MkdirAll(filepath.Dir(path), 0o750)
	var f *os.File
	if err == nil {
		f, err = os.OpenFile(path, flags, 0o600)
	}
	if err != nil {
		tell(fmt.Errorf("không ghi được %s: %w", path, err))
		return
	}
	os.Stdout, os.Stderr = f, f
	_ = windows.SetStdHandle(windows.STD_ERROR_HANDLE, windows.Handle(f.Fd())) // else only a crash goes unwritten
}

// tell writes why the service failed into the file and into Windows' event log.
func tell(err error) {
	fmt.Fprintln(os.Stderr, "motcua:", sentence(err))
	l, failed := eventlog.Open(serviceName)
	if failed != nil {
		return // the file has it
	}
	_ = l.Error(1, sentence(err))
	_ = l.Close()
}

// lastWords is where the reason of a failed start is found.
func lastWords(dir string) string {
	if _, err := os.Stat(logOf(dir)); err != nil {
		return "xem lý do trong Event Viewer, mục Windows Logs, Application, nguồn " + serviceName
	}
	return "xem lý do ở cuối tệp " + logOf(dir)
}
