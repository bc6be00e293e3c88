// Package vault keeps what must not be read from a copied database: it seals
// identity numbers, makes their keyed hashes, and derives tracking tokens. Its
// key lies in a file beside the data folder, never inside it.
package vault

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"motcua/hooks/domain/problem"
)

// Codes of why a key file cannot be used; whoever starts the program reads
// their sentences.
const (
	KeyMissing    = "start.key_missing"
	KeyUnreadable = "start.key_unreadable"
	KeyShape      = "start.key_shape"
)

// keyBytes is the length of the master key.
const keyBytes = 32

// Vault seals and hashes with keys derived from one master key. It is safe for
// concurrent use.
type Vault struct {
	seal  cipher.AEAD
	mac   []byte
	token []byte
	check string
}

// New derives a vault from a master key of 32 bytes.
func New(master []byte) (*Vault, error) {
	if len(master) != keyBytes {
		return nil, fmt.Errorf("open vault: the key has %d bytes, want %d", len(master), keyBytes)
	}
	part := func(name string) ([]byte, error) { return hkdf.Key(sha256.New, master, nil, "motcua/"+name, keyBytes) }
	var keys [4][]byte
	for i, name := range []string{"seal", "mac", "token", "check"} {
		k, err := part(name)
		if err != nil {
			return nil, fmt.Errorf("derive vault key %s: %w", name, err)
		}
		keys[i] = k
	}
	block, err := aes.NewCipher(keys[0])
	if err != nil {
		return nil, fmt.Errorf("open vault: %w", err)
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		return nil, fmt.Errorf("open vault: %w", err)
	}
	return &Vault{seal: aead, mac: keys[1], token: keys[2], check: hex.EncodeToString(keys[3][:8])}, nil
}

// Open reads the key file at path, or makes it (mode 0600) when it is missing
// and create is allowed.
func Open(path string, create bool) (*Vault, error) {
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) && create {
		return make0600(path)
	}
	if err != nil {
		key := KeyUnreadable
		if errors.Is(err, fs.ErrNotExist) {
			key = KeyMissing
		}
		return nil, problem.Problem{Kind: problem.Conflict, Key: key}.With("file", path)
	}
	master, err := hex.DecodeString(strings.TrimSpace(string(b)))
	if err != nil || len(master) != keyBytes {
		return nil, problem.Problem{Kind: problem.Conflict, Key: KeyShape}.With("file", path)
	}
	return New(master)
}

func make0600(path string) (*Vault, error) {
	master := make([]byte, keyBytes)
	if _, err := rand.Read(master); err != nil {
		return nil, fmt.Errorf("make key: %w", err)
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, fmt.Errorf("make key file: %w", err)
	}
	_, err = f.WriteString(hex.EncodeToString(master) + "\n")
	if err == nil {
		err = f.Sync()
	}
	if err := errors.Join(err, f.Close()); err != nil {
		return nil, fmt.Errorf("write key file: %w", err)
	}
	return New(master)
}

// Check is a short public value that tells one key from another; it is stored
// in the database so that a folder is not opened with a foreign key.
func (v *Vault) Check() string { return v.check }

// Seal encrypts text for storage; empty stays empty.
func (v *Vault) Seal(text string) (string, error) {
	if text == "" {
		return "", nil
	}
	nonce := make([]byte, v.seal.NonceSize())
	if _, err := rand.Read(nonce); err != nil {
		return "", fmt.Errorf("seal: %w", err)
	}
	return base64.RawStdEncoding.EncodeToString(v.seal.Seal(nonce, nonce, []byte(text), nil)), nil
}

// Unseal decrypts what Seal made.
func (v *Vault) Unseal(sealed string) (string, error) {
	if sealed == "" {
		return "", nil
	}
	b, err := base64.RawStdEncoding.DecodeString(sealed)
	if err != nil || len(b) < v.seal.NonceSize() {
		return "", errors.New("unseal: the value is damaged")
	}
	n := v.seal.NonceSize()
	text, err := v.seal.Open(nil, b[:n], b[n:], nil)
	if err != nil {
		return "", fmt.Errorf("unseal: %w", err)
	}
	return string(text), nil
}

// Mac is the keyed hash of text under a label, hexadecimal; empty stays empty.
func (v *Vault) Mac(label, text string) string {
	if text == "" {
		return ""
	}
	return hex.EncodeToString(v.sum(v.mac, label, text))
}

// TokenBytes derives the 80 bits of a dossier's tracking token, so that a
// reprinted receipt carries the same token though only its hash is stored.
func (v *Vault) TokenBytes(dossier string) [10]byte {
	return [10]byte(v.sum(v.token, "track", dossier))
}

// PaperBytes derives the secret part of a receipt's second QR, which proves
// that the paper is genuine; it has nothing in common with the tracking token.
func (v *Vault) PaperBytes(dossier string) [10]byte {
	return [10]byte(v.sum(v.token, "paper", dossier))
}

func (v *Vault) sum(key []byte, label, text string) []byte {
	m := hmac.New(sha256.New, key)
	m.Write([]byte(label + "\n" + text))
	return m.Sum(nil)
}
