package httpx

import (
	"motcua/hooks/domain/dossier"
	"motcua/templates"
)

// Causes are the coded reasons of a refusal to take a dossier in, to choose from.
func Causes() []templates.Option {
	out := make([]templates.Option, len(dossier.Causes))
	for i, c := range dossier.Causes {
		out[i] = templates.Option{Value: string(c), Label: templates.Text("decline.cause."+string(c), nil)}
	}
	return out
}
