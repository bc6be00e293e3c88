package templates

import (
	"bytes"
	"encoding/json"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write text/vi*.json sorted, one key a line")

// composed are the beginnings of keys that Go puts together at run time, so
// that no file spells them whole. Each says where.
var composed = []string{
	"decline.cause.",                                                 // web/httpx: decline.cause.<cause>
	"dossier.act_not_allowed.",                                       // text.go: .instead, .nothing
	"error.",                                                         // errorpage.go: error.<status>.title, .what, .next
	"state.",                                                         // domain/dossier: state.<state>
	"act.",                                                           // web/office: act.<act>.title, .button, .hint, act.field.<name>
	"done.",                                                          // web/httpx: done.<act>, the sentence after it
	"event.",                                                         // web/office: event.<act>
	"deed.", "unit_kind.", "day_kind.", "admin.home.", "admin.role.", // web/admin: deed.<kind>, unit_kind.<kind>, day_kind.<kind>, admin.home.<matter>, admin.role.<role>
	"channel.", "result_channel.", // web/office: the values of domain/procedure and domain/dossier
	"register.",                                                                                                             // web/office: register.<column>
	"superior.",                                                                                                             // web/superior: superior.col.<column>, superior.what.<figure>, superior.form.c<column>
	"notice.kind.", "notice.channel.", "notice.state.", "notice.error.", "notice.text.", "notice.place.", "notice.collect.", // service/notice, web/httpx: after domain/message
	"start.",                        // cli: start.<what stands in the way>
	"health.",                       // web/admin, cli: health.<finding>.<case>, .do, after service/health
	"role.",                         // account/sign-in.html: role.<role>
	"track.where.",                  // web/public: track.where.<state>
	"track.next.",                   // web/public: track.next.<state>, .shelved, .signature
	"linked.view.", "linked.empty.", // web/linked: the lists of the inbox
	"track.part.",                      // web/public: track.part.<state>
	"public.channel.",                  // web/public: public.channel.<channel>
	"paper.why.", "paper.requirement.", // service/letter: why a clock stands, procedure.Requirement
	"letters.",                                                         // web/leader: letters.<act>, _hint, _button
	"certify.state.", "certify.void.", "certify.kind.", "certify.col.", // web/certify: state, reason, kind, column
	"authority.kind.", "authority.relation.", // web/httpx: after domain/dossier
	"custody.", "ready.", "visit.", "together.", // web/hands: heads of tables
	"outage.count.", "outage.slip.", // web/outage: outage.count.<state>, outage.slip.<state>
	"handover.",      // web/handover, service/handover: columns, states, what is carried
	"work.", "many.", // web/httpx, web/office: work.pile.<pile>, work.caption.<pile>, work.empty.<pile>, work.party.<party>, many.<act>.title, .button
}

// inTemplates and inGo find the keys a file asks for.
var (
	inTemplates = regexp.MustCompile(`(?:\bt|\bhint) "([^"]+)"|\.Field "[^"]*" "([^"]+)"`)
	inGo        = regexp.MustCompile(`\bText\("([^"+]+)", `)
)

// sources reads every page and every Go file that is no test, of templates
// and hooks. A tree without hooks (this folder alone) is read as it is.
func sources(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, root := range []string{".", "../hooks", "../main.go"} {
		if _, err := os.Stat(root); os.IsNotExist(err) {
			continue
		}
		require.NoError(t, filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
			ext := filepath.Ext(file)
			if err != nil || d.IsDir() || strings.HasSuffix(file, "_test.go") || (ext != ".go" && ext != ".html") {
				return err
			}
			src, err := os.ReadFile(file)
			out[file] = string(src)
			return err
		}))
	}
	return out
}

func TestEveryKeyUsedHasASentence(t *testing.T) {
	for file, src := range sources(t) {
		find := inGo
		if strings.HasSuffix(file, ".html") {
			find = inTemplates
		}
		for _, m := range find.FindAllStringSubmatch(src, -1) {
			key := strings.Join(m[1:], "")
			assert.True(t, HasText(key), "%s asks for %q", file, key)
		}
	}
}

// inCodes finds the codes of problems, which stand beside the rules.
var inCodes = regexp.MustCompile(`(?m)^\s*(?:const )?(?:Key|Audit)\w+\s*=\s*"([^"]+)"`)

func TestEveryProblemHasASentence(t *testing.T) {
	for file, src := range sources(t) {
		for _, m := range inCodes.FindAllStringSubmatch(src, -1) {
			assert.True(t, HasText(m[1]), "%s has the code %q and nobody says it", file, m[1])
		}
	}
}

func TestEverySentenceIsUsed(t *testing.T) {
	var all strings.Builder
	for _, src := range sources(t) {
		all.WriteString(src)
	}
	text := all.String()
	for key := range vi {
		if !hasAnyPrefix(key, composed) {
			assert.True(t, strings.Contains(text, `"`+key+`"`), "nobody says %q: remove it, or name its beginning in composed", key)
		}
	}
}

func hasAnyPrefix(s string, prefixes []string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}

// catalogues are text/vi.json and one file a door beside it.
func catalogues(t *testing.T) map[string][]byte {
	t.Helper()
	names, err := filepath.Glob("text/vi*.json")
	require.NoError(t, err)
	out := map[string][]byte{}
	for _, name := range names {
		src, err := os.ReadFile(name)
		require.NoError(t, err)
		out[name] = bytes.ReplaceAll(src, []byte("\r\n"), []byte("\n"))
	}
	return out
}

// Sorted, one key a line: two people adding sentences then seldom meet.
func TestSentencesAreSorted(t *testing.T) {
	for name, got := range catalogues(t) {
		m := map[string]string{}
		require.NoError(t, json.Unmarshal(got, &m), name)
		want := canonical(t, m)
		if *update {
			require.NoError(t, os.WriteFile(name, want, 0o644))
			continue
		}
		assert.True(t, bytes.Equal(want, got), "%s is not sorted; run: go test ./templates -run Sorted -update", name)
	}
}

func canonical(t *testing.T, m map[string]string) []byte {
	t.Helper()
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	b.WriteString("{\n")
	for i, k := range keys {
		b.WriteString("  ")
		require.NoError(t, e.Encode(k))
		b.Truncate(b.Len() - 1) // Encode ends its line
		b.WriteString(": ")
		require.NoError(t, e.Encode(m[k]))
		b.Truncate(b.Len() - 1)
		if i < len(keys)-1 {
			b.WriteByte(',')
		}
		b.WriteByte('\n')
	}
	b.WriteString("}\n")
	return b.Bytes()
}

// A key written twice would silently lose its first sentence.
func TestNoKeyIsWrittenTwice(t *testing.T) {
	seen := map[string]bool{}
	for name, src := range catalogues(t) {
		for _, m := range regexp.MustCompile(`(?m)^\s*"([^"]+)":`).FindAllStringSubmatch(string(src), -1) {
			assert.False(t, seen[m[1]], "%s: %s", name, m[1])
			seen[m[1]] = true
		}
	}
	assert.Len(t, seen, len(vi), "one key a line")
}

func TestSentencesArePlain(t *testing.T) {
	for key, s := range vi {
		assert.NotContains(t, strings.ToLower(s), "vui lòng", key)
		assert.NotContains(t, s, "Lỗi hệ thống", key)
		assert.Equal(t, strings.TrimSpace(s) == "", false, key)
	}
}

func TestText(t *testing.T) {
	assert.Equal(t, "{no.such.key}", Text("no.such.key", nil))
	vi["test.places"] = "{n} hồ sơ của {who}"
	defer delete(vi, "test.places")
	assert.Equal(t, "3 hồ sơ của Ân", Text("test.places", map[string]string{"n": "3", "who": "Ân"}))
	got, err := textOf("test.places", "n", 3, "who", "<b>")
	require.NoError(t, err)
	assert.Equal(t, "3 hồ sơ của <b>", got, "escaping is the template's")
	_, err = textOf("test.places", "n")
	assert.Error(t, err)
}

func TestARefusalSaysWhatIsAllowedInstead(t *testing.T) {
	say := func(allowed string) string {
		return Text("dossier.act_not_allowed", map[string]string{"act": "forward", "state": "resolved", "allowed": allowed})
	}
	assert.Equal(t, "Hồ sơ đang ở trạng thái “Đã xử lý xong” nên không làm được việc “Chuyển xử lý”. Việc bạn làm được lúc này: Trả kết quả, Xếp kết quả vào kệ.", say("return,shelve"))
	assert.Contains(t, say(""), "lúc này: không có việc nào.")
	assert.Contains(t, Text("dossier.act_not_allowed", map[string]string{"act": "add_file", "state": "resolved"}), "trạng thái khác", "where nobody knows")
}
