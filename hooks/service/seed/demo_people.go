package seed

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"motcua/hooks/service/casework"
	"motcua/hooks/service/org"
)

// Names as they are met in a commune's register. All people are made up.
var (
	surnames = []string{"Nguyễn", "Nguyễn", "Nguyễn", "Trần", "Trần", "Lê", "Lê", "Phạm", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô",
		"Dương", "Lý", "Đinh", "Trương", "Mai", "Tô", "Cao", "Lưu", "Hà", "Thái", "Châu", "Tạ", "Đoàn"}
	maleMiddles   = []string{"Văn", "Văn", "Hữu", "Đức", "Minh", "Quốc", "Thanh", "Xuân", "Công", "Ngọc", "Gia", "Bá", "Thế", "Hoàng"}
	femaleMiddles = []string{"Thị", "Thị", "Thị", "Thị Ngọc", "Thị Kim", "Thị Thanh", "Thị Mỹ", "Ngọc", "Thùy", "Phương", "Khánh", "Bảo"}
	maleGivens    = []string{"An", "Bình", "Cường", "Dũng", "Đạt", "Đông", "Giang", "Hải", "Hiếu", "Hùng", "Khôi", "Kiên", "Lâm", "Long", "Nghĩa", "Phúc", "Quân", "Sang",
		"Sơn", "Tâm", "Thắng", "Thịnh", "Toàn", "Trung", "Tú", "Út", "Vinh", "Ý"}
	femaleGivens = []string{"Ánh", "Bích", "Chi", "Diễm", "Dung", "Đào", "Hạnh", "Hằng", "Hoa", "Huệ", "Hương", "Lan", "Liên", "Loan", "Mận", "Nga", "Ngân", "Nhung",
		"Oanh", "Phượng", "Quyên", "Thảo", "Thủy", "Trâm", "Trang", "Tuyết", "Vân", "Xuân", "Yến"}
	otherNames = []struct{ name, sex string }{{"Thào A Sính", "male"}, {"Giàng Thị Mỷ", "female"}, {"Rơ Châm Hlơi", "female"}, {"Danh Thị Út", "female"},
		{"Thạch Sên", "male"}, {"Kim Thị Sa Rinh", "female"}, {"Ksor Y Bhit", "male"}, {"Lò Văn Pánh", "male"}, {"Nông Thị Xuyến", "female"}, {"Sơn Ngọc Đa Ra", "male"},
		{"Công Huyền Tôn Nữ Diệu Anh", "female"}, {"Nguyễn Ngọc Như Ý", "female"}, {"Lê", "male"}}
	organisations = []string{"Công ty TNHH Một thành viên Thương mại và Dịch vụ Phát Đạt", "Hợp tác xã Nông nghiệp Đồng Tiến", "Trường Tiểu học Lê Văn Tám",
		"Công ty Cổ phần Xây dựng Hòa Giang", "Trạm Y tế", "Quỹ tín dụng nhân dân An Bình", "Doanh nghiệp tư nhân Ba Lúa", "Hợp tác xã Vận tải Sông Xanh"}
	hamlets = map[string][]string{
		"an-binh":    {"Thôn Đình", "Thôn Trung", "Thôn Đông", "Thôn Thượng", "Xóm Mới"},
		"dong-thanh": {"Ấp 1", "Ấp 2", "Ấp 3", "Ấp Phú Lợi", "Ấp Cây Dừa"},
		"phuoc-loc":  {"12 đường Lê Lợi", "45/7 đường Nguyễn Trãi", "Tổ 5, khu phố 2", "Tổ 9, khu phố 4", "108 đường Hùng Vương"},
	}
	phoneHeads = []string{"032", "035", "038", "070", "077", "081", "084", "088", "090", "091", "093", "097", "098"}
)

// someone makes up a person of a commune: a name, a birth, a number that says
// the same sex and year, and mostly a phone. 099 is no province, so no number
// can be a living person's.
func someone(r *rand.Rand, u org.Unit) casework.PersonInput {
	p := casework.PersonInput{Kind: "person", Sex: "male"}
	if r.IntN(2) == 0 {
		p.Sex = "female"
	}
	p.Name = nameOf(r, p.Sex, pick(r, surnames))
	if r.IntN(25) == 0 {
		x := pick(r, otherNames)
		p.Name, p.Sex = x.name, x.sex
	}
	year := 1946 + r.IntN(62)
	p.Birth = fmt.Sprintf("%04d-%02d-%02d", year, 1+r.IntN(12), 1+r.IntN(28))
	if year < 1965 && r.IntN(4) == 0 {
		p.Birth = fmt.Sprint(year) // older papers give the year alone
	}
	p.IdentityNumber = citizenNumber(r, p.Sex, year)
	p.Address = address(r, u)
	if r.IntN(20) > 0 {
		p.Phone = phone(r)
	}
	return p
}

func nameOf(r *rand.Rand, sex, surname string) string {
	if sex == "female" {
		return surname + " " + pick(r, femaleMiddles) + " " + pick(r, femaleGivens)
	}
	return surname + " " + pick(r, maleMiddles) + " " + pick(r, maleGivens)
}

// citizenNumber follows Nghị định 137/2015/NĐ-CP Điều 13: place, century and
// sex, year, six more.
func citizenNumber(r *rand.Rand, sex string, year int) string {
	digit := (year/100 - 19) * 2
	if sex == "female" {
		digit++
	}
	return fmt.Sprintf("099%d%02d%06d", digit, year%100, r.IntN(1_000_000))
}

func phone(r *rand.Rand) string {
	return fmt.Sprintf("%s%07d", pick(r, phoneHeads), r.IntN(10_000_000))
}

func address(r *rand.Rand, u org.Unit) string {
	return pick(r, hamlets[u.Code]) + ", " + strings.ToLower(u.ShortName[:1]) + u.ShortName[1:] + ", tỉnh Hòa Giang"
}

// group makes up a household or an organisation.
func group(r *rand.Rand, u org.Unit) casework.PersonInput {
	if r.IntN(2) == 0 {
		p := someone(r, u)
		p.Kind, p.Birth, p.Sex = "household", "", ""
		title := "Hộ ông "
		if strings.Contains(p.Name, " Thị ") {
			title = "Hộ bà "
		}
		p.Name = title + p.Name
		return p
	}
	p := casework.PersonInput{Kind: "organisation", Name: pick(r, organisations), IdentityNumber: fmt.Sprintf("99%08d", r.IntN(100_000_000)),
		Address: address(r, u), Phone: fmt.Sprintf("0299%07d", 3_000_000+r.IntN(999_999))}
	p.Email = "lienhe." + p.Phone[len(p.Phone)-4:] + "@example.com"
	return p
}

func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }
