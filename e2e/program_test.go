//go:build e2e

package e2e

import (
	"bufio"
	"bytes"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
)

// program is the product as it is shipped, in a folder as an operator keeps it.
type program struct {
	t    *testing.T
	file string // the program
	home string // where it is run: pb_data and its key lie here
}

// build makes the program of this tree.
func build(t *testing.T) program {
	t.Helper()
	p := program{t: t, file: filepath.Join(t.TempDir(), "motcua"), home: t.TempDir()}
	out, err := exec.Command("go", "build", "-o", p.file, "..").CombinedOutput()
	require.NoError(t, err, string(out))
	return p
}

// at is the same program on another machine.
func (p program) at(home string) program { p.home = home; return p }

// run runs a command to its end and gives what it said.
func (p program) run(words ...string) string {
	p.t.Helper()
	c := exec.Command(p.file, words...)
	c.Dir = p.home
	out, err := c.CombinedOutput()
	require.NoError(p.t, err, "motcua %s: %s", strings.Join(words, " "), out)
	return string(out)
}

var address = regexp.MustCompile(`http://\S+`)

// serve runs the server on a free port until stop is called. fresh waits for
// the set-up address that a folder without a unit prints.
func (p program) serve(fresh bool) (s *site, invited string, stop func()) {
	p.t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(p.t, err)
	port := l.Addr().String()
	require.NoError(p.t, l.Close())
	c := exec.Command(p.file, "serve", "--http", port)
	c.Dir = p.home
	var wrong bytes.Buffer
	c.Stderr = &wrong
	out, err := c.StdoutPipe()
	require.NoError(p.t, err)
	require.NoError(p.t, c.Start())
	stop = sync.OnceFunc(func() {
		_ = c.Process.Signal(os.Interrupt)
		_ = c.Wait()
	})
	p.t.Cleanup(stop)
	said := bufio.NewReader(out)
	for s == nil || fresh && invited == "" {
		line, err := said.ReadString('\n')
		require.NoError(p.t, err, "the server ended: %s", wrong.String())
		switch found := address.FindString(line); {
		case strings.Contains(found, "/thiet-lap"):
			invited = found
		case found != "":
			s = &site{url: found}
		}
	}
	go io.Copy(io.Discard, said) //nolint:errcheck // ends with the server
	return s, invited, stop
}
