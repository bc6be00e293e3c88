package seed

import (
	"fmt"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/service/catalog"
	"motcua/hooks/service/org"
)

// Password of every demo account; twelve letters or more, as everywhere.
const Password = "motcua-demo-2026" //nolint:gosec // of made-up accounts; printed by the demo itself

// Account is one demo account as it is printed and handed to scripts.
type Account struct {
	Email    string `json:"email"`
	Password string `json:"password"`
	Role     string `json:"role"`
	Unit     string `json:"unit"`
}

// Offices are the units and accounts of the demo.
type Offices struct {
	Superior org.Unit
	Communes []org.Unit
	Accounts []Account
}

// demoUnits are made up: no such province or commune exists, so that nobody
// takes a demo paper for a real one.
var demoUnits = []org.Unit{
	{Code: "an-binh", Name: "Ủy ban nhân dân xã An Bình", ShortName: "Xã An Bình", Kind: "commune", Identifier: "H99.132", Place: "An Bình",
		Address: "Thôn Đình, xã An Bình, tỉnh Hòa Giang", Phone: "02993812345", Hours: "07:00-11:30,13:30-17:00"},
	{Code: "dong-thanh", Name: "Ủy ban nhân dân xã Đông Thạnh", ShortName: "Xã Đông Thạnh", Kind: "commune", Identifier: "H99.133", Place: "Đông Thạnh",
		Address: "Ấp 3, xã Đông Thạnh, tỉnh Hòa Giang", Phone: "02993823456", Hours: "07:00-11:30,13:30-17:00"},
	{Code: "phuoc-loc", Name: "Ủy ban nhân dân phường Phước Lộc", ShortName: "Phường Phước Lộc", Kind: "commune", Identifier: "H99.134", Place: "Phước Lộc",
		Address: "12 đường Lê Lợi, phường Phước Lộc, tỉnh Hòa Giang", Phone: "02993834567", Hours: "07:30-11:30,13:00-17:00"},
}

// person is a made-up member of staff.
type person struct {
	name, title string
	role        access.Role
}

// staffOf is who works in each commune: two clerks, so that two people can act
// at once, two officers, two leaders, and one of every other role.
var staffOf = [][]person{
	{{"Nguyễn Thị Mai Lan", "Công chức Một cửa", access.Clerk}, {"Lê Quốc Huy", "Công chức Một cửa", access.Clerk},
		{"Trần Văn Đức", "Công chức Tư pháp – Hộ tịch", access.Officer}, {"Đặng Thị Hồng Ngọc", "Công chức Văn hóa – Xã hội", access.Officer},
		{"Phạm Minh Tuấn", "Phó Chủ tịch UBND xã", access.Leader}, {"Đỗ Văn Bình", "Chủ tịch UBND xã", access.Leader}, {"Võ Thị Kim Oanh", "Thủ quỹ", access.Cashier},
		{"Bùi Thanh Sơn", "Cán bộ kiểm soát thủ tục", access.ProcedureAdmin}, {"Hoàng Gia Bảo", "Quản trị hệ thống", access.UnitAdmin},
		{"Đỗ Thị Thu Hà", "Cán bộ thanh tra", access.Inspector}},
	{{"Huỳnh Thị Ngọc Trâm", "Công chức Một cửa", access.Clerk}, {"Phan Văn Tài", "Công chức Một cửa", access.Clerk},
		{"Ngô Thị Bích Thủy", "Công chức Tư pháp – Hộ tịch", access.Officer}, {"Trương Công Định", "Công chức Văn hóa – Xã hội", access.Officer},
		{"Lý Văn Phúc", "Chủ tịch UBND xã", access.Leader}, {"Mạc Thị Lan", "Phó Chủ tịch UBND xã", access.Leader}, {"Nguyễn Thị Lụa", "Thủ quỹ", access.Cashier},
		{"Cao Minh Trí", "Cán bộ kiểm soát thủ tục", access.ProcedureAdmin}, {"Đinh Văn Lâm", "Quản trị hệ thống", access.UnitAdmin},
		{"Mai Thị Hạnh", "Cán bộ thanh tra", access.Inspector}},
	{{"Vũ Thị Thanh Hương", "Công chức Một cửa", access.Clerk}, {"Tạ Hữu Nghĩa", "Công chức Một cửa", access.Clerk},
		{"Dương Văn Khải", "Công chức Tư pháp – Hộ tịch", access.Officer}, {"Chu Thị Minh Nguyệt", "Công chức Văn hóa – Xã hội", access.Officer},
		{"Hồ Đức Thắng", "Phó Chủ tịch UBND phường", access.Leader}, {"Quách Văn Tính", "Chủ tịch UBND phường", access.Leader}, {"Trịnh Thị Sen", "Thủ quỹ", access.Cashier},
		{"Lương Quang Vinh", "Cán bộ kiểm soát thủ tục", access.ProcedureAdmin}, {"Kiều Anh Dũng", "Quản trị hệ thống", access.UnitAdmin},
		{"La Thị Phượng", "Cán bộ thanh tra", access.Inspector}},
}

// MakeOffices writes one superior and three communes with staff of every role,
// and lets each commune offer the whole pack.
func MakeOffices(app core.App, o *org.Office, c *catalog.Catalog, at time.Time) (Offices, error) {
	var out Offices
	err := app.RunInTransaction(func(tx core.App) error {
		var err error
		out.Superior, err = o.AddUnit(tx, "", org.Unit{Code: "hoa-giang", Name: "Ủy ban nhân dân tỉnh Hòa Giang", ShortName: "Tỉnh Hòa Giang", Kind: "province",
			Identifier: "H99", Place: "Hòa Giang", Address: "1 đường Hùng Vương, tỉnh Hòa Giang", Phone: "02993800800"})
		if err != nil {
			return err
		}
		a, err := account(tx, o, out.Superior, person{"Lâm Thị Tuyết Mai", "Phòng Kiểm soát thủ tục hành chính", access.Superior}, "giamsat")
		if err != nil {
			return err
		}
		out.Accounts = append(out.Accounts, a)
		for i, u := range demoUnits {
			unit, err := o.AddUnit(tx, out.Superior.ID, u)
			if err != nil {
				return err
			}
			out.Communes = append(out.Communes, unit)
			if err := offerPack(tx, c, unit, at); err != nil {
				return err
			}
			accounts, err := accountsOf(tx, o, unit, staffOf[i])
			if err != nil {
				return err
			}
			out.Accounts = append(out.Accounts, accounts...)
		}
		return nil
	})
	o.Forget()
	c.Forget()
	return out, err
}

func offerPack(tx core.App, c *catalog.Catalog, unit org.Unit, at time.Time) error {
	pack, err := Pack()
	if err != nil {
		return err
	}
	for _, v := range pack {
		if err := c.SetOffering(tx, unit.ID, unit.Path, v.Code, v.Channels, at); err != nil {
			return fmt.Errorf("offer %s in %s: %w", v.Code, unit.Code, err)
		}
	}
	return nil
}

// mailNames are the first parts of the demo accounts' addresses.
var mailNames = map[access.Role]string{
	access.Clerk: "motcua", access.Officer: "chuyenmon", access.Leader: "lanhdao", access.Cashier: "thuquy",
	access.ProcedureAdmin: "thutuc", access.UnitAdmin: "quantri", access.Inspector: "thanhtra",
}

func accountsOf(tx core.App, o *org.Office, unit org.Unit, people []person) ([]Account, error) {
	var out []Account
	seen := map[access.Role]int{}
	for _, p := range people {
		seen[p.role]++
		name := mailNames[p.role]
		if seen[p.role] > 1 {
			name += fmt.Sprint(seen[p.role])
		}
		a, err := account(tx, o, unit, p, name)
		if err != nil {
			return nil, err
		}
		out = append(out, a)
	}
	return out, nil
}

func account(tx core.App, o *org.Office, unit org.Unit, p person, mailName string) (Account, error) {
	a := Account{Email: mailName + "@" + strings.ReplaceAll(unit.Code, "-", "") + ".demo.vn", Password: Password, Role: string(p.role), Unit: unit.Code}
	_, err := o.AddStaff(tx, org.NewStaff{Email: a.Email, Password: a.Password, Name: p.name, Title: p.title, Unit: unit, Roles: []access.Role{p.role}})
	return a, err
}
