package httpx

import "net/http"

// Loopback reports whether the request comes from this very machine, not
// through a proxy on it.
func Loopback(req *http.Request) bool { return loopback(req) }
