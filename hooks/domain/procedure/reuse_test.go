package procedure_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/domain/deadline"
	"motcua/hooks/domain/procedure"
)

func TestHowLongAPaperMayBeUsedAgain(t *testing.T) {
	for _, line := range []struct {
		n    int
		unit deadline.Unit
		day  string
		want string
	}{
		{12, deadline.Month, "2026-11-20", "2027-11-20"},
		{6, deadline.Month, "2026-08-31", "2027-02-28"},
		{30, deadline.CalendarDay, "2026-11-20", "2026-12-20"},
		{0, "", "2026-11-20", ""},
		{6, deadline.Month, "", ""},
	} {
		c := procedure.Component{Valid: deadline.Limit{N: line.n, Unit: line.unit}}
		assert.Equal(t, line.want, c.Until(line.day), "%d %s from %s", line.n, line.unit, line.day)
	}
}

func TestWhichPaperServesWhich(t *testing.T) {
	residence := procedure.Component{Key: "residence", Title: "Giấy tờ chứng minh nơi cư trú"}
	form := procedure.Component{Key: "declaration", Title: "Tờ khai", FormName: "Mẫu CT01"}
	assert.True(t, residence.Serves("a", "b", procedure.Component{Key: "stay", Title: "giấy tờ chứng minh  nơi cư trú"}), "the same title")
	assert.True(t, residence.Serves("a", "a", procedure.Component{Key: "residence", Title: "Tên cũ"}), "the same key of the same procedure")
	assert.True(t, form.Serves("a", "b", procedure.Component{Key: "x", Title: "Giấy khác", FormName: "Mẫu CT01"}), "the same form")
	assert.False(t, residence.Serves("a", "b", procedure.Component{Key: "residence", Title: "Giấy khác"}), "a key alone says nothing elsewhere")
	assert.False(t, residence.Serves("a", "b", procedure.Component{}))
}

func TestReuseIsCheckedBeforePublication(t *testing.T) {
	keys := func(c procedure.Component) (out []string) {
		v := procedure.Version{Cases: []procedure.Case{{Key: "all", Title: "Chung", Default: true}}, Components: []procedure.Component{c}}
		for _, p := range v.Check(nil) {
			if p.Key == procedure.KeyReuseOnly || p.Key == procedure.KeyBadValid {
				out = append(out, p.Key)
			}
		}
		return out
	}
	good := procedure.Component{Key: "a", Title: "A", Requirement: procedure.Required, Originals: 1, MayReuse: true,
		Valid: deadline.Limit{N: 6, Unit: deadline.Month}, ResultOf: []string{"1.010041"}}
	assert.Empty(t, keys(good))
	bad := good
	bad.MayReuse = false
	assert.Equal(t, []string{procedure.KeyReuseOnly}, keys(bad))
	bad = good
	bad.Valid.Unit = deadline.WorkingHour
	assert.Equal(t, []string{procedure.KeyBadValid}, keys(bad))
}

func TestAComponentWithoutReuseIsWrittenAsBefore(t *testing.T) {
	b, err := json.Marshal(procedure.Component{Key: "a", Title: "A", Requirement: procedure.Required, Originals: 1})
	require.NoError(t, err)
	assert.JSONEq(t, `{"key":"a","title":"A","requirement":"required","originals":1,"copies":0}`, string(b))
}
