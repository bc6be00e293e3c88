package httpx

import (
	"strings"

	"motcua/hooks/domain/problem"
	"motcua/templates"
)

// Refusal is how a list of many acts tells why one of them was not done: the
// sentences of a refusal. An error that is none is given back as it is; no
// error has no words.
func Refusal(err error) (string, error) {
	list, is := problem.In(err)
	if !is {
		return "", err
	}
	words := make([]string, len(list))
	for i, x := range list {
		words[i] = templates.Text(x.Key, x.Args)
	}
	return strings.Join(words, " "), nil
}
