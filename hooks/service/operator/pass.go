// Package operator is the word between the running server and the operator's
// commands on the same machine: a file in the data folder that only its owner
// may read, with the address and a secret of this run.
package operator

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// fileName of the pass, in the data folder; no backup holds it.
const fileName = "motcua-operator.json"

// Header carries the secret of a call.
const Header = "Motcua-Operator"

// Pass opens the operator's door of one run of the server.
type Pass struct {
	URL    string `json:"url"`
	Secret string `json:"secret"`
}

// NewPass returns a pass with a fresh secret and no address yet.
func NewPass() Pass {
	b := make([]byte, 32)
	_, _ = rand.Read(b) // never fails (crypto/rand)
	return Pass{Secret: hex.EncodeToString(b)}
}

// Opens reports whether a call showed this pass's secret, in constant time.
func (p Pass) Opens(secret string) bool {
	return p.Secret != "" && subtle.ConstantTimeCompare([]byte(p.Secret), []byte(secret)) == 1
}

// Write leaves the pass in a data folder, for its owner only.
func (p Pass) Write(dir string) error {
	b, err := json.Marshal(p) //nolint:gosec // the secret is what the file is for; its owner alone may read it
	if err != nil {
		return fmt.Errorf("encode pass: %w", err)
	}
	path := filepath.Join(dir, fileName)
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) { // what an earlier run left may have other rights
		return fmt.Errorf("replace pass: %w", err)
	}
	if err := os.WriteFile(path, b, 0o600); err != nil {
		return fmt.Errorf("write pass: %w", err)
	}
	return nil
}

// Read finds the pass of the server that runs on a data folder, or ran on it
// last; false when there is none.
func Read(dir string) (Pass, bool) {
	var p Pass
	b, err := os.ReadFile(filepath.Join(dir, fileName))
	return p, err == nil && json.Unmarshal(b, &p) == nil && p.URL != "" && p.Secret != ""
}

// Remove takes the pass away when the server ends. A killed one leaves it
// behind: nobody listens there any more, or knows the secret.
func Remove(dir string) { _ = os.Remove(filepath.Join(dir, fileName)) }
