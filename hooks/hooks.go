// Package hooks wires the house: it is the only place that knows every room.
package hooks

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/hook"

	"motcua/hooks/domain/problem"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/cashier"
	"motcua/hooks/service/catalog"
	"motcua/hooks/service/certify"
	"motcua/hooks/service/handover"
	"motcua/hooks/service/notice"
	"motcua/hooks/service/number"
	"motcua/hooks/service/org"
	"motcua/hooks/service/report"
	"motcua/hooks/service/seed"
	"motcua/hooks/service/vault"
	"motcua/hooks/web/account"
	"motcua/hooks/web/admin"
	"motcua/hooks/web/api"
	till "motcua/hooks/web/cashier"
	"motcua/hooks/web/counter"
	"motcua/hooks/web/gallery"
	handoverdoor "motcua/hooks/web/handover"
	"motcua/hooks/web/hands"
	"motcua/hooks/web/httpx"
	"motcua/hooks/web/leader"
	"motcua/hooks/web/letter"
	"motcua/hooks/web/linked"
	"motcua/hooks/web/live"
	"motcua/hooks/web/office"
	"motcua/hooks/web/officer"
	"motcua/hooks/web/public"
	"motcua/hooks/web/setup"
	"motcua/hooks/web/superior"
	_ "motcua/pb_migrations"
	"motcua/pb_public"
	"motcua/templates"
)

// Options of the product inside a PocketBase program. The zero value serves.
type Options struct {
	Now     func() time.Time // the clock; nil = time.Now
	Random  io.Reader        // source of numbers and salts; nil = crypto/rand
	KeyFile string           // file of the secret key; "" = the data folder's name with ".key"
	BaseURL string           // address in QR codes, "https://motcua.example.vn"; "" = as the server was reached
	Demo    bool             // shows the accounts and the gallery

	Outbox Outbox // how notices leave the house; the demo sends none

	BackupDir string // where the nightly backups go; "" = the data folder's name with "-saoluu"

	BackupAway      string // where a sealed copy of each nightly backup goes; "" = nowhere
	BackupRecipient string // public key of sealed copies
}

// House is the product as it was registered: its offices, for commands and
// tests that work without a request.
type House struct {
	Org     *org.Office
	Catalog *catalog.Catalog
	Desk    *casework.Desk
	Numbers *number.Office
	Certify *certify.Office
	Notices *notice.Office
	Till    *cashier.Office
	Slips   *handover.Office
	Routes  []httpx.Route // filled when the server starts
	care
	vault   *vault.Vault
	options Options
}

// Register binds the whole product to app. Read it top to bottom: it is the map.
func Register(app core.App, o Options) *House {
	h := newHouse(app, o)
	templates.UseAssets(pb_public.Path)
	templates.UseStyle(pb_public.Inline)

	// guard: refuse what the tables forbid, whoever asks
	casework.Guard(app)
	cashier.Guard(app)
	catalog.Guard(app)
	number.Guard(app)
	certify.Guard(app)
	handover.Guard(app)
	notice.Guard(app)
	h.Org.Guard(app)
	h.noticesFor(app)
	h.careFor(app)

	// listen: what is on the disk is told to open pages
	hub := live.NewHub()
	h.Desk.Landed = append(h.Desk.Landed, hub.Landed)

	// start: refuse unsafe settings, open the key, bring the built-in pack up to date
	app.OnBootstrap().Bind(&hook.Handler[*core.BootstrapEvent]{Id: "motcua-start", Func: func(e *core.BootstrapEvent) error {
		if err := e.Next(); err != nil {
			return err
		}
		return h.checkDurability(e.App)
	}})

	// serve: one door per kind of person
	app.OnServe().Bind(&hook.Handler[*core.ServeEvent]{Id: "motcua-serve", Func: func(se *core.ServeEvent) error {
		if err := h.Prepare(se.App); err != nil {
			return err
		}
		se.Router.Unbind(apis.DefaultActivityLoggerMiddlewareId) // it would keep addresses with their secrets; the boundary logs what failed
		se.InstallerFunc = nil                                   // the operator's account is made by command, not by whoever opens the browser first
		r := httpx.NewRouter(se, h.Org, h.vault, h.options.Demo)
		se.Router.Bind(r.Walls()...)
		public.Door{Desk: h.Desk, Org: h.Org, Catalog: h.Catalog, Till: h.Till, Demo: h.options.Demo}.Bind(r)
		setup.Door{Org: h.Org, Catalog: h.Catalog}.Bind(r)
		account.Door{Org: h.Org, Demo: h.options.Demo}.Bind(r)
		counter.Door{Desk: h.Desk, Org: h.Org, Catalog: h.Catalog, Till: h.Till}.Bind(r)
		till.Door{Desk: h.Desk, Till: h.Till, Org: h.Org}.Bind(r)
		office.Door{Desk: h.Desk, Org: h.Org, Catalog: h.Catalog, Notices: h.Notices, Slips: h.Slips}.Bind(r)
		linked.Door{Desk: h.Desk, Org: h.Org, Catalog: h.Catalog}.Bind(r)
		letter.Door{Desk: h.Desk, Org: h.Org, Catalog: h.Catalog}.Bind(r)
		officer.Door{Desk: h.Desk}.Bind(r)
		leader.Door{Desk: h.Desk}.Bind(r)
		live.Door{Hub: hub, Desk: h.Desk}.Bind(r)
		superior.Door{Desk: h.Desk, Org: h.Org, Report: &report.Office{Desk: h.Desk, Org: h.Org}}.Bind(r)
		admin.Office{Desk: h.Desk, Org: h.Org, Catalog: h.Catalog, Listens: listensAt(se)}.Bind(r)
		admin.Deputies{Org: h.Org}.Bind(r)
		api.Door{Desk: h.Desk, Org: h.Org, Catalog: h.Catalog}.Bind(r)
		h.bookDoors(r)
		hands.Door{Desk: h.Desk, Org: h.Org}.Bind(r)
		handoverdoor.Door{Desk: h.Desk, Slips: h.Slips}.Bind(r)
		counter.Calls{Org: h.Org, Desk: h.Desk, Notices: h.Notices}.Bind(r)
		admin.Notices{Org: h.Org, Notices: h.Notices}.Bind(r)
		h.careDoors(r)
		admin.Procedures{Org: h.Org, Catalog: h.Catalog}.Bind(r)
		if h.options.Demo {
			gallery.Bind(r)
		}
		h.Routes = r.Routes
		return se.Next()
	}})
	return h
}

// listensAt is the address that the server was told to listen at; "" = unknown.
func listensAt(se *core.ServeEvent) string {
	if se.Server == nil {
		return ""
	}
	return se.Server.Addr
}

func newHouse(app core.App, o Options) *House {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Random == nil {
		o.Random = rand.Reader
	}
	h := &House{options: o, Org: org.New(app, o.Now), Catalog: catalog.New(app)}
	h.Desk = &casework.Desk{App: app, Now: o.Now, Random: o.Random, Org: h.Org, Catalog: h.Catalog, BaseURL: func() string { return strings.TrimRight(o.BaseURL, "/") }}
	h.books()
	h.Till = &cashier.Office{Desk: h.Desk, Org: h.Org}
	h.Slips = &handover.Office{Desk: h.Desk, Org: h.Org}
	h.Desk.FeesDue = h.Till.FeesDue
	return h
}

// Prepare makes a bootstrapped app ready for acts: migrations, key, pack. It
// may be called again.
func (h *House) Prepare(app core.App) error {
	if err := refuseNewer(app); err != nil {
		return err
	}
	if err := app.RunAllMigrations(); err != nil {
		return fmt.Errorf("bring the database up to date: %w", err)
	}
	if err := h.openVault(app); err != nil {
		return err
	}
	if err := settings(app); err != nil {
		return err
	}
	if err := seed.Catalogue(app, h.Catalog, h.options.Now()); err != nil {
		return err
	}
	if err := h.Desk.Refold(app); err != nil {
		return err
	}
	return h.Desk.CountAll(app, false)
}

// ErrForeignKey says that the data folder was sealed with another key.
var ErrForeignKey = problem.Problem{Kind: problem.Conflict, Key: "start.key_foreign"}

// openVault opens the key file; it is made only for a folder that has none yet.
func (h *House) openVault(app core.App) error {
	if h.vault != nil {
		return nil
	}
	path := h.keyFile(app)
	want, err := org.Parameter(app, "key_check")
	if err != nil {
		return err
	}
	v, err := vault.Open(path, want == "")
	if err != nil {
		return err
	}
	if want == "" {
		if err := org.SetParameter(app, "key_check", v.Check()); err != nil {
			return err
		}
	} else if want != v.Check() {
		return ErrForeignKey.With("file", path)
	}
	h.vault, h.Desk.Vault = v, v
	return nil
}

// checkDurability refuses to work on a database that could lose acknowledged
// work when the power is cut.
func (h *House) checkDurability(app core.App) error {
	var level int
	if err := app.NonconcurrentDB().NewQuery("PRAGMA synchronous").Row(&level); err != nil {
		return fmt.Errorf("ask the database how it writes: %w", err)
	}
	if level < 2 {
		return errors.New("the database does not wait for the disk (synchronous below FULL): open it with hooks.Connect")
	}
	return nil
}

// settings puts PocketBase's own switches where this product needs them.
func settings(app core.App) error {
	s := app.Settings()
	logs := core.LogsConfig{MaxDays: 90, MinLevel: 4} // warnings and worse; addresses of citizens are not kept
	if s.Meta.AppName == "Motcua" && s.Logs == logs && !s.Batch.Enabled {
		return nil
	}
	s.Meta.AppName, s.Logs, s.Batch.Enabled = "Motcua", logs, false
	if err := app.Save(s); err != nil {
		return fmt.Errorf("save settings: %w", err)
	}
	return nil
}
