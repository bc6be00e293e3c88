package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"

	"motcua/hooks/domain/problem"
	"motcua/hooks/service/backup"
	"motcua/hooks/service/operator"
	"motcua/templates"
)

// errNobody says that no server answers for the folder.
var errNobody = errors.New("no server runs on this folder")

// told turns problems into their sentences, for the operator.
func told(err error) error {
	list, ok := problem.In(err)
	if !ok {
		return err
	}
	return errors.New(templates.Text(list[0].Key, list[0].Args))
}

// hasData refuses a folder that is no data folder: opening it would make one.
func hasData(dir string) error {
	if _, err := os.Stat(filepath.Join(dir, "data.db")); err != nil {
		return told(problem.Problem{Key: backup.KeyNoData}.With("place", dir))
	}
	return nil
}

// ask calls the server that runs on a folder. errNobody = there is none.
func ask(ctx context.Context, dir, method, path string, body any) (io.ReadCloser, error) {
	pass, ok := operator.Read(dir)
	if !ok {
		return nil, errNobody
	}
	b, err := json.Marshal(body)
	if err != nil {
		return nil, fmt.Errorf("encode call: %w", err)
	}
	req, err := http.NewRequestWithContext(ctx, method, pass.URL+path, bytes.NewReader(b))
	if err != nil {
		return nil, errNobody // an address that is none: the file was damaged
	}
	req.Header.Set(operator.Header, pass.Secret)
	req.Header.Set("Content-Type", "application/json")
	// No proxy: the address is this machine's. No compression: each line is to arrive at once.
	client := &http.Client{Transport: &http.Transport{Proxy: nil, DisableCompression: true}}
	res, err := client.Do(req)
	if err != nil {
		return nil, errNobody
	}
	if res.StatusCode == http.StatusNotFound { // another program listens there now
		return nil, errors.Join(errNobody, res.Body.Close())
	}
	if res.StatusCode != http.StatusOK {
		_ = res.Body.Close() // the status says enough
		return nil, fmt.Errorf("máy chủ đang chạy từ chối lệnh này (%s). Xem nhật ký của máy chủ", res.Status)
	}
	return res.Body, nil
}
