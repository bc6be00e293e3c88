package hooks_test

import (
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// floors says for each floor of the house what its rooms may import of ours,
// and whether they may know PocketBase and HTTP at all.
var floors = []struct {
	path             string
	may              []string
	pocketbase, http bool
	why              string
}{
	{"motcua/hooks/domain/", []string{"motcua/hooks/domain/"}, false, false,
		"the law is values in, values out: no database, no HTTP, nothing upstairs"},
	{"motcua/hooks/service/", []string{"motcua/hooks/domain/", "motcua/hooks/service/", "motcua/templates"}, true, false,
		"an office knows no HTTP and no door, so that commands and jobs can use it"},
	{"motcua/hooks/web/", []string{"motcua/hooks/domain/", "motcua/hooks/service/", "motcua/hooks/web/httpx", "motcua/templates", "motcua/pb_public"}, true, true,
		"a door knows no other door; what two of them need belongs in httpx or in a service"},
	{"motcua/hooks/job", []string{"motcua/hooks/domain/", "motcua/hooks/service/"}, true, false, "a job calls an office"},
	{"motcua/hooks/cli", []string{"motcua/hooks/domain/", "motcua/hooks/service/", "motcua/hooks/wire", "motcua/templates"}, true, true, "a command calls an office, never a page"},
	{"motcua/hooks/wire", []string{"motcua/hooks/service/notice"}, false, true, "the wire carries a letter and knows nothing else of the house"},
	{"motcua/templates", nil, false, false, "words are a leaf: they know nobody"},
	{"motcua/pb_public", nil, false, true, "pixels are a leaf: they know nobody"},
	{"motcua/pb_migrations", nil, true, false, "a migration is frozen: it must not change when our code does"},
}

// stairs is the order of the offices: each may use only those before it.
var stairs = []string{"machine", "closed", "vault", "sheet", "paper", "org", "catalog", "casework", "letter", "number", "certify", "handover", "cashier", "feedback", "queue", "notice", "report", "backup", "health", "operator", "seed", "bench"}

type pkg struct {
	ImportPath string
	Imports    []string
}

func packages(t *testing.T) []pkg {
	t.Helper()
	cmd := exec.Command("go", "list", "-e", "-json=ImportPath,Imports", "./...")
	cmd.Dir = ".."
	out, err := cmd.Output()
	require.NoError(t, err)
	var list []pkg
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p pkg
		err := dec.Decode(&p)
		if errors.Is(err, io.EOF) {
			require.Greater(t, len(list), 20)
			return list
		}
		require.NoError(t, err)
		list = append(list, p)
	}
}

func TestNobodyImportsUpstairs(t *testing.T) {
	for _, p := range packages(t) {
		for _, f := range floors {
			if !strings.HasPrefix(p.ImportPath, f.path) {
				continue
			}
			for _, imp := range p.Imports {
				ours := strings.HasPrefix(imp, "motcua/")
				allowed := slices.ContainsFunc(f.may, func(prefix string) bool { return strings.HasPrefix(imp, prefix) })
				assert.False(t, ours && !allowed && !within(p.ImportPath, imp), "%s imports %s: %s", p.ImportPath, imp, f.why)
				assert.False(t, strings.HasPrefix(imp, "github.com/pocketbase/") && !f.pocketbase, "%s imports %s: %s", p.ImportPath, imp, f.why)
				web := imp == "mime" || imp == "net/http" || strings.HasPrefix(imp, "net/http/")
				assert.False(t, web && !f.http, "%s imports %s: %s", p.ImportPath, imp, f.why)
			}
		}
	}
}

// within reports whether imp is a part of the same room.
func within(room, imp string) bool { return strings.HasPrefix(imp, room+"/") }

func TestOfficesStandInOrder(t *testing.T) {
	const floor = "motcua/hooks/service/"
	for _, p := range packages(t) {
		name, office := strings.CutPrefix(p.ImportPath, floor)
		if !office {
			continue
		}
		place := slices.Index(stairs, name)
		require.GreaterOrEqual(t, place, 0, "%s has no place in the order of the offices: enter it in stairs", name)
		for _, imp := range p.Imports {
			if other, is := strings.CutPrefix(imp, floor); is {
				assert.Less(t, slices.Index(stairs, other), place, "%s imports %s, which comes after it", name, other)
			}
		}
	}
}

// clocks are the files that may ask what time it is: everybody else is told.
var clocks = []string{"hooks/hooks.go", "main.go"}

// eachFile parses every Go file of the product that is no test.
func eachFile(t *testing.T, do func(name string, fset *token.FileSet, f *ast.File)) {
	t.Helper()
	root := ".."
	require.NoError(t, filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		name := filepath.ToSlash(strings.TrimPrefix(path, root+string(filepath.Separator)))
		switch {
		case err != nil:
			return err
		case d.IsDir() && (name == "e2e" || strings.HasPrefix(d.Name(), ".") && d.Name() != ".." || d.Name() == "node_modules"):
			return fs.SkipDir
		case d.IsDir(), !strings.HasSuffix(name, ".go"), strings.HasSuffix(name, "_test.go"):
			return nil
		}
		fset := token.NewFileSet()
		f, err := parser.ParseFile(fset, path, nil, parser.ParseComments)
		if err != nil {
			return err
		}
		do(name, fset, f)
		return nil
	}))
}

func TestTimeIsAnArgument(t *testing.T) {
	eachFile(t, func(name string, fset *token.FileSet, f *ast.File) {
		ast.Inspect(f, func(n ast.Node) bool {
			s, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			x, ok := s.X.(*ast.Ident)
			clock := ok && x.Name == "time" && x.Obj == nil && (s.Sel.Name == "Now" || s.Sel.Name == "Since" || s.Sel.Name == "Until")
			assert.False(t, clock && !slices.Contains(clocks, name),
				"%s reads the clock: take the moment as an argument (Desk.Now, Office.Now), so that a test can set it", fset.Position(n.Pos()))
			return true
		})
	})
}

// binders are the methods that bind a route.
var binders = []string{"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "SEARCH", "Any", "Route", "Group"}

func TestRoutesAreBoundInOnePlace(t *testing.T) {
	eachFile(t, func(name string, fset *token.FileSet, f *ast.File) {
		if strings.HasPrefix(name, "hooks/web/httpx/") {
			return
		}
		ast.Inspect(f, func(n ast.Node) bool {
			s, ok := n.(*ast.SelectorExpr)
			if !ok || !slices.Contains(binders, s.Sel.Name) {
				return true
			}
			on, ok := s.X.(*ast.SelectorExpr)
			assert.False(t, ok && on.Sel.Name == "Router",
				"%s binds a route past httpx.Router: the access test would not see it", fset.Position(n.Pos()))
			return true
		})
	})
}

// splitAt is the longest file of the house (style.md §2).
const splitAt = 400

func TestFilesAreSmallAndPackagesSayWhatTheyAre(t *testing.T) {
	said := map[string]bool{}
	eachFile(t, func(name string, fset *token.FileSet, f *ast.File) {
		dir := filepath.Dir(name)
		said[dir] = said[dir] || f.Doc != nil && len(f.Doc.Text()) > 20
		assert.LessOrEqual(t, fset.File(f.Pos()).LineCount(), splitAt, "%s is past %d lines: split it by matter", name, splitAt)
	})
	for dir, ok := range said {
		assert.True(t, ok, "%s opens with no sentence of what the package is and what it will not do", dir)
	}
}

// TestTheWallsHold proves that the checks above can fail: they are no good if
// they find nothing whatever is written.
func TestTheWallsHold(t *testing.T) {
	imports := map[string][]string{}
	for _, p := range packages(t) {
		imports[p.ImportPath] = p.Imports
	}
	assert.Contains(t, imports["motcua/hooks/web/httpx"], "net/http", "the list shows imports")
	assert.Contains(t, imports["motcua/hooks/service/casework"], "github.com/pocketbase/pocketbase/core")
	seen := 0
	eachFile(t, func(name string, _ *token.FileSet, _ *ast.File) {
		if slices.Contains(clocks, name) || strings.HasPrefix(name, "hooks/domain/") {
			seen++
		}
	})
	assert.Greater(t, seen, 20, "the walk reaches the house")
}
