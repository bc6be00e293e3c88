package backup

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// drillName is the file of a place that says when a copy was last proved.
const drillName = "last-check.json"

// Drill is the last proof of a copy: what a place would really give back.
type Drill struct {
	At     time.Time `json:"at,omitzero"` // zero in the file: the moment of the file itself
	Backup string    `json:"backup"`
	Whole  bool      `json:"whole"`
}

// LastDrill reads when a copy of the place was last proved; zero when never.
func LastDrill(place string) (Drill, error) {
	var d Drill
	path := filepath.Join(place, drillName)
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return d, nil
	}
	if err != nil {
		return d, fmt.Errorf("read last check: %w", err)
	}
	if json.Unmarshal(b, &d) != nil {
		return Drill{}, nil //nolint:nilerr // half written: as if never
	}
	if info, err := os.Stat(path); err == nil && d.At.IsZero() {
		d.At = info.ModTime()
	}
	return d, nil
}

// NoteDrill keeps the verdict beside the backups, so that the health page can
// tell how old the last proof is. A zero moment stands for the file's own.
func NoteDrill(v Verdict, at time.Time) error {
	b, err := json.Marshal(Drill{At: at, Backup: v.Backup.Name, Whole: v.Whole()})
	if err != nil {
		return fmt.Errorf("encode check: %w", err)
	}
	if err := os.WriteFile(filepath.Join(v.Backup.place(), drillName), b, 0o600); err != nil {
		return fmt.Errorf("keep check: %w", err)
	}
	return nil
}
