package hooks

import (
	"strings"

	"github.com/pocketbase/dbx"

	"motcua/hooks/ready"
)

// Connect opens a database of the data folder. data.db waits for the disk at
// every commit (synchronous=FULL), so that an acknowledged dossier survives a
// power cut; auxiliary.db holds only PocketBase's logs and need not.
func Connect(path string) (*dbx.DB, error) {
	level := "FULL"
	if strings.HasSuffix(path, "auxiliary.db") {
		level = "NORMAL"
	}
	return ready.Open(path + "?_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=journal_size_limit(200000000)" +
		"&_pragma=synchronous(" + level + ")&_pragma=foreign_keys(ON)&_pragma=temp_store(MEMORY)&_pragma=cache_size(-16000)")
}
