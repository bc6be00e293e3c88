package health

import (
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/filesystem"

	"motcua/hooks/domain/problem"
	"motcua/hooks/service/backup"
)

// Tightest is the free space below which no file is taken any more: what is
// left is kept for the text of dossiers.
const Tightest = 500 << 20

// KeyTight says that no more files are taken.
const KeyTight = "file.disk_tight"

// Guard refuses new files, whoever brings them, while the disk is nearly full.
// space measures it; nil = the disk of the data folder.
func Guard(app core.App, space func(dir string) (free, all uint64, err error)) {
	if space == nil {
		space = backup.Space
	}
	refuse := func(e *core.RecordEvent) error {
		if !brings(e.Record) {
			return e.Next()
		}
		free, _, err := space(e.App.DataDir())
		if err == nil && free < Tightest { // a disk that cannot be measured is no reason to refuse
			return problem.Problem{Kind: problem.Full, Field: "file", Key: KeyTight}
		}
		return e.Next()
	}
	app.OnRecordCreate().BindFunc(refuse)
	app.OnRecordUpdate().BindFunc(refuse)
}

// brings reports whether a record carries a new file.
func brings(r *core.Record) bool {
	for _, f := range r.Collection().Fields {
		if f.Type() != core.FieldTypeFile {
			continue
		}
		switch v := r.GetRaw(f.GetName()).(type) {
		case *filesystem.File:
			return v != nil
		case []*filesystem.File:
			return len(v) > 0
		case []any:
			for _, x := range v {
				if _, ok := x.(*filesystem.File); ok {
					return true
				}
			}
		}
	}
	return false
}
