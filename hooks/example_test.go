package hooks_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"

	"github.com/pocketbase/pocketbase"
	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks"
)

// A PocketBase program of one's own becomes a one-stop shop with one line,
// hooks.Register; it keeps its own routes, collections and hooks.
func Example() {
	dir, err := os.MkdirTemp("", "motcua-example")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir) //nolint:errcheck // a temporary folder

	app := pocketbase.NewWithConfig(pocketbase.Config{
		DefaultDataDir:  filepath.Join(dir, "pb_data"),
		DBConnect:       hooks.Connect, // the database waits for the disk
		HideStartBanner: true,
	})
	hooks.Register(app, hooks.Options{BaseURL: "https://motcua.example.vn"})
	app.OnServe().BindFunc(func(se *core.ServeEvent) error {
		se.Router.GET("/xin-chao", func(e *core.RequestEvent) error { return e.String(http.StatusOK, "Xin chào!") })
		return se.Next()
	})

	// A real program now calls app.Start(). Here two requests stand for people.
	if err := app.Bootstrap(); err != nil {
		panic(err)
	}
	defer app.ResetBootstrapState() //nolint:errcheck // the example is over
	for _, path := range []string{"/xin-chao", "/healthz"} {
		fmt.Println(path, ask(app, path))
	}
	// Output:
	// /xin-chao 200
	// /healthz 200
}

// mux is built once: routes are bound once.
var mux http.Handler

func ask(app core.App, path string) int {
	if mux == nil {
		router, err := apis.NewRouter(app)
		if err != nil {
			panic(err)
		}
		err = app.OnServe().Trigger(&core.ServeEvent{App: app, Router: router}, func(e *core.ServeEvent) error {
			mux, err = e.Router.BuildMux()
			return err
		})
		if err != nil {
			panic(err)
		}
	}
	rec := httptest.NewRecorder()
	mux.ServeHTTP(rec, httptest.NewRequest(http.MethodGet, path, nil))
	return rec.Code
}
