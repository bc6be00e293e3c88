package seed

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/service/catalog"
	"motcua/hooks/service/org"
)

// Catalogue brings the shared catalogue up to the built-in pack: each procedure
// that the pack has in another wording gets a new version. Nothing is read but
// one parameter when the pack is the one already there.
func Catalogue(app core.App, c *catalog.Catalog, at time.Time) error {
	pack, err := Pack()
	if err != nil {
		return err
	}
	h := sha256.New()
	for _, v := range pack {
		h.Write([]byte(v.SHA256()))
	}
	sum := hex.EncodeToString(h.Sum(nil))
	have, err := org.Parameter(app, "pack")
	if err != nil || have == sum {
		return err
	}
	return app.RunInTransaction(func(tx core.App) error {
		for _, v := range pack {
			if _, err := c.Publish(tx, v, "pack", at); err != nil {
				return fmt.Errorf("publish built-in procedure %s: %w", v.Code, err)
			}
		}
		return org.SetParameter(tx, "pack", sum)
	})
}
