// Package pb_migrations is the database's history, in order. A released file
// is never edited or renamed; content is not kept here but in service/seed.
package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
)

// base starts a business collection: no API rule opens it, people come through
// web/ and machines through web/api.
func base(name string, fields ...core.Field) *core.Collection {
	c := core.NewBaseCollection(name)
	c.Fields.Add(fields...)
	return c
}

func text(name string) *core.TextField { return &core.TextField{Name: name, Max: 5000} }

func required(name string) *core.TextField {
	return &core.TextField{Name: name, Required: true, Max: 500}
}

func number(name string) *core.NumberField { return &core.NumberField{Name: name, OnlyInt: true} }

func moment(name string) *core.DateField { return &core.DateField{Name: name} }

func flag(name string) *core.BoolField { return &core.BoolField{Name: name} }

func blob(name string) *core.JSONField { return &core.JSONField{Name: name, MaxSize: 4 << 20} }

func one(name string, values ...string) *core.SelectField {
	return &core.SelectField{Name: name, Values: values, MaxSelect: 1}
}

func many(name string, values ...string) *core.SelectField {
	return &core.SelectField{Name: name, Values: values, MaxSelect: len(values)}
}

// to is a relation that is never deleted through: business rows are kept.
func to(name string, c *core.Collection) *core.RelationField {
	return &core.RelationField{Name: name, CollectionId: c.Id, MaxSelect: 1}
}

func saveAll(app core.App, list ...*core.Collection) error {
	for _, c := range list {
		if err := app.Save(c); err != nil {
			return err
		}
	}
	return nil
}
