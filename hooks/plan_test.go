package hooks_test

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
)

// growing are the collections that grow with every dossier or every day. At
// 200 000 dossiers a statement that walks one of them is what people wait for.
var growing = []string{"dossiers", "dossier_events", "event_details", "dossier_files", "dossier_parts", "dossier_stints", "persons", "notices", "receipts", "receipt_lines",
	"certifications", "slips", "access_log", "org_log", "idempotency"}

// whole are the statements that have to read everything: the audit, and the backup's counts and list of files.
var whole = []string{"SELECT unit FROM dossier_events UNION SELECT unit FROM dossiers", "SELECT c.id AS collection, f.id, f.file", "SELECT COUNT(*) FROM `", "SELECT id FROM dossiers UNION SELECT dossier FROM dossier_events"}

// literal is a value in a statement; statements that differ in values alone are one.
var literal = regexp.MustCompile(`'(?:[^']|'')*'|\b\d+\b`)

// ear keeps one example of each statement.
type ear struct {
	mu   sync.Mutex
	said map[string]string
}

func (e *ear) hear(sql string) {
	verb, _, _ := strings.Cut(strings.TrimSpace(sql), " ")
	if !slices.Contains([]string{"SELECT", "UPDATE", "DELETE", "WITH"}, strings.ToUpper(verb)) {
		return
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.said[literal.ReplaceAllString(sql, "?")] = sql
}

// TestNoStatementWalksATableThatGrows asks every route as somebody of each
// role and lets SQLite explain each statement that came of it.
func TestNoStatementWalksATableThatGrows(t *testing.T) {
	e := &ear{said: map[string]string{}}
	h := apptest.OpenHeard(t, e.hear)
	var people []visitor
	for _, v := range visitors(t, h) {
		if v.commune == 0 && v.role != "" {
			people = append(people, v)
		}
	}
	for _, r := range h.Routes {
		for _, act := range lineOf(r) {
			for _, who := range people {
				if r.Gate.Admits(access.Actor{ID: "x", Roles: []access.Role{who.role}}) {
					visit(t, h, r, act, who)
				}
			}
		}
	}
	e.mu.Lock()
	said := e.said
	e.said = map[string]string{}
	e.mu.Unlock()
	assert.Greater(t, len(said), 150, "the routes ask a great deal")
	for _, sql := range said {
		if slices.ContainsFunc(whole, func(begins string) bool { return strings.HasPrefix(sql, begins) }) {
			continue
		}
		var plan []struct {
			Detail string `db:"detail"`
		}
		require.NoError(t, h.App.ConcurrentDB().NewQuery("EXPLAIN QUERY PLAN "+unbound.Replace(sql)).All(&plan), sql)
		for _, p := range plan {
			assert.False(t, walks(sql, p.Detail), "%s\n%s", p.Detail, sql)
		}
	}
}

// unbound puts nothing in the place of values that were sent beside the text.
var unbound = strings.NewReplacer("<nil>", "NULL", "= ?", "= NULL", "(?", "(NULL", ", ?", ", NULL")

// walks reports whether a step of a plan reads the whole of a table that grows.
func walks(sql, step string) bool {
	name, is := strings.CutPrefix(step, "SCAN ")
	if !is || strings.Contains(name, "idx_slips_unused") { // holds the open pads alone
		return false
	}
	name, _, _ = strings.Cut(name, " ")
	return slices.ContainsFunc(growing, func(table string) bool {
		return table == name || regexp.MustCompile("(?i)\\b"+table+"`? (as )?`?"+name+"\\b").MatchString(sql)
	})
}

// TestAWalkIsSeen is the twin: the same eyes on a statement that does walk.
func TestAWalkIsSeen(t *testing.T) {
	for sql, step := range map[string]string{"SELECT * FROM `dossiers` `d` WHERE `d`.`code`='x'": "SCAN d", "SELECT * FROM persons": "SCAN persons"} {
		assert.True(t, walks(sql, step), sql)
	}
	assert.False(t, walks("SELECT * FROM `units` `d`", "SCAN d"))
	assert.False(t, walks("SELECT * FROM `dossiers` `d` WHERE `d`.`id`='x'", "SEARCH d USING INDEX sqlite_autoindex_dossiers_1 (id=?)"))
}
