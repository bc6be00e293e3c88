package handover

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestALongNameIsCutBetweenTwoWords(t *testing.T) {
	const name = "Thủ tục thay đổi, cải chính, bổ sung thông tin hộ tịch, xác định lại dân tộc"
	assert.Equal(t, "Thủ tục thay đổi, cải chính, bổ sung thông tin hộ tịch, xác…", short(name))
	assert.Equal(t, "Thủ tục mẫu", short("Thủ tục mẫu"))
	exact := strings.Repeat("a", mostName)
	assert.Equal(t, exact, short(exact))
	assert.Equal(t, strings.Repeat("ấ", mostName-1)+"…", short(strings.Repeat("ấ", 200)), "one word that has no end")
	for i := range 90 {
		assert.LessOrEqual(t, len([]rune(short(strings.Repeat("một ", i)))), mostName)
	}
}
