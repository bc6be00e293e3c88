package cli

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// release is the version of this program.
const release = "0.1.0"

// Version prints what this program was made from.
func Version() *cobra.Command {
	c := quiet(&cobra.Command{Use: "version", Short: "Phiên bản chương trình"})
	asJSON := c.Flags().Bool("json", false, "in ra JSON")
	c.RunE = func(c *cobra.Command, _ []string) error {
		v := struct {
			Version    string `json:"version"`
			Commit     string `json:"commit"`
			Go         string `json:"go"`
			PocketBase string `json:"pocketbase"`
			SQLite     string `json:"sqlite"`
		}{Version: release, Commit: "không rõ", Go: runtime.Version(), PocketBase: module("github.com/pocketbase/pocketbase"), SQLite: module("modernc.org/sqlite")}
		if info, ok := debug.ReadBuildInfo(); ok {
			for _, s := range info.Settings {
				if s.Key == "vcs.revision" {
					v.Commit = s.Value
				}
			}
		}
		if *asJSON {
			return writeJSON(c.OutOrStdout(), v, true)
		}
		fmt.Fprintf(c.OutOrStdout(), "motcua %s (%s), %s, PocketBase %s, SQLite (modernc) %s\n", v.Version, v.Commit, v.Go, v.PocketBase, v.SQLite)
		return nil
	}
	return c
}

func module(path string) string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	for _, d := range info.Deps {
		if d.Path == path {
			return d.Version
		}
	}
	return ""
}
