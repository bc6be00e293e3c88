package public

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strings"
	"sync"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// maxPages bounds the pages kept in memory, some 30 KB each.
const maxPages = 500

// shelf keeps pages as they were drawn. The key of a page holds everything the
// page was made from, so that nothing on the shelf is ever stale: a unit's row,
// the version's hash, the state of the day, the reader's text size.
type shelf struct {
	mu    sync.RWMutex
	pages map[string]drawn
}

// drawn is a page and the tag that tells a browser it has it already.
type drawn struct{ body, tag string }

func (s *shelf) get(key string) (drawn, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	p, ok := s.pages[key]
	return p, ok
}

func (s *shelf) put(key string, p drawn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.pages == nil || len(s.pages) >= maxPages {
		s.pages = map[string]drawn{}
	}
	s.pages[key] = p
}

// show answers with a page from the shelf, or draws it. A page that says what
// was just done is drawn for its reader alone.
func (d *door) show(e *core.RequestEvent, name, key string, page templates.Page, data func() any) error {
	if page.Flash != "" {
		return httpx.Render(e, http.StatusOK, name, data())
	}
	key = name + "\n" + page.Path + "\n" + page.TextSize + "\n" + key
	p, ok := d.pages.get(key)
	if !ok {
		var b bytes.Buffer
		if err := templates.Render(&b, name, data()); err != nil {
			return err
		}
		sum := sha256.Sum256(b.Bytes())
		p = drawn{b.String(), `"` + base64.RawURLEncoding.EncodeToString(sum[:9]) + `"`}
		d.pages.put(key, p)
	}
	h := e.Response.Header()
	h.Set("Cache-Control", "no-cache") // nothing personal: may be kept, must be asked for
	h.Set("ETag", p.tag)
	h.Set("Vary", "Cookie")
	httpx.AllowStyle(e, name)
	if strings.Contains(e.Request.Header.Get("If-None-Match"), p.tag) {
		return e.NoContent(http.StatusNotModified)
	}
	return e.HTML(http.StatusOK, p.body)
}
