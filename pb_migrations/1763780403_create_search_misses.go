package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

func init() {
	m.Register(func(app core.App) error {
		misses := base("search_misses", required("unit_path"), required("day"), required("words"), number("count"))
		misses.AddIndex("idx_search_misses_words", true, "unit_path, day, words", "")
		return app.Save(misses)
	}, nil)
}
