// Package ready opens SQLite with connections that keep their statements ready
// to run again. SQLite parses and plans a statement each time it is sent, and
// an act sends fifteen; that was a third of what an act costs.
package ready

import (
	"container/list"
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"strings"

	"github.com/pocketbase/dbx"
)

// most is how many statements a connection keeps; the one not used for longest
// makes place.
const most = 128

// Open opens a SQLite database as dbx does, with kept statements. dsn is what
// the driver "sqlite" takes.
func Open(dsn string) (*dbx.DB, error) {
	named, err := sql.Open("sqlite", dsn)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", dsn, err)
	}
	drv := named.Driver()
	if err := named.Close(); err != nil {
		return nil, fmt.Errorf("open %s: %w", dsn, err)
	}
	return dbx.NewFromDB(sql.OpenDB(connector{drv, dsn}), "sqlite"), nil
}

type connector struct {
	driver driver.Driver
	dsn    string
}

func (c connector) Driver() driver.Driver { return c.driver }

func (c connector) Connect(context.Context) (driver.Conn, error) {
	raw, err := c.driver.Open(c.dsn)
	if err != nil {
		return nil, err
	}
	full, ok := raw.(rawConn)
	if !ok {
		return raw, nil // another driver's: it works, it only keeps nothing
	}
	return &conn{rawConn: full, kept: map[string]*list.Element{}, order: list.New()}, nil
}

// rawConn is what the driver's own connection can do.
type rawConn interface {
	driver.Conn
	driver.ConnBeginTx
	driver.ConnPrepareContext
	driver.ExecerContext
	driver.QueryerContext
	driver.Pinger
	driver.SessionResetter
	driver.Validator
}

// conn is one connection; database/sql gives it to one goroutine at a time.
type conn struct {
	rawConn
	kept  map[string]*list.Element
	order *list.List // of *statement, the last used first
}

// rawStmt is what the driver's own statement can do.
type rawStmt interface {
	driver.Stmt
	driver.StmtExecContext
	driver.StmtQueryContext
}

type statement struct {
	rawStmt
	text string
	busy bool // its rows are being read: the same text asked meanwhile is a statement of its own
}

// ExecContext runs a statement that returns no rows.
func (c *conn) ExecContext(ctx context.Context, text string, args []driver.NamedValue) (driver.Result, error) {
	s, err := c.statement(ctx, text)
	if err != nil {
		return nil, err
	}
	if s == nil {
		return c.rawConn.ExecContext(ctx, text, args)
	}
	return s.ExecContext(ctx, args)
}

// QueryContext runs a statement and returns its rows.
func (c *conn) QueryContext(ctx context.Context, text string, args []driver.NamedValue) (driver.Rows, error) {
	s, err := c.statement(ctx, text)
	if err != nil {
		return nil, err
	}
	if s == nil {
		return c.rawConn.QueryContext(ctx, text, args)
	}
	r, err := s.QueryContext(ctx, args)
	if err != nil {
		return nil, err
	}
	s.busy = true
	return &rows{r, s}, nil
}

// Close closes what was kept, then the connection.
func (c *conn) Close() error {
	for e := c.order.Front(); e != nil; e = e.Next() {
		_ = e.Value.(*statement).Close() // the connection's own Close tells
	}
	return c.rawConn.Close()
}

// statement is the kept statement of a text, made when it is new; nil when it
// is none that can be kept, or is being read.
func (c *conn) statement(ctx context.Context, text string) (*statement, error) {
	if e, ok := c.kept[text]; ok {
		s := e.Value.(*statement)
		if s.busy {
			return nil, nil
		}
		c.order.MoveToFront(e)
		return s, nil
	}
	if !keeps(text) || !c.room() {
		return nil, nil
	}
	raw, err := c.PrepareContext(ctx, text)
	if err != nil {
		return nil, err
	}
	full, ok := raw.(rawStmt)
	if !ok {
		return nil, raw.Close()
	}
	s := &statement{rawStmt: full, text: text}
	c.kept[text] = c.order.PushFront(s)
	return s, nil
}

// room makes place for one more statement; false when all are being read.
func (c *conn) room() bool {
	if c.order.Len() < most {
		return true
	}
	for e := c.order.Back(); e != nil; e = e.Prev() {
		s := e.Value.(*statement)
		if s.busy {
			continue
		}
		c.order.Remove(e)
		delete(c.kept, s.text)
		_ = s.Close() // nothing of it is running
		return true
	}
	return false
}

// keeps reports whether a text is one statement on rows. Everything else
// (schema, pragmas, VACUUM, several at once) goes to the driver as it is.
func keeps(text string) bool {
	verb := strings.ToUpper(strings.TrimLeft(text[:min(len(text), 64)], " \t\r\n"))
	if strings.Contains(text, ";") {
		return false
	}
	for _, v := range []string{"SELECT", "INSERT", "UPDATE", "DELETE", "WITH"} {
		if strings.HasPrefix(verb, v) {
			return true
		}
	}
	return false
}

// rows give their statement back when they are closed.
type rows struct {
	driver.Rows
	of *statement
}

func (r *rows) Close() error {
	err := r.Rows.Close()
	r.of.busy = false
	return err
}

// ColumnTypeDatabaseTypeName is the declared type of a column.
func (r *rows) ColumnTypeDatabaseTypeName(i int) string {
	if t, ok := r.Rows.(driver.RowsColumnTypeDatabaseTypeName); ok {
		return t.ColumnTypeDatabaseTypeName(i)
	}
	return ""
}
