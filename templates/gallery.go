package templates

// gallery is the data of the page "gallery/gallery": each component in each
// of its states, on the longest names we know of.
type gallery struct {
	Page
	Tags      []Tag
	Counters  []Counter
	Due       []Due
	Happening []Happening
	Terms     []Term
	Files     []File
	Notices   []Notice
	Rows      []galleryRow
	Pager     Pager
	Empty     Empty
	Sexes     []Option
	Results   []Option
	Papers    []galleryPaper
	Code, Ref string
}

type galleryRow struct {
	Code, Name, Procedure, Holder, Received string
	Tag                                     Tag
}

type galleryPaper struct {
	Key, Title, Why   string
	Originals, Copies int
	In                bool
}

// GallerySample is what the gallery shows; made up, no real person.
func GallerySample() any {
	long := "Đăng ký kết hôn có yếu tố nước ngoài tại khu vực biên giới và cấp bản sao trích lục"
	return gallery{
		Page:     galleryPage(),
		Tags:     galleryTags(),
		Counters: []Counter{{12, "Trực tuyến chờ tiếp nhận", "#", ""}, {3, "Chờ người dân bổ sung", "#", "wait"}, {27, "Có kết quả chưa trả", "#", "today"}, {1204, "Sắp và quá hạn", "#", "late"}},
		Due:      galleryDue(),
		Happening: []Happening{
			{At: "2026-11-20T08:10:00+07:00", Title: "Tiếp nhận", Who: "Nguyễn Thị Ánh Nguyệt"},
			{At: "2026-11-20T14:30:00+07:00", Title: "Chuyển xử lý", Who: "Phòng Văn hoá – Xã hội", Note: "Đã kiểm tra thành phần hồ sơ."},
			{At: "2026-11-24T17:00:00+07:00", Title: "Quá hạn bước thẩm định", Tone: "late", Href: "#", LinkText: "Xem thư xin lỗi"},
			{At: "2026-11-25T09:00:00+07:00", Title: "Đang xử lý", Who: "Trần Quốc Đạt", Tone: "now"},
			{Title: "Trả kết quả", Tone: "next"},
		},
		Terms: []Term{
			{Name: "Mã hồ sơ", Value: "H29.132-261120-0001", Code: true},
			{Name: "Thủ tục", Value: long, Href: "#"},
			{Name: "Người nộp", Value: "Nguyễn Thị Ánh Nguyệt", ChangeHref: "#"},
			{Name: "Điện thoại", Value: Phone("0912345678"), ChangeHref: "#"},
			{Name: "Người được uỷ quyền"},
		},
		Files: []File{
			{Name: "Giấy chứng sinh (bản chụp) – trang 1 và 2.pdf", Href: "#", Bytes: 319488, Note: "1 bản chính", Tag: &Tag{Word: "Đã xem", Tone: "done"}},
			{Name: "ảnh giấy tờ (1).png", Href: "#", Bytes: 1468006, RemoveAt: "#"},
		},
		Notices: []Notice{
			{Title: "Hôm nay Trung tâm nghỉ", Text: "Bạn quay lại lúc 07:30, Thứ Hai, 23/11/2026."},
			{Title: "Đã tiếp nhận hồ sơ", Tone: "ok"},
			{Title: "Người này đang có một hồ sơ cùng thủ tục", Text: "Hồ sơ đó nhận ngày 18/11/2026 và chưa xong.", Href: "#", Action: "Mở hồ sơ đang có", Tone: "warn"},
			{Title: "Mất liên lạc với xã Ea Kao từ 16:30 hôm qua", Tone: "late"},
		},
		Rows:    galleryRows(long),
		Pager:   Pager{PrevHref: "#", NextHref: "#", Shown: "51–100 trong 10.000 hồ sơ"},
		Empty:   Empty{Title: "Không còn việc", Text: "Hồ sơ mới sẽ hiện ở đây.", Href: "#", Action: "Tiếp nhận hồ sơ"},
		Sexes:   []Option{{Value: "nam", Label: "Nam"}, {Value: "nu", Label: "Nữ"}},
		Results: []Option{{Value: "desk", Label: "Nhận tại quầy", Hint: "Mang theo giấy hẹn và thẻ căn cước"}, {Value: "post", Label: "Nhận qua bưu chính", Hint: "Cước do người nhận trả"}, {Value: "online", Label: "Nhận bản điện tử"}},
		Papers: []galleryPaper{
			{Key: "p1", Title: "Tờ khai đăng ký khai sinh", Originals: 1, In: true},
			{Key: "p2", Title: "Giấy chứng sinh", Originals: 1, In: true},
			{Key: "p3", Title: "Văn bản uỷ quyền có chứng thực (nếu nộp thay)", Why: "Giấy này bắt buộc khi người nộp không phải cha, mẹ."},
		},
		Code: "H29.132-261120-0001", Ref: "123456789",
	}
}

func galleryPage() Page {
	return Page{
		Flash: "Đã chuyển hồ sơ cho Trần Quốc Đạt.",
		User:  &User{Name: "Nguyễn Thị Ánh Nguyệt", Title: "Tiếp nhận và trả kết quả", Unit: "UBND phường Vỹ Dạ", Initials: "AN"},
		Nav: []NavItem{
			{Href: "#", Label: "Bàn làm việc", Current: true, Key: "h"}, {Href: "#", Label: "Tiếp nhận"}, {Href: "#", Label: "Trực tuyến", Count: 12},
			{Href: "#", Label: "Trả kết quả", Count: 27}, {Href: "#", Label: "Xử lý", Key: "x"}, {Href: "#", Label: "Sổ theo dõi"}, {Href: "#", Label: "Báo cáo", Key: "b"},
		},
		Problems: []Problem{
			{Field: "number", Message: "Số định danh phải đủ 12 chữ số."},
			{Field: "born", Message: "Ngày sinh phải trước hôm nay."},
		},
		Demo: true, Path: "/gallery",
	}
}

func galleryTags() []Tag {
	return []Tag{
		{Word: "Còn 5 ngày", Tone: "ok"}, {Word: "Sắp đến hạn: 1 ngày", Tone: "soon"}, {Word: "Hạn hôm nay 16:30", Tone: "today"},
		{Word: "Quá hạn 2 ngày", Tone: "late"}, {Word: "Chờ bổ sung", Tone: "wait"}, {Word: "Xong sớm", Tone: "done"},
		{Word: "Xong đúng hạn", Tone: "done"}, {Word: "Xong trễ", Mark: "✗", Tone: "done"}, {Word: "Mới", Tone: "new"}, {Word: "Bản nháp", Tone: "plain"},
	}
}

func galleryDue() []Due {
	trace := &Trace{Rule: "2 ngày làm việc, tính từ ngày làm việc tiếp theo; không tính Thứ Bảy, Chủ nhật, ngày lễ.", Open: true, Lines: []TraceLine{
		{Day: "2026-11-20", Reason: "Ngày nhận, sau 15:00"}, {Day: "2026-11-21", Reason: "Thứ Bảy"}, {Day: "2026-11-22", Reason: "Chủ nhật"},
		{Day: "2026-11-23", Counted: true, Count: "1", Reason: "Ngày làm việc"}, {Day: "2026-11-24", Reason: "Ngày Văn hoá Việt Nam"}, {Day: "2026-11-25", Counted: true, Count: "2", Reason: "Ngày làm việc"},
	}}
	return []Due{
		{Label: "Hẹn trả kết quả", At: "2026-11-25", Clock: "trước 17:00", Tag: Tag{Word: "Còn 2 ngày", Tone: "ok"}, Trace: trace},
		{Label: "Hẹn trả kết quả", Text: "Chưa có ngày: đang chờ bạn bổ sung", Tag: Tag{Word: "Chờ bổ sung", Tone: "wait"}},
	}
}

func galleryRows(long string) []galleryRow {
	tags := galleryTags()
	return []galleryRow{
		{"H29.132-261117-0004", "Hồ Đắc Thiên Ân", "Đăng ký khai sinh", "Trần Quốc Đạt", "2026-11-17", tags[3]},
		{"H29.132-261118-0011", "Nguyễn Phúc Bảo Khánh Nguyên Hoàng", long, "Lê Thị Kiều Oanh", "2026-11-18", tags[2]},
		{"H29.132-261119-0002", "Công ty TNHH Một thành viên Thương mại và Dịch vụ Sông Hương", "Đăng ký hộ kinh doanh", "Trần Quốc Đạt", "2026-11-19", tags[1]},
		{"H29.132-261120-0001", "Đào Văn Ước", "Chứng thực bản sao từ bản chính", "Lê Thị Kiều Oanh", "2026-11-20", tags[0]},
		{"H29.132-261120-0007", "Y Bhĩu Niê Kdăm", "Xác nhận tình trạng hôn nhân", "Chưa phân công", "2026-11-20", tags[4]},
		{"H29.132-261112-0003", "Phan Thị Mỹ Lệ", "Trợ cấp mai táng", "Trần Quốc Đạt", "2026-11-12", tags[7]},
	}
}
