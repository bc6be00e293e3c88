package backup

import (
	"archive/tar"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"filippo.io/age"

	"motcua/hooks/domain/calendar"
)

// sealedEnding ends the name of a sealed copy: one file, made for leaving the
// machine, that only the private key on paper opens (age, age-encryption.org).
const sealedEnding = ".motcua.age"

// NewKey makes the pair of keys of sealed copies: the public one belongs into
// the settings, the private one on paper, never on this machine.
func NewKey() (public, private string, err error) {
	id, err := age.GenerateX25519Identity()
	if err != nil {
		return "", "", fmt.Errorf("make key of copies: %w", err)
	}
	return id.Recipient().String(), id.String(), nil
}

// CheckRecipient reports whether text is a public key that copies can be
// sealed to.
func CheckRecipient(text string) error {
	_, err := age.ParseX25519Recipient(text)
	return err
}

// Seal writes the backup k as one encrypted file into the folder away and
// returns its path. An equal copy that lies there already is left alone.
func Seal(k Kept, away, recipient string, progress Progress) (string, error) {
	to, err := age.ParseX25519Recipient(recipient)
	if err != nil {
		return "", refused(KeyRecipient)
	}
	if err := os.MkdirAll(away, 0o700); err != nil {
		return "", explain(fmt.Errorf("make place of sealed copies: %w", err), away)
	}
	final := filepath.Join(away, k.Name+sealedEnding)
	if _, err := os.Stat(final); err == nil {
		return final, nil
	}
	tmp := filepath.Join(away, partial+k.Name)
	if err := os.RemoveAll(tmp); err != nil {
		return "", explain(fmt.Errorf("remove an unfinished copy: %w", err), away)
	}
	defer os.Remove(tmp) //nolint:errcheck // after the rename there is nothing left
	if err := sealTo(tmp, k, to, progress); err != nil {
		return "", explain(fmt.Errorf("seal backup %s: %w", k.Name, err), away)
	}
	if err := errors.Join(os.Rename(tmp, final), syncDir(away)); err != nil {
		return "", fmt.Errorf("finish sealed copy: %w", err)
	}
	return final, nil
}

func sealTo(file string, k Kept, to age.Recipient, progress Progress) error {
	list, err := readList(k.Dir)
	if err != nil {
		return err
	}
	out, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	defer out.Close() //nolint:errcheck // a second close of a file that was closed well
	secret, err := age.Encrypt(out, to)
	if err != nil {
		return err
	}
	w := tar.NewWriter(secret)
	all, done := k.Manifest.Database.Bytes+k.Manifest.FileBytes, int64(0)
	put := func(from, name string) error {
		n, err := pack(w, from, name)
		done += n
		progress(min(done, all), max(all, 1))
		return err
	}
	for _, name := range []string{manifestName, listName, databaseName} {
		if err := put(filepath.Join(k.Dir, name), path.Join(k.Name, name)); err != nil {
			return err
		}
	}
	seen := map[string]bool{}
	for _, e := range list {
		object, err := e.object(k.place())
		if err != nil || seen[e.SHA256] {
			if err != nil {
				return err
			}
			continue
		}
		seen[e.SHA256] = true
		if err := put(object, path.Join(objectsName, e.SHA256[:2], e.SHA256)); err != nil {
			return err
		}
	}
	return errors.Join(w.Close(), secret.Close(), out.Sync(), out.Close())
}

func pack(w *tar.Writer, from, name string) (int64, error) {
	f, err := os.Open(from)
	if err != nil {
		return 0, err
	}
	defer f.Close() //nolint:errcheck // only read
	info, err := f.Stat()
	if err != nil {
		return 0, err
	}
	if err := w.WriteHeader(&tar.Header{Name: name, Mode: 0o600, Size: info.Size(), ModTime: info.ModTime()}); err != nil {
		return 0, err
	}
	return io.Copy(w, f)
}

// Sealed reports whether path is a sealed copy and no folder.
func Sealed(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

// Unseal opens a sealed copy with a private key into a new folder below work,
// for Check and Restore; done removes that folder again. Nobody else may read
// it, and nothing of it stays when the key is wrong or the file was changed.
func Unseal(file, private, work string) (dir string, done func(), err error) {
	id, err := age.ParseX25519Identity(strings.TrimSpace(private))
	if err != nil {
		return "", nil, refused(KeyOpenKey)
	}
	f, err := os.Open(file)
	if err != nil {
		return "", nil, explain(fmt.Errorf("open sealed copy: %w", err), file)
	}
	defer f.Close() //nolint:errcheck // only read
	r, err := age.Decrypt(f, id)
	var other *age.NoIdentityMatchError
	if errors.As(err, &other) {
		return "", nil, refused(KeyOpenKeyOther)
	}
	if err != nil {
		return "", nil, damaged(filepath.Base(file), "unreadable")
	}
	if err := os.MkdirAll(work, 0o700); err != nil {
		return "", nil, explain(fmt.Errorf("make folder: %w", err), work)
	}
	root, err := os.MkdirTemp(work, partial+"unseal-") // mode 0700
	if err != nil {
		return "", nil, explain(fmt.Errorf("make folder: %w", err), work)
	}
	done = func() { _ = os.RemoveAll(root) } // the next run of the system's cleaner takes what stays
	if dir, err = unpack(tar.NewReader(r), root); err != nil {
		done()
		if errors.Is(err, errDisk) {
			return "", nil, explain(err, work)
		}
		return "", nil, damaged(filepath.Base(file), "changed")
	}
	return dir, done, nil
}

// errDisk marks what went wrong with this machine and not with the copy.
var errDisk = errors.New("write unsealed copy")

// unpack writes the parts of a sealed copy and returns the folder of the
// manifest. A name that leads out of the folder is refused.
func unpack(r *tar.Reader, root string) (string, error) {
	dir := ""
	for {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return "", err
		}
		name, err := Entry{Path: h.Name}.local()
		if err != nil || h.Typeflag != tar.TypeReg {
			return "", damaged(h.Name, "path")
		}
		to := filepath.Join(root, name)
		if filepath.Base(name) == manifestName {
			dir = filepath.Dir(to)
		}
		if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
			return "", errors.Join(errDisk, err)
		}
		f, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		if err != nil {
			return "", errors.Join(errDisk, err)
		}
		_, err = io.Copy(f, r)
		if err := errors.Join(err, f.Close()); err != nil {
			var disk *fs.PathError
			if errors.As(err, &disk) {
				return "", errors.Join(errDisk, err)
			}
			return "", err
		}
	}
	if dir == "" {
		return "", damaged(manifestName, "lost")
	}
	return dir, nil
}

// SealNewest seals the newest backup of the keeper's place for leaving the
// machine, and removes sealed copies older than KeepFor. Without a
// place for them it does nothing.
func (k *Keeper) SealNewest() error {
	if k.Away == "" {
		return nil
	}
	newest, err := Find(k.Place)
	if err != nil {
		return err
	}
	if _, err := Seal(newest, k.Away, k.Recipient, func(int64, int64) {}); err != nil {
		return err
	}
	_, err = PruneSealed(k.Away, k.Now())
	return err
}

// PruneSealed removes the sealed copies of a folder that are older than
// KeepFor, by the moment in their name; the newest one always stays.
func PruneSealed(away string, now time.Time) (int, error) {
	names, err := filepath.Glob(filepath.Join(away, "*"+sealedEnding))
	if err != nil || len(names) == 0 {
		return 0, err
	}
	slices.Sort(names)
	gone := 0
	for _, name := range names[:len(names)-1] {
		stamp := filepath.Base(name)
		at, err := time.ParseInLocation(stampLayout, stamp[:min(len(stampLayout), len(stamp))], calendar.Location)
		if err != nil || now.Sub(at) < KeepFor {
			continue // not one of ours, or young
		}
		if err := os.Remove(name); err != nil {
			return gone, fmt.Errorf("remove sealed copy: %w", err)
		}
		gone++
	}
	return gone, nil
}
