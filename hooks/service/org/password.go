package org

import (
	"crypto/rand"
	"strings"
	"unicode/utf8"

	"motcua/hooks/domain/identity"
)

// Codes of what a new password may get wrong.
const (
	KeyPasswordShort  = "org.password_short"
	KeyPasswordLong   = "org.password_long"
	KeyPasswordCommon = "org.password_common"
	KeyPasswordSame   = "org.password_same"
	KeyPasswordWrong  = "org.password_wrong"
	KeyPasswordTwice  = "org.password_twice"
	// KeyPasswordFirst is the answer to an account that still has the password
	// somebody else gave it.
	KeyPasswordFirst = "org.password_first"
)

// Lengths of a password: twelve letters at least (ASVS 5.0 6.2.1), and what
// the hash can take.
const (
	passwordLeast = 12
	passwordMost  = 71 // bytes, bcrypt
)

// commonWords are what people make long passwords of. A password that is only
// these, digits and marks is among the first that anybody tries.
var commonWords = []string{
	"password", "passw0rd", "pass", "matkhau", "matkhaumoi", "mk", "qwerty", "qwertyuiop", "qwert", "asdfghjkl", "asdfgh", "asdf", "zxcvbnm", "zxcvbn",
	"1q2w3e4r5t6y", "1q2w3e4r5t", "1q2w3e4r", "1qaz2wsx3edc", "1qaz2wsx", "1qaz", "2wsx", "qazwsxedc", "qazwsx", "q1w2e3r4t5y6", "q1w2e3r4", "abcdefghijkl", "abcdefgh", "abcdef",
	"abcd", "abc", "admin", "administrator", "quantri", "quantrivien", "root", "user", "login", "welcome", "letmein", "iloveyou", "sunshine", "princess", "football", "baseball", "superman",
	"batman", "dragon", "monkey", "master", "shadow", "michael", "jennifer", "hello", "secret", "changeme", "default", "test", "temp", "guest", "computer", "internet", "samsung", "google",
	"facebook", "motcua", "motcuaxa", "ubnd", "ubndxa", "ubndphuong", "xa", "phuong", "vietnam", "hanoi", "saigon", "danang", "hue", "anhyeuem", "emyeuanh", "yeuem", "yeuanh", "khongco",
	"khongbiet", "toiyeuvietnam", "xinchao", "chaoban", "taikhoan", "canbo", "hoso", "congchuc", "tiepnhan", "lanhdao", "thuky", "vanthu",
}

// checkPassword gives the code of what is wrong with a new password of the
// account, "" when it is fine. Any letter, space and mark is welcome, and
// nothing is asked for but length and not being guessed first.
func checkPassword(password, email, name string) string {
	switch n := utf8.RuneCountInString(password); {
	case n < passwordLeast:
		return KeyPasswordShort
	case len(password) > passwordMost:
		return KeyPasswordLong
	}
	bare := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, identity.Fold(password))
	own, _, _ := strings.Cut(strings.ToLower(email), "@")
	words := append([]string{strings.Join(strings.Fields(identity.Fold(own)), ""), strings.Join(strings.Fields(identity.Fold(name)), "")}, strings.Fields(identity.Fold(name))...)
	if kinds(password) < 4 || dull(bare, append(words, commonWords...)) {
		return KeyPasswordCommon
	}
	return ""
}

// kinds counts the different letters of a text.
func kinds(s string) int {
	seen := map[rune]bool{}
	for _, r := range s {
		seen[r] = true
	}
	return len(seen)
}

// dull reports whether nothing but digits stays when the words are taken out
// of a text.
func dull(bare string, words []string) bool {
	reach := make([]bool, len(bare)+1) // reach[i]: bare[:i] is words and digits
	reach[0] = true
	for i := range bare {
		if !reach[i] {
			continue
		}
		if bare[i] >= '0' && bare[i] <= '9' {
			reach[i+1] = true
		}
		for _, w := range words {
			if w != "" && strings.HasPrefix(bare[i:], w) {
				reach[i+len(w)] = true
			}
		}
	}
	return reach[len(bare)]
}

// oneTime makes a password to be handed over once: four groups of four
// letters that nobody confuses, 78 bits.
func oneTime() string {
	const letters = "abcdefghjkmnpqrstuvwxyz23456789"
	out := make([]byte, 0, 19)
	for len(out) < cap(out) {
		if len(out)%5 == 4 {
			out = append(out, '-')
			continue
		}
		var b [1]byte
		_, _ = rand.Read(b[:]) // never fails (crypto/rand)
		if int(b[0]) < 256/len(letters)*len(letters) {
			out = append(out, letters[int(b[0])%len(letters)])
		}
	}
	return string(out)
}
