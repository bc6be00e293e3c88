package catalogue

import (
	"encoding/json"
	"errors"
	"strconv"
	"strings"

	"motcua/hooks/domain/problem"
)

// checkSyntax names the line and column at which a text stops being JSON.
func checkSyntax(text string) error {
	var any json.RawMessage
	err := json.Unmarshal([]byte(text), &any)
	if err == nil {
		return nil
	}
	at := len(text)
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		at = min(int(syntax.Offset), len(text))
	}
	before := text[:at]
	return problem.Of("", KeyFileNotJSON).
		With("line", strconv.Itoa(strings.Count(before, "\n")+1)).
		With("column", strconv.Itoa(at-strings.LastIndex(before, "\n")-1))
}
