package cli

import (
	"errors"
	"io/fs"
	"syscall"

	"motcua/hooks/domain/problem"
	"motcua/hooks/service/machine"
	"motcua/templates"
)

// Primary result codes of SQLite that the operator can do something about
// (sqlite.org/rescode.html).
const (
	sqliteReadOnly = 8
	sqliteIO       = 10
	sqliteCorrupt  = 11
	sqliteFull     = 13
	sqliteCantOpen = 14
	sqliteNotADB   = 26
)

// causes are the sentences for what the database says.
var causes = map[int]string{
	sqliteReadOnly: "start.no_write", sqliteCantOpen: "start.no_write", sqliteFull: "start.disk_full",
	sqliteIO: "start.disk_io", sqliteCorrupt: "start.damaged", sqliteNotADB: "start.damaged",
}

// plain is the sentence for a refusal, or for an error of the machine below, that says what to
// do; "" for every other error. The machine's own words help nobody here.
func plain(err error) string {
	if list, ok := problem.In(err); ok && templates.HasText(list[0].Key) {
		return templates.Text(list[0].Key, list[0].Args)
	}
	var db interface{ Code() int }
	if errors.As(err, &db) {
		if key, known := causes[db.Code()&0xff]; known {
			return templates.Text(key, nil)
		}
	}
	if machine.DiskFull.Is(err) {
		return templates.Text("start.disk_full", nil)
	}
	return ""
}

// noFolder says why the data folder cannot be used.
func noFolder(dir string, err error) error {
	key := "start.folder"
	switch {
	case errors.Is(err, syscall.ENOTDIR), errors.Is(err, fs.ErrExist):
		key = "start.folder_is_file"
	case machine.NoWrite.Is(err):
		key = "start.folder_no_write"
	case machine.DiskFull.Is(err):
		key = "start.disk_full"
	}
	return problem.Problem{Kind: problem.Conflict, Key: key}.With("dir", dir)
}

// noPort says why the address cannot be listened on.
func noPort(addr string, err error) error {
	key := "start.port"
	switch {
	case machine.PortBusy.Is(err):
		key = "start.port_busy"
	case machine.PortDenied.Is(err):
		key = "start.port_denied"
	case machine.NoAddress.Is(err):
		key = "start.address"
	}
	return problem.Problem{Kind: problem.Conflict, Key: key}.With("addr", addr)
}
