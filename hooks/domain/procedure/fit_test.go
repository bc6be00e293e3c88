package procedure

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"motcua/hooks/domain/deadline"
)

func TestFitKeepsStepsWithinAShorterPromise(t *testing.T) {
	law := []Step{{Key: "receive", Norm: 150}, {Key: "examine", Norm: 1800}, {Key: "sign", Norm: 300}, {Key: "return", Norm: 150}} // five days
	assert.Equal(t, law, Fit(law, deadline.Limit{N: 5, Unit: deadline.WorkingDay}), "as published")
	assert.Equal(t, law, Fit(law, deadline.Limit{}), "no limit known")
	sum := 0
	for _, s := range Fit(law, deadline.Limit{N: 2, Unit: deadline.WorkingDay}) {
		assert.Positive(t, s.Norm)
		sum += s.Norm
	}
	assert.LessOrEqual(t, sum, 2*DayMinutes)
	assert.Equal(t, 1800, law[1].Norm, "the published flow itself stays")
}
