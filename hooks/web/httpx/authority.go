package httpx

import (
	"strings"
	"time"

	"motcua/hooks/domain/dossier"
	"motcua/templates"
)

// Authority are the questions about a document by which somebody acts for
// another, for the part "authority".
type Authority struct {
	Kind, Relation, Number, Day, Issuer templates.Field
	Open                                bool // something was typed or is wrong
}

// AskAuthority makes the questions; field draws one of them by its name and the
// key of its label.
func AskAuthority(field func(name, labelKey string) templates.Field) Authority {
	a := Authority{Kind: field("kind", "authority.kind"), Relation: field("relation", "authority.relation"), Number: field("number", "authority.number"),
		Day: field("day", "authority.day"), Issuer: field("issuer", "authority.issuer")}
	a.Kind.Options = []templates.Option{{Label: templates.Text("authority.none", nil)}}
	for _, k := range dossier.AuthorityKinds {
		a.Kind.Options = append(a.Kind.Options, templates.Option{Value: string(k), Label: templates.Text("authority.kind."+string(k), nil)})
	}
	a.Relation.Options = []templates.Option{{Label: templates.Text("authority.no_relation", nil)}}
	for _, r := range dossier.Relations {
		a.Relation.Options = append(a.Relation.Options, templates.Option{Value: r, Label: templates.Text("authority.relation."+r, nil)})
	}
	for _, f := range []templates.Field{a.Kind, a.Relation, a.Number, a.Day, a.Issuer} {
		a.Open = a.Open || f.Value != "" || f.Error != ""
	}
	a.Number.Width, a.Relation.Hint = "half", templates.Text("authority.relation_hint", nil)
	return a
}

// ReadAuthority reads the answers; get gives what was typed under one of the
// names of AskAuthority. A day is three boxes or 20/11/2026.
func ReadAuthority(get func(name string) string) dossier.Authority {
	day := get("day")
	if d, m, y := get("day_d"), get("day_m"), get("day_y"); d != "" || m != "" || y != "" {
		day = d + "/" + m + "/" + y
	}
	return dossier.Authority{Kind: dossier.AuthorityKind(get("kind")), Number: get("number"), Day: isoDay(day), Issuer: get("issuer"), Relation: get("relation")}.Tidy()
}

// isoDay turns 20/11/2026 into 2026-11-20; anything else stays for the rule to refuse.
func isoDay(text string) string {
	text = strings.Join(strings.Fields(text), "")
	for _, layout := range []string{"2/1/2006", "2-1-2006", "2.1.2006"} {
		if t, err := time.Parse(layout, text); err == nil {
			return t.Format(time.DateOnly)
		}
	}
	return text
}
