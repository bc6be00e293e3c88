package code

import (
	"encoding/base32"
	"fmt"
	"io"
	"strings"

	"motcua/hooks/domain/problem"
)

// KeyTokenInvalid: field "token", not sixteen letters and digits of a link.
const KeyTokenInvalid = "code.token_invalid"

// TokenBytes is the size of a token before it is written: 80 random bits.
const TokenBytes = 10

// crockford has no I, L, O and U: nobody takes them for digits, and hardly a
// word can be spelt.
var crockford = base32.NewEncoding("0123456789ABCDEFGHJKMNPQRSTVWXYZ").WithPadding(base32.NoPadding)

// NewToken draws the secret part of a tracking link. It reads from rand
// (crypto/rand.Reader) and fails only if that does. Store its hash, never it.
func NewToken(rand io.Reader) (string, error) {
	var b [TokenBytes]byte
	if _, err := io.ReadFull(rand, b[:]); err != nil {
		return "", fmt.Errorf("draw a token: %w", err)
	}
	return Token(b), nil
}

// Token writes 80 bits as sixteen characters of Crockford's base32.
func Token(b [TokenBytes]byte) string { return crockford.EncodeToString(b[:]) }

// ParseToken reads a token as people copy it: any case, spaces and hyphens,
// O for 0, I and L for 1. It returns the sixteen characters as Token wrote
// them. The error is a problem.Problem.
func ParseToken(text string) (string, error) {
	token := strings.NewReplacer(" ", "", "-", "", "O", "0", "I", "1", "L", "1").
		Replace(strings.ToUpper(strings.TrimSpace(text)))
	raw, err := crockford.DecodeString(token)
	if err != nil || len(raw) != TokenBytes || len(token) != 16 {
		return "", problem.Of("token", KeyTokenInvalid)
	}
	return token, nil
}

// TokenRaw gives the bytes of a token as ParseToken returned it.
func TokenRaw(token string) ([TokenBytes]byte, error) {
	raw, err := crockford.DecodeString(token)
	if err != nil || len(raw) != TokenBytes {
		return [TokenBytes]byte{}, problem.Of("token", KeyTokenInvalid)
	}
	return [TokenBytes]byte(raw), nil
}
