package catalog

import (
	"strconv"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/problem"
	"motcua/hooks/domain/procedure"
)

// KeyNoVersion says that a procedure has no version of that number.
const KeyNoVersion = "catalog.no_such_version" // Args: n

func notFound() error {
	return problem.Problem{Kind: problem.NotFound, Field: "procedure", Key: KeyProcedureNotFound}
}

func isNotFound(err error) bool {
	list, is := problem.In(err)
	return is && list[0].Kind == problem.NotFound
}

// Diff compares two versions of a procedure by their numbers; 0 is the open
// draft. Left out (negative), from is the one before to, and to the newest.
func (c *Catalog) Diff(app core.App, code string, from, to int) ([]procedure.Change, error) {
	list, err := c.Versions(app, code)
	if err != nil {
		return nil, err
	}
	at := 0
	if to >= 0 {
		if at, err = index(list, to); err != nil {
			return nil, err
		}
	}
	was := procedure.Version{}
	switch {
	case from >= 0:
		i, err := index(list, from)
		if err != nil {
			return nil, err
		}
		was = list[i].Body
	case at+1 < len(list):
		was = list[at+1].Body
	}
	return procedure.Diff(was, list[at].Body), nil
}

// VersionsFor is Versions as somebody may see them: a draft is shown to those
// who may change it.
func (c *Catalog) VersionsFor(app core.App, by access.Actor, code string) ([]Published, error) {
	list, err := c.Versions(app, code)
	if err != nil || list[0].No != draftNo {
		return list, err
	}
	err = c.MayEdit(app, by, code)
	if _, refused := problem.In(err); !refused {
		return list, err
	}
	if list = list[1:]; len(list) == 0 {
		return nil, notFound()
	}
	return list, nil
}

func index(list []Published, no int) (int, error) {
	for i, v := range list {
		if v.No == no {
			return i, nil
		}
	}
	return 0, problem.Problem{Kind: problem.NotFound, Key: KeyNoVersion}.With("n", strconv.Itoa(no))
}
