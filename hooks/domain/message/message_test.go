package message_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/message"
	"motcua/hooks/domain/problem"
)

func TestMeasureCountsAsTheNetworkDoes(t *testing.T) {
	for _, x := range []struct {
		name, text string
		chars, n   int
		unicode    bool
	}{
		{"nothing", "", 0, 0, false},
		{"160 plain letters are one message", strings.Repeat("a", 160), 160, 1, false},
		{"161 need two of 153", strings.Repeat("a", 161), 161, 2, false},
		{"306 are two", strings.Repeat("a", 306), 306, 2, false},
		{"307 are three", strings.Repeat("a", 307), 307, 3, false},
		{"a bracket counts twice", "[a]", 5, 1, false},
		{"one letter with marks makes it UCS-2", strings.Repeat("a", 69) + "ế", 70, 1, true},
		{"71 with marks need two of 67", strings.Repeat("a", 70) + "ế", 71, 2, true},
		{"134 are two", strings.Repeat("ế", 134), 134, 2, true},
		{"135 are three", strings.Repeat("ế", 135), 135, 3, true},
		{"a picture is two units", "😀", 2, 1, true},
	} {
		got := message.Measure(x.text)
		assert.Equal(t, message.Size{Chars: x.chars, Segments: x.n, Unicode: x.unicode}, got, x.name)
	}
}

func TestBareLosesOnlyTheMarks(t *testing.T) {
	assert.Equal(t, `Uy ban xa Dak Lak: da nhan "ho so" - 3 ngay...`, message.Bare("Ủy ban xã Đắk Lắk: đã nhận “hồ sơ” – 3 ngày…"))
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOfN(rapid.RuneFrom([]rune("aăâđêôơưếựỹ Đ.,{}[]€“”😀–")), 0, 300, -1).Draw(t, "text")
		assert.False(t, message.Measure(message.Bare(s)).Unicode, "%q", s)
	})
}

func keys(err error) []string {
	list, _ := problem.In(err)
	var out []string
	for _, p := range list {
		out = append(out, p.Key)
	}
	return out
}

func TestCheckRefusesWhatCannotBeFilled(t *testing.T) {
	for _, x := range []struct {
		name, text string
		want       []string
	}{
		{"a good text", "{don_vi}: hồ sơ {ho_so} hẹn {ngay_hen}.", nil},
		{"no places at all", "Xin chào.", nil},
		{"nothing", "  \n", []string{message.KeyTextEmpty}},
		{"a place nobody fills", "Hồ sơ {so_cccd}", []string{message.KeyPlace}},
		{"two of them, both told", "{a} {ho_so} {b}", []string{message.KeyPlace, message.KeyPlace}},
		{"an open brace", "Hồ sơ {ho_so", []string{message.KeyPlaceBroken}},
		{"a closing brace alone", "Hồ sơ ho_so}", []string{message.KeyPlaceBroken}},
		{"brace in brace", "{{ho_so}}", []string{message.KeyPlaceBroken}},
		{"too long", strings.Repeat("chữ ", 200), []string{message.KeyTextLong}},
	} {
		assert.Equal(t, x.want, keys(message.Check(x.text, message.Values{message.Code: "H1"}, false)), x.name)
	}
	long := strings.Repeat("chữ ", 60) // 240 letters: two plain messages, four with marks
	assert.NoError(t, message.Check(long, nil, false))
	assert.Equal(t, []string{message.KeyTextLong}, keys(message.Check(long, nil, true)))
}

func TestFitShortensTheProcedureOnly(t *testing.T) {
	v := message.Values{message.Code: "H99.132-261120-0001", message.Procedure: strings.Repeat("Thủ tục rất dài ", 50)}
	got := message.Fit("Hồ sơ {ho_so} ({thu_tuc}) đã xong.", v, false)
	assert.LessOrEqual(t, message.Measure(message.Bare(got)).Segments, message.MaxSegments)
	assert.Contains(t, got, "H99.132-261120-0001")
	assert.Contains(t, got, "…) đã xong.")
	assert.Equal(t, "Hồ sơ H1 {ho_ten}", message.Fit("Hồ sơ {ho_so} {thu_tuc}", message.Values{message.Code: "H1", message.Procedure: "{ho_ten}"}, false), "a value is no text")
}

func TestOneNoticeTakesOneWay(t *testing.T) {
	both := message.Contact{Email: "a@b.vn", Phone: "0912345678"}
	line := message.Contact{Email: "a@b.vn", Phone: "02438253535"}
	all := message.Ways{Email: true, Gateway: message.SMS}
	for _, x := range []struct {
		name string
		to   message.Contact
		ways message.Ways
		want message.Channel
	}{
		{"a mobile where there is a gateway", both, all, message.SMS},
		{"the gateway may be Zalo's", both, message.Ways{Gateway: message.Zalo}, message.Zalo},
		{"a landline takes no message", line, all, message.Email},
		{"mail where there is no gateway", both, message.Ways{Email: true}, message.Email},
		{"no machine: somebody calls", both, message.Ways{}, message.Call},
		{"a gateway does not reach a landline", message.Contact{Phone: line.Phone}, all, message.Call},
		{"no number: a slip", message.Contact{}, all, message.Print},
		{"mail alone where there is no mail", message.Contact{Email: "a@b.vn"}, message.Ways{}, message.Print},
	} {
		assert.Equal(t, x.want, message.Choose(x.to, x.ways), x.name)
	}
	assert.False(t, message.Worth(message.Received, message.Call, true), "who stood here holds the receipt")
	assert.True(t, message.Worth(message.Received, message.Call, false))
	assert.True(t, message.Worth(message.Received, message.SMS, true))
	assert.True(t, message.Worth(message.ResultReady, message.Call, true))
}

func TestTailShowsNoAddress(t *testing.T) {
	for in, want := range map[string]string{"0912345678": "•••678", "an.nguyen@gmail.com": "a•••@gmail.com", "@x": "•••@x", "": "", "123": ""} {
		assert.Equal(t, want, message.Tail(in), in)
	}
}

func TestBackoffEnds(t *testing.T) {
	var got []time.Duration
	for n := 1; ; n++ {
		d, again := message.Backoff(n)
		if !again {
			break
		}
		got = append(got, d)
	}
	assert.Equal(t, []time.Duration{time.Minute, 5 * time.Minute, 30 * time.Minute, 2 * time.Hour, 12 * time.Hour}, got)
	_, again := message.Backoff(0)
	assert.False(t, again)
}

func TestNightIsQuiet(t *testing.T) {
	at := func(h, m int) time.Time { return time.Date(2026, 11, 20, h, m, 0, 0, calendar.Location).UTC() }
	assert.True(t, message.Quiet(at(6, 59)))
	assert.False(t, message.Quiet(at(7, 0)))
	assert.False(t, message.Quiet(at(20, 59)))
	assert.True(t, message.Quiet(at(21, 0)))
}

func TestWhatAnActTells(t *testing.T) {
	k, ok := message.After(dossier.Resolve)
	assert.True(t, ok)
	assert.Equal(t, message.ResultReady, k)
	_, ok = message.After(dossier.Forward)
	assert.False(t, ok, "the citizen need not hear of each desk")
	for _, x := range []struct {
		act  dossier.Act
		want []message.Kind
		all  bool
	}{
		{dossier.Return, nil, true}, {dossier.AnswerSupplement, []message.Kind{message.Supplement, message.Reminder}, false},
		{dossier.Forward, nil, false}, {"undo", nil, true},
	} {
		kinds, all := message.Overtakes(x.act)
		assert.Equal(t, x.want, kinds, x.act)
		assert.Equal(t, x.all, all, x.act)
	}
	for _, k := range message.Kinds {
		assert.True(t, k.Known())
	}
	assert.False(t, message.Kind("x").Known())
}
