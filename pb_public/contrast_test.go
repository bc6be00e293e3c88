package pb_public

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// pairs of text on ground with the least contrast that look.md and
// screens.md §1.10 promise.
var pairs = []struct {
	text, ground string
	least        float64
}{
	{"ink", "paper", 13}, {"ink", "ground", 12}, {"ink", "shade", 11}, {"muted", "paper", 6}, {"muted", "ground", 6}, {"muted", "shade", 5.5},
	{"son", "paper", 8}, {"son", "son-ground", 7}, {"cham", "paper", 7}, {"cham", "ground", 7}, {"cham", "cham-ground", 7}, {"on-cham", "cham", 7},
	{"line", "paper", 3}, {"line", "ground", 3},
	{"ok", "ok-ground", 7}, {"soon", "soon-ground", 7}, {"today", "today-ground", 7}, {"late", "late-ground", 7}, {"wait", "wait-ground", 7}, {"done", "done-ground", 7},
}

var token = regexp.MustCompile(`--mc-([\w-]+):\s*(#[0-9a-f]{6})`)

func palette(css string) map[string]string {
	m := map[string]string{}
	for _, x := range token.FindAllStringSubmatch(css, -1) {
		m[x[1]] = x[2]
	}
	return m
}

func luminance(t *testing.T, hex string) float64 {
	t.Helper()
	n, err := strconv.ParseUint(strings.TrimPrefix(hex, "#"), 16, 32)
	require.NoError(t, err)
	sum := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		c := float64(n>>(16-8*i)&0xff) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}

func TestContrast(t *testing.T) {
	light, dark, ok := strings.Cut(string(mustRead(files, "css/tokens.css")), "prefers-color-scheme")
	require.True(t, ok)
	for scheme, colours := range map[string]map[string]string{"light": palette(light), "dark": palette(dark)} {
		for _, p := range pairs {
			a, b := luminance(t, colours[p.text]), luminance(t, colours[p.ground])
			got := (math.Max(a, b) + 0.05) / (math.Min(a, b) + 0.05)
			assert.GreaterOrEqual(t, got, p.least, "%s: %s on %s", scheme, p.text, p.ground)
		}
	}
}
