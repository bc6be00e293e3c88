package casework

import (
	"fmt"
	"strings"

	"github.com/pocketbase/dbx"

	"motcua/hooks/domain/access"
)

// scoped is the condition that keeps a query inside a scope. It is a text
// range an index can serve; an empty scope gives nothing.
func scoped(column string, scope access.Scope) dbx.Expression {
	if len(scope) == 0 {
		return dbx.NewExp("1 = 0")
	}
	parts := make([]string, len(scope))
	params := dbx.Params{}
	for i, r := range scope {
		parts[i] = fmt.Sprintf("(%s >= {:sf%d} AND %s < {:st%d})", column, i, column, i)
		params[fmt.Sprintf("sf%d", i)], params[fmt.Sprintf("st%d", i)] = r.From, r.To
	}
	return dbx.NewExp("("+strings.Join(parts, " OR ")+")", params)
}
