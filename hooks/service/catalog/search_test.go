package catalog

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/domain/procedure"
)

func offerOf(code, name, sector, event string, synonyms ...string) Offer {
	v := procedure.Version{Code: code, Name: name, Sector: sector, LifeEvent: event, Synonyms: synonyms}
	return Offer{Code: code, Version: Published{Body: v}, haystack: newHaystack(v)}
}

// someOffers are like those of a commune, in no helpful order.
func someOffers() []Offer {
	return []Offer{
		offerOf("1.004884", "Đăng ký lại khai sinh", "Hộ tịch", "Giấy tờ cá nhân", "mất giấy khai sinh"),
		offerOf("2.000528", "Đăng ký khai sinh có yếu tố nước ngoài", "Hộ tịch", "Có con"),
		offerOf("1.001193", "Thủ tục đăng ký khai sinh", "Hộ tịch", "Có con", "khai sinh", "khai sinh cho bé"),
		offerOf("1.000894", "Thủ tục đăng ký kết hôn", "Hộ tịch", "Kết hôn", "đăng ký kết hôn"),
		offerOf("1.000656", "Thủ tục đăng ký khai tử", "Hộ tịch", "Người thân qua đời"),
		offerOf("1.004222", "Đăng ký thường trú", "Đăng ký, quản lý cư trú", "Chuyển nơi ở", "nhập hộ khẩu"),
		offerOf("1.004194", "Đăng ký tạm trú", "Đăng ký, quản lý cư trú", "Chuyển nơi ở"),
		offerOf("2.000815", "Chứng thực bản sao từ bản chính giấy tờ, văn bản", "Chứng thực", "Bản sao, chứng thực", "sao y bản chính"),
		offerOf("1.001612", "Đăng ký thành lập hộ kinh doanh", "Thành lập và hoạt động doanh nghiệp (hộ kinh doanh)", "Kinh doanh"),
		offerOf("1.004873", "Cấp giấy xác nhận tình trạng hôn nhân", "Hộ tịch", "Kết hôn", "giấy độc thân"),
	}
}

func TestSearchFindsWhatPeopleType(t *testing.T) {
	for query, want := range map[string]string{
		"dk khai sinh": "1.001193", "dang ky khai sanh": "1.001193", "giay khai sinh": "1.001193", "khai sinh cho be": "1.001193",
		"đăng ký khai sinh": "1.001193", "ĐĂNG KÍ KHAI SINH": "1.001193", "đk ks": "1.001193", "dkks": "1.001193", "làm khai sinh cho con": "1.001193",
		"xin giấy khai sinh cho em bé mới đẻ": "1.001193",
		"đăng ký lại khai sinh":               "1.004884", "kết hôn": "1.000894", "dk kh": "1.000894", "cưới": "1.000894", "tạm trú": "1.004194",
		"nhập khẩu": "1.004222", "tthn": "1.004873", "độc thân": "1.004873", "sao y": "2.000815", "cong chung ban sao": "", "hkd": "1.001612",
		"1.004222": "1.004222", "khai sinh nuoc ngoai": "2.000528", "khai t": "1.000656",
	} {
		found := Search(someOffers(), query)
		if want == "" {
			assert.Empty(t, found, query)
			continue
		}
		require.NotEmpty(t, found, "nothing found for %q", query)
		assert.Equal(t, want, found[0].Code, query)
	}
}

func TestAnEmptySearchGivesAll(t *testing.T) {
	assert.Len(t, Search(someOffers(), "  "), len(someOffers()))
}

func TestSmallTalkAloneFindsNothing(t *testing.T) {
	assert.Empty(t, Search(someOffers(), "cho tôi xin"))
}

func TestNearestIsThereForWhatIsOnlyNearlyRight(t *testing.T) {
	for query, want := range map[string]string{
		"dang ki khai xinh": "1.001193", "kai sin": "1.001193", "thuong chu": "1.004222", "công chứng bản sao": "2.000815", "ket hom": "1.000894",
	} {
		found := Nearest(someOffers(), query, 3)
		require.Len(t, found, 3, query)
		assert.Equal(t, want, found[0].Code, query)
	}
	assert.Len(t, Nearest(someOffers(), "zzz", 3), 3, "never an empty page")
	assert.Empty(t, Nearest(nil, "zzz", 3))
}

func TestWhatIsKeptOfAMissHoldsNobody(t *testing.T) {
	for query, want := range map[string]string{
		"sửa chữa nhà cấp bốn": "sua chua nha cap bon", "Nguyễn Văn An": "", "0912345678": "", "099190012345 khai sinh": "", "": "",
		"một hai ba bốn năm sáu bảy tám chín": "", "le phi": "le phi",
	} {
		assert.Equal(t, want, kept(query), query)
	}
}

// manyOffers generates n procedures of five to fifteen words each.
func manyOffers(n int) []Offer {
	words := []string{"đăng ký", "khai sinh", "kết hôn", "khai tử", "thường trú", "tạm trú", "chứng thực", "bản sao", "chữ ký", "hợp đồng", "đất đai", "hộ tịch",
		"trợ cấp", "xã hội", "hỗ trợ", "chi phí", "mai táng", "người cao tuổi", "khuyết tật", "giấy phép", "xây dựng", "nhà ở", "kinh doanh", "thay đổi", "gia hạn",
		"cấp lại", "điều chỉnh", "thu hồi", "công nhận", "xác nhận", "nuôi con nuôi", "giám hộ", "thừa kế", "tôn giáo", "lễ hội", "giáo dục", "mầm non", "y tế"}
	r := rand.New(rand.NewPCG(1, 2))
	out := make([]Offer, n)
	for i := range out {
		name := "Thủ tục"
		for range 3 + r.IntN(6) {
			name += " " + words[r.IntN(len(words))]
		}
		out[i] = offerOf(fmt.Sprintf("1.%06d", i), name, words[r.IntN(len(words))], words[r.IntN(len(words))], words[r.IntN(len(words))], words[r.IntN(len(words))]+" "+words[r.IntN(len(words))])
	}
	return out
}

func BenchmarkSearch3000(b *testing.B) {
	list := manyOffers(3000)
	for _, query := range []string{"dk khai sinh", "giay khai sinh cho be", "xyz khong co"} {
		b.Run(query, func(b *testing.B) {
			for b.Loop() {
				if len(Search(list, query)) == 0 {
					Nearest(list, query, 3)
				}
			}
		})
	}
}
