package paper

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestTheSecondCodeIsThereOnlyWhenAsked(t *testing.T) {
	none, err := Receipt{}.Seal()
	require.NoError(t, err)
	assert.Zero(t, none.W)
	some, err := Receipt{CheckURL: "http://motcua.test/kiem-tra/7K3M9Q2XWA5TB8CD"}.Seal()
	require.NoError(t, err)
	assert.NotEmpty(t, some.D)
}
