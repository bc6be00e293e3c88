package ready_test

import (
	"context"
	"fmt"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/pocketbase/dbx"
	_ "github.com/pocketbase/pocketbase/core" // brings the driver
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/ready"
)

func open(t *testing.T) *dbx.DB {
	t.Helper()
	db, err := ready.Open(filepath.Join(t.TempDir(), "x.db") + "?_pragma=journal_mode(WAL)&_pragma=busy_timeout(5000)&_pragma=foreign_keys(ON)")
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, db.Close()) })
	run(t, db, "CREATE TABLE x (n INTEGER PRIMARY KEY, word TEXT UNIQUE)")
	return db
}

func run(t *testing.T, db dbx.Builder, q string) {
	t.Helper()
	_, err := db.NewQuery(q).Execute()
	require.NoError(t, err)
}

func number(t *testing.T, db dbx.Builder, q string, p dbx.Params) int {
	t.Helper()
	var n int
	require.NoError(t, db.NewQuery(q).Bind(p).Row(&n))
	return n
}

func TestTheSameStatementWithOtherValues(t *testing.T) {
	db := open(t)
	for i := range 300 {
		_, err := db.Insert("x", dbx.Params{"n": i, "word": fmt.Sprint("w", i)}).Execute()
		require.NoError(t, err)
	}
	for i := range 300 {
		assert.Equal(t, i, number(t, db, "SELECT n FROM x WHERE word = {:w}", dbx.Params{"w": fmt.Sprint("w", i)}))
	}
}

// TestAStatementIsAskedWhileItIsRead: the same text within its own rows.
func TestAStatementIsAskedWhileItIsRead(t *testing.T) {
	db := open(t)
	for i := range 5 {
		run(t, db, fmt.Sprintf("INSERT INTO x VALUES (%d, 'w%d')", i, i))
	}
	require.NoError(t, db.Transactional(func(tx *dbx.Tx) error {
		const q = "SELECT n FROM x WHERE n >= {:from} ORDER BY n"
		outer, err := tx.NewQuery(q).Bind(dbx.Params{"from": 0}).Rows()
		require.NoError(t, err)
		var seen, inner []int
		for outer.Next() {
			var n int
			require.NoError(t, outer.Scan(&n))
			seen = append(seen, n)
			var from []int
			require.NoError(t, tx.NewQuery(q).Bind(dbx.Params{"from": n}).Column(&from))
			inner = append(inner, len(from))
		}
		assert.Equal(t, []int{0, 1, 2, 3, 4}, seen)
		assert.Equal(t, []int{5, 4, 3, 2, 1}, inner)
		return outer.Close()
	}))
}

// TestTheSchemaChangesUnderAKeptStatement: a column more, an index, a table that is made anew.
func TestTheSchemaChangesUnderAKeptStatement(t *testing.T) {
	db := open(t)
	run(t, db, "INSERT INTO x VALUES (1, 'a')")
	columns := func() int {
		rows, err := db.NewQuery("SELECT * FROM x").Rows()
		require.NoError(t, err)
		defer rows.Close() //nolint:errcheck // read to its end
		names, err := rows.Columns()
		require.NoError(t, err)
		return len(names)
	}
	assert.Equal(t, 2, columns())
	run(t, db, "ALTER TABLE x ADD COLUMN more TEXT DEFAULT ''")
	assert.Equal(t, 3, columns())
	run(t, db, "CREATE INDEX i ON x (more)")
	run(t, db, "DROP TABLE x")
	_, err := db.NewQuery("SELECT * FROM x").Execute()
	assert.Error(t, err)
	run(t, db, "CREATE TABLE x (a, b, c, d)")
	assert.Equal(t, 4, columns())
}

func TestMoreStatementsThanAreKept(t *testing.T) {
	db := open(t)
	run(t, db, "INSERT INTO x VALUES (1, 'a')")
	for round := range 2 {
		for i := range 300 {
			assert.Equal(t, 1+i, number(t, db, fmt.Sprintf("SELECT n + %d FROM x", i), nil), round)
		}
	}
}

func TestWhatFailsLeavesNothingOpen(t *testing.T) {
	db := open(t)
	run(t, db, "INSERT INTO x VALUES (1, 'a')")
	for range 3 {
		_, err := db.NewQuery("INSERT INTO x VALUES (2, {:w})").Bind(dbx.Params{"w": "a"}).Execute()
		assert.ErrorContains(t, err, "UNIQUE")
		_, err = db.NewQuery("SELECT missing FROM x").Execute()
		assert.ErrorContains(t, err, "no such column")
	}
	_, err := db.NewQuery("INSERT INTO x VALUES (2, {:w})").Bind(dbx.Params{"w": "b"}).Execute()
	require.NoError(t, err)
	err = db.Transactional(func(tx *dbx.Tx) error {
		run(t, tx, "UPDATE x SET word = word || '!'")
		return context.Canceled
	})
	require.ErrorIs(t, err, context.Canceled)
	assert.Equal(t, 0, number(t, db, "SELECT COUNT(*) FROM x WHERE word LIKE '%!'", nil))
	run(t, db, "VACUUM") // refused while any statement is still being read
	run(t, db, "PRAGMA wal_checkpoint(TRUNCATE)")
}

// TestManyAtOnce reads and writes from many goroutines, as pages do; readers
// that end in the middle give their statement back.
func TestManyAtOnce(t *testing.T) {
	db := open(t)
	db.DB().SetMaxOpenConns(4)
	for i := range 50 {
		run(t, db, fmt.Sprintf("INSERT INTO x VALUES (%d, 'w%d')", i, i))
	}
	var all sync.WaitGroup
	for g := range 8 {
		all.Go(func() {
			for i := range 40 {
				ctx, stop := context.WithTimeout(context.Background(), time.Minute)
				var n int
				err := db.NewQuery("SELECT n FROM x WHERE n >= {:n} ORDER BY n").WithContext(ctx).Bind(dbx.Params{"n": i}).Row(&n) // reads one of many rows
				assert.NoError(t, err)
				assert.Equal(t, i, n)
				if g == 0 {
					_, err = db.NewQuery("UPDATE x SET word = word || '+' WHERE n = {:n}").Bind(dbx.Params{"n": i}).Execute()
					assert.NoError(t, err)
				}
				stop()
			}
		})
	}
	all.Wait()
	assert.Equal(t, 40, number(t, db, "SELECT COUNT(*) FROM x WHERE word LIKE '%+'", nil))
}
