package vault

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestSealedTextComesBackAndDiffersEachTime(t *testing.T) {
	v, err := New(make([]byte, keyBytes))
	require.NoError(t, err)
	a, err := v.Seal("001090012345")
	require.NoError(t, err)
	b, err := v.Seal("001090012345")
	require.NoError(t, err)
	assert.NotEqual(t, a, b)
	assert.NotContains(t, a, "001090012345")
	text, err := v.Unseal(a)
	require.NoError(t, err)
	assert.Equal(t, "001090012345", text)
	_, err = v.Unseal(a[:len(a)-2] + "AA")
	assert.Error(t, err, "a changed value must not open")
}

func TestMacDependsOnKeyLabelAndText(t *testing.T) {
	v, _ := New(make([]byte, keyBytes))
	other := make([]byte, keyBytes)
	other[0] = 1
	w, _ := New(other)
	assert.Equal(t, v.Mac("a", "x"), v.Mac("a", "x"))
	assert.NotEqual(t, v.Mac("a", "x"), v.Mac("b", "x"))
	assert.NotEqual(t, v.Mac("a", "x"), w.Mac("a", "x"))
	assert.NotEqual(t, v.Check(), w.Check())
	assert.Empty(t, v.Mac("a", ""))
}

func TestKeyFileIsMadeOnceAndPrivate(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.key")
	_, err := Open(path, false)
	require.Error(t, err, "a missing key must not be replaced in silence")
	v, err := Open(path, true)
	require.NoError(t, err)
	w, err := Open(path, true)
	require.NoError(t, err)
	assert.Equal(t, v.Check(), w.Check())
	info, err := os.Stat(path)
	require.NoError(t, err)
	assert.Equal(t, os.FileMode(0o600), info.Mode().Perm())
	require.NoError(t, os.WriteFile(path, []byte("no key"), 0o600))
	_, err = Open(path, false)
	assert.ErrorContains(t, err, KeyShape)
}
