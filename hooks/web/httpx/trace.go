package httpx

import (
	"strconv"

	"motcua/hooks/domain/deadline"
	"motcua/templates"
)

// Trace turns the engine's answer into the part “Vì sao ngày này?”.
func Trace(res deadline.Result) *templates.Trace {
	t := &templates.Trace{}
	for _, l := range res.Trace {
		line := templates.TraceLine{Day: l.Day, Counted: l.Counted, Reason: l.Reason}
		if l.Counted && l.N > 0 {
			line.Count = strconv.Itoa(l.N)
		}
		t.Lines = append(t.Lines, line)
	}
	return t
}
