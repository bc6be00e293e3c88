package hooks_test

import (
	"testing"

	"github.com/pocketbase/dbx"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks"
	"motcua/hooks/apptest"
)

// An older program does not touch what a newer one has made.
func TestAFolderOfANewerProgramIsRefused(t *testing.T) {
	h := apptest.Open(t)
	require.NoError(t, h.Prepare(h.App))
	_, err := h.App.DB().Insert("_migrations", dbx.Params{"file": "9999999999_later.go", "applied": 1}).Execute()
	require.NoError(t, err)
	assert.ErrorContains(t, h.Prepare(h.App), hooks.KeyNewer)
}
