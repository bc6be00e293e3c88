package httpx_test

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/domain/problem"
	"motcua/hooks/service/casework"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

func TestOnlyARefusalIsToldInWords(t *testing.T) {
	said, err := httpx.Refusal(problem.Of("twin_reason", casework.KeyTwin))
	require.NoError(t, err)
	assert.Equal(t, templates.Text(casework.KeyTwin, nil), said)
	broken := errors.New("disk")
	said, err = httpx.Refusal(broken)
	assert.Empty(t, said)
	assert.ErrorIs(t, err, broken, "what is no refusal is not hidden")
	said, err = httpx.Refusal(nil)
	assert.Empty(t, said)
	assert.NoError(t, err)
}
