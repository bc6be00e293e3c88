package templates

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestAFieldKnowsItsProblem(t *testing.T) {
	p := Page{Problems: []Problem{{Field: "number", Message: "Số định danh phải đủ 12 chữ số."}}}
	f := withHint("gallery.number_hint", p.Field("number", "gallery.number", "046"))
	assert.Equal(t, "Số định danh", f.Label)
	assert.Equal(t, "Số định danh phải đủ 12 chữ số.", f.Error)
	assert.Equal(t, "number-hint number-error", f.DescribedBy())
	assert.Empty(t, p.Field("name", "gallery.name", nil).Error)
	assert.Empty(t, p.Field("name", "gallery.name", nil).Value)
}

func TestKeyboardsOfThePhone(t *testing.T) {
	for kind, want := range map[string][2]string{
		"": {"text", ""}, "number": {"text", "numeric"}, "code": {"text", "numeric"}, "money": {"text", "numeric"},
		"tel": {"tel", "tel"}, "email": {"email", "email"}, "password": {"password", ""},
	} {
		f := Field{Kind: kind}
		assert.Equal(t, want, [2]string{f.Type(), f.InputMode()}, kind)
	}
}

func TestADateKeepsWhatWasTyped(t *testing.T) {
	for value, want := range map[string][3]string{
		"": {"", "", ""}, "2026-02-05": {"5", "2", "2026"}, "31/2/2030": {"31", "2", "2030"}, "//1975": {"", "", "1975"}, "1975": {"", "", "1975"},
	} {
		b := Field{Name: "born", Value: value}.Boxes()
		assert.Equal(t, want, [3]string{b[0].Value, b[1].Value, b[2].Value}, value)
		assert.Equal(t, "born", b[0].ID, "the error summary leads to the first box")
		assert.Equal(t, "born_d", b[0].Name)
	}
	assert.Equal(t, "bday-day", Field{Fill: "bday"}.Boxes()[0].Fill)
}

func TestTheFirstChoiceCarriesTheFieldsID(t *testing.T) {
	c := Field{Name: "sex", Value: "nu", Options: []Option{{Value: "nam"}, {Value: "nu"}}}.Choices()
	assert.Equal(t, "sex", c[0].ID)
	assert.Equal(t, "sex-nu", c[1].ID)
	assert.False(t, c[0].On)
	assert.True(t, c[1].On)
	assert.True(t, Field{Name: "s", Options: []Option{{Value: ""}}}.Choices()[0].ID == "s")
}
