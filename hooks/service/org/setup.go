package org

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base32"
	"encoding/hex"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/problem"
)

// setupKey is the parameter that holds the hash of the one-time set-up token.
const setupKey = "setup_token"

// NewSetupToken makes the token of the set-up address of an empty folder; the
// one made before no longer opens anything. Only its hash is stored.
func (o *Office) NewSetupToken(app core.App) (string, error) {
	b := make([]byte, 20)
	_, _ = rand.Read(b) // never fails (crypto/rand)
	token := strings.ToLower(base32.StdEncoding.EncodeToString(b))
	return token, SetParameter(app, setupKey, hashed(token))
}

func hashed(token string) string {
	sum := sha256.Sum256([]byte("setup\n" + token))
	return hex.EncodeToString(sum[:])
}

// SetupOpens reports whether the token opens the set-up page: the folder has
// no unit yet and the token is the last one that was printed.
func (o *Office) SetupOpens(app core.App, token string) (bool, error) {
	empty, err := o.Empty(app)
	if err != nil || !empty || token == "" {
		return false, err
	}
	want, err := Parameter(app, setupKey)
	if err != nil || want == "" {
		return false, err
	}
	return subtle.ConstantTimeCompare([]byte(want), []byte(hashed(token))) == 1, nil
}

// AdminInput is the first administrator of a new folder.
type AdminInput struct {
	Name     string `form:"name"`
	Title    string `form:"title"`
	Email    string `form:"email"`
	Password string `form:"password"`
	Again    string `form:"again"`
	Clerk    string `form:"clerk"` // "yes": also sits at the desk
}

// CheckFirst lists everything wrong with the units and the administrator of a
// new folder at once. Fields of the administrator begin with "admin.", those
// of the further units with "below.0.", "below.1." …
func CheckFirst(top *UnitInput, below []*UnitInput, admin *AdminInput) problem.List {
	all := map[string]Unit{}
	bad := top.read(all, true, "")
	for i, u := range below {
		all["above"] = Unit{ID: "above", Code: top.Code, Identifier: top.Identifier}
		for _, p := range u.read(all, true, "") {
			p.Field = "below." + string(rune('0'+i/10)) + string(rune('0'+i%10)) + "." + p.Field
			bad = append(bad, p)
		}
		all["below"+u.Code] = Unit{ID: u.Code, Code: u.Code, Identifier: u.Identifier}
	}
	return append(bad, admin.read()...)
}

func (in *AdminInput) read() problem.List {
	in.Name, in.Title, in.Email = tidy(in.Name), tidy(in.Title), strings.ToLower(strings.TrimSpace(in.Email))
	var bad problem.List
	if in.Name == "" {
		bad.Add("admin.name", KeyPersonMissing)
	}
	if !mailShape.MatchString(in.Email) || len(in.Email) > 200 {
		bad.Add("admin.email", KeyMail)
	}
	if key := checkPassword(in.Password, in.Email, in.Name); key != "" {
		bad.Add("admin.password", key)
	}
	if in.Password != in.Again {
		bad.Add("admin.again", KeyPasswordTwice)
	}
	return bad
}

// MakeFirst writes the units and the administrator that CheckFirst found
// right, and uses the token up; below hang under top.
func (o *Office) MakeFirst(tx core.App, top UnitInput, below []*UnitInput, admin AdminInput) (units []Unit, rec *core.Record, err error) {
	first, err := o.AddUnit(tx, "", top.unit(Unit{Code: top.Code, Hours: top.Hours}))
	if err != nil {
		return nil, nil, err
	}
	if top.Parent != "" { // who stands above on papers, though it is no unit here
		first.ParentName = tidy(top.Parent)
		if err := saveUnit(tx, first, nil); err != nil {
			return nil, nil, err
		}
	}
	units = append(units, first)
	for _, b := range below {
		u, err := o.AddUnit(tx, first.ID, b.unit(Unit{Code: b.Code, Hours: b.Hours}))
		if err != nil {
			return nil, nil, err
		}
		units = append(units, u)
	}
	roles := []access.Role{access.UnitAdmin, access.ProcedureAdmin}
	if len(below) > 0 {
		roles = append(roles, access.Superior)
	} else if admin.Clerk != "" {
		roles = append(roles, access.Clerk)
	}
	rec, err = o.AddStaff(tx, NewStaff{Email: admin.Email, Password: admin.Password, Name: admin.Name, Title: admin.Title, Unit: first, Roles: roles})
	if err != nil {
		return nil, nil, err
	}
	if err := SetParameter(tx, setupKey, ""); err != nil {
		return nil, nil, err
	}
	by := access.Actor{ID: rec.Id, Name: admin.Name}
	for _, u := range units {
		if err := o.Write(tx, by, u.Path, "unit_added", u.Name, u.Code); err != nil {
			return nil, nil, err
		}
	}
	return units, rec, o.Write(tx, by, first.Path, "staff_added", admin.Name, "")
}
