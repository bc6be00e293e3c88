package operator

import (
	"fmt"
	"net"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/hook"

	pass "motcua/hooks/service/operator"
)

// afterListen stands behind the hook that opens the port.
const afterListen = 10000

// Announce leaves the pass in the data folder while the server listens, and
// takes it away when it ends.
func Announce(app core.App, p pass.Pass) {
	app.OnServe().Bind(&hook.Handler[*core.ServeEvent]{Id: "motcua-operator", Priority: afterListen, Func: func(se *core.ServeEvent) error {
		if p.URL = reached(se); p.URL != "" {
			if err := p.Write(se.App.DataDir()); err != nil {
				return err
			}
		}
		return se.Next()
	}})
	app.OnTerminate().Bind(&hook.Handler[*core.TerminateEvent]{Id: "motcua-operator", Func: func(e *core.TerminateEvent) error {
		if p.URL != "" {
			pass.Remove(e.App.DataDir())
		}
		return e.Next()
	}})
}

// reached is how this machine reaches the server; "" when it does not listen.
func reached(se *core.ServeEvent) string {
	if se.Listener == nil {
		return ""
	}
	tcp, ok := se.Listener.Addr().(*net.TCPAddr)
	if !ok {
		return ""
	}
	host := tcp.IP.String()
	if tcp.IP.IsUnspecified() {
		host = "127.0.0.1"
	}
	return fmt.Sprintf("http://%s", net.JoinHostPort(host, fmt.Sprint(tcp.Port)))
}
