// Package seed carries what a new house starts with: the built-in pack of
// commune procedures, as immutable versions ready to be published. It decides
// nothing about procedures; the static check is domain/procedure's.
package seed

import (
	"cmp"
	"embed"
	"fmt"
	"io/fs"
	"slices"

	"motcua/hooks/domain/procedure"
)

//go:embed pack/*.json
var packFiles embed.FS

// Pack gives every procedure of the built-in pack, sorted by code, parsed
// strictly. The facts were verified on each version's Source.VerifiedOn; what
// the catalogue leaves open stands in Source.Notes.
func Pack() ([]procedure.Version, error) {
	names, err := fs.Glob(packFiles, "pack/*.json")
	if err != nil {
		return nil, fmt.Errorf("list the pack: %w", err)
	}
	out := make([]procedure.Version, 0, len(names))
	for _, name := range names {
		text, err := packFiles.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", name, err)
		}
		v, err := procedure.Parse(text)
		if err != nil {
			return nil, fmt.Errorf("parse %s: %w", name, err)
		}
		out = append(out, v)
	}
	slices.SortFunc(out, func(a, b procedure.Version) int { return cmp.Compare(a.Code, b.Code) })
	return out, nil
}
