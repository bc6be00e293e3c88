package backup

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"motcua/hooks/service/casework"
)

// Names inside a backup. A folder without manifestName is no backup.
const (
	manifestName = "manifest.json"
	listName     = "files.jsonl"
	databaseName = "data.db"
	objectsName  = "files" // content store beside the backups of one place
	format       = 1
)

// Who asked for a backup.
const (
	ByHand  = "hand"
	ByNight = "night"
)

// Manifest says what a backup must hold. It is written last.
type Manifest struct {
	Format    int             `json:"format"`
	MadeAt    time.Time       `json:"made_at"`
	By        string          `json:"by"`
	Database  Entry           `json:"database"`
	List      Entry           `json:"list"` // the list of stored files, one JSON line each
	Files     int             `json:"files"`
	FileBytes int64           `json:"file_bytes"`
	Counts    map[string]int  `json:"counts"` // rows of every table
	Chains    []casework.Head `json:"chains"`
	KeyCheck  string          `json:"key_check"`         // tells which key file belongs to it; the key itself is not here
	Missing   []string        `json:"missing,omitempty"` // files that the rows name and the data folder had lost already
}

// Entry is one file by its content.
type Entry struct {
	Path     string    `json:"path"` // with slashes, inside its folder
	Bytes    int64     `json:"bytes"`
	SHA256   string    `json:"sha256"`
	Modified time.Time `json:"modified,omitzero"`
}

// local is the path of the entry on this system. A path that would lead out of
// its folder, or that this system cannot name, is refused.
func (e Entry) local() (string, error) {
	if strings.ContainsAny(e.Path, "\\:\x00") || !filepath.IsLocal(filepath.FromSlash(e.Path)) {
		return "", damaged(e.Path, "path")
	}
	return filepath.FromSlash(e.Path), nil
}

// object is where the content store keeps the entry.
func (e Entry) object(root string) (string, error) {
	if len(e.SHA256) != 64 || strings.Trim(e.SHA256, "0123456789abcdef") != "" {
		return "", damaged(e.Path, "path")
	}
	return filepath.Join(root, objectsName, e.SHA256[:2], e.SHA256), nil
}

func readManifest(dir string) (Manifest, error) {
	var m Manifest
	b, err := os.ReadFile(filepath.Join(dir, manifestName))
	if err != nil {
		return m, fmt.Errorf("read manifest: %w", err)
	}
	if err := json.Unmarshal(b, &m); err != nil || m.Database.SHA256 == "" {
		return m, damaged(manifestName, "unreadable")
	}
	if m.Format != format {
		return m, damaged(manifestName, "format")
	}
	return m, nil
}

// writeList writes the stored files one a line and tells its own hash.
func writeList(dir string, list []Entry) (Entry, error) {
	path := filepath.Join(dir, listName)
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return Entry{}, fmt.Errorf("write list of files: %w", err)
	}
	w := bufio.NewWriter(f)
	e := json.NewEncoder(w)
	for _, x := range list {
		err = errors.Join(err, e.Encode(x))
	}
	if err := errors.Join(err, w.Flush(), f.Sync(), f.Close()); err != nil {
		return Entry{}, fmt.Errorf("write list of files: %w", err)
	}
	return entryOf(path, listName)
}

func readList(dir string) ([]Entry, error) {
	f, err := os.Open(filepath.Join(dir, listName))
	if err != nil {
		return nil, fmt.Errorf("read list of files: %w", err)
	}
	defer f.Close() //nolint:errcheck // only read
	var out []Entry
	d := json.NewDecoder(bufio.NewReader(f))
	for {
		var e Entry
		err := d.Decode(&e)
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, damaged(listName, "unreadable")
		}
		out = append(out, e)
	}
}

func writeManifest(dir string, m Manifest) error {
	b, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return fmt.Errorf("encode manifest: %w", err)
	}
	return writeSynced(filepath.Join(dir, manifestName), append(b, '\n'))
}
