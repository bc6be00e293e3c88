package public_test

import (
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
)

var description = regexp.MustCompile(`<meta name="description" content="([^"]*)">`)

// Every public page says in one sentence of its own what it is for; none says
// anything about a person or a dossier.
func TestEveryPublicPageIsDescribed(t *testing.T) {
	h := apptest.Open(t)
	got := received(t, h)
	code := h.Communes[0].Code
	link := "/t/" + got.Code + "?k=" + got.Token
	seen := map[string]string{}
	for _, path := range []string{"/", "/" + code, "/" + code + "/thu-tuc", "/" + code + "/thu-tuc/1.001193", "/" + code + "/cong-khai", "/tra-cuu", "/kiem-tra/abc"} {
		said := description.FindAllStringSubmatch(h.Guest().Get(path).Body.String(), -1)
		require.Len(t, said, 1, path)
		words := []rune(said[0][1])
		assert.Greater(t, len(words), 40, path)
		assert.Less(t, len(words), 200, path)
		assert.NotContains(t, said[0][1], "{", path)
		assert.Empty(t, seen[said[0][1]], "%s says the same as another page", path)
		seen[said[0][1]] = path
	}
	found := description.FindStringSubmatch(page(t, 200, h.Guest().Get(link)))
	asked := description.FindStringSubmatch(page(t, 200, h.Guest().Get("/tra-cuu")))
	require.NotEmpty(t, found)
	assert.Equal(t, asked[1], found[1], "a dossier is not described")
}
