package hooks_test

import (
	"go/ast"
	"go/token"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// owners says which office alone may spell the name of a collection.
var owners = map[string]string{
	"units": "org", "staff": "org", "calendars": "org", "calendar_days": "org", "parameters": "org", "org_log": "org", "deputies": "org",
	"access_log": "org", "supervisions": "org",
	"procedures": "catalog", "procedure_versions": "catalog", "offerings": "catalog", "search_misses": "catalog",
	"persons": "casework", "dossiers": "casework", "dossier_events": "casework", "event_details": "casework",
	"notices": "notice", "notice_texts": "notice",
	"receipts": "cashier", "receipt_lines": "cashier", "cash_days": "cashier",
	"dossier_files": "casework", "dossier_parts": "casework", "number_series": "casework", "idempotency": "casework", "openings": "casework",
	"registers": "number", "number_blocks": "number", "slips": "number", "certifications": "certify",
	"handovers": "handover", "handover_lines": "handover",
	"dossier_stints": "casework", "dossier_marks": "casework", "figures": "casework", "stocks": "casework", "figures_upto": "casework",
}

// joins are the names that another office reads in a query of its own, with
// the reason. Reading a name for a list is the only one there is: asking the
// owner for each line would be a query a line.
var joins = map[string]string{
	"hooks/service/casework/list_query.go procedures":   "the procedure's name beside each line of a list",
	"hooks/service/casework/figures_list.go procedures": "the procedure's name beside each figure",
	"hooks/service/casework/part_list.go procedures":    "the procedure's name beside each part a partner was asked for",
	"hooks/service/casework/list_query.go staff":        "the holder's name beside each line of a list",
	"hooks/service/casework/work.go procedures":         "the procedure's name beside each line of a list of work",
	"hooks/service/casework/work.go staff":              "the holder's name beside each line of a list of work",
}

// outside are paths that spell names for their own good reason.
var outside = []string{
	"pb_migrations/",     // the history makes the collections
	"hooks/apptest/",     // the test kit looks into every room
	"hooks/web/api/",     // "/dossiers" is an address there, no collection
	"templates/",         // "staff" is a layout there
	"hooks/cli/bench.go", // the name of a flag
	"hooks/cli/said.go",  // words
	"hooks/cli/staff.go", // the name of a command
}

var inSQL = regexp.MustCompile(`(?i)\b(?:from|join|into|update)\s+([a-z_]+)`)

// names are the collections that a text spells: it is the name, the name with
// an alias, or SQL around the name.
func names(text string) []string {
	word, alias, _ := strings.Cut(text, " ")
	if _, is := owners[word]; is && len(alias) <= 2 && !strings.Contains(alias, " ") {
		return []string{word}
	}
	var out []string
	for _, m := range inSQL.FindAllStringSubmatch(text, -1) {
		if _, is := owners[m[1]]; is {
			out = append(out, m[1])
		}
	}
	return out
}

func TestCollectionsHaveOneOwner(t *testing.T) {
	used := map[string]bool{}
	eachFile(t, func(file string, fset *token.FileSet, f *ast.File) {
		for _, prefix := range outside {
			if strings.HasPrefix(file, prefix) {
				return
			}
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if tag, is := n.(*ast.Field); is && tag.Tag != nil {
				tag.Tag = nil // `json:"units"` is no collection
			}
			lit, ok := n.(*ast.BasicLit)
			if !ok || lit.Kind != token.STRING {
				return true
			}
			text, err := strconv.Unquote(lit.Value)
			if err != nil {
				return true
			}
			for _, name := range names(text) {
				at := file + " " + name
				if _, join := joins[at]; join {
					used[at] = true
					continue
				}
				assert.True(t, strings.HasPrefix(file, "hooks/service/"+owners[name]+"/"),
					"%s spells collection %q, which belongs to service/%s: call a function there", fset.Position(n.Pos()), name, owners[name])
			}
			return true
		})
	})
	for at := range joins {
		assert.True(t, used[at], "%q is excused but not there any more: take it out of joins", at)
	}
}

func TestNamesAreFound(t *testing.T) {
	assert.Equal(t, []string{"dossiers"}, names("dossiers"))
	assert.Equal(t, []string{"staff"}, names("staff s"))
	assert.Equal(t, []string{"number_series"}, names("INSERT INTO number_series (id) VALUES (1)"))
	assert.Empty(t, names("load units"))
	assert.Empty(t, names("list dossiers: %w"))
}
