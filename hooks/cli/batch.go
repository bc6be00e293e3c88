package cli

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/deadline"
)

// runBatch answers one JSON object per line with one JSON line, in the same
// order. A line that cannot be answered gives {"error": …}; the others go on.
func runBatch(stdin io.Reader, w io.Writer, file string, base deadline.Input) error {
	r := stdin
	if file != "-" {
		f, err := os.Open(file)
		if err != nil {
			return fmt.Errorf("không mở được tệp %s: kiểm tra tên và quyền đọc của tệp (%w)", file, err)
		}
		defer f.Close() //nolint:errcheck // read only
		r = f
	}
	out := bufio.NewWriter(w)
	known := offices{}
	if err := eachLine(r, func(line []byte) error { return writeJSON(out, known.batchLine(line, base), false) }); err != nil {
		return err
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("write answers: %w", err)
	}
	return nil
}

// eachLine calls do for every line but the blank ones at the end.
func eachLine(r io.Reader, do func([]byte) error) error {
	in := bufio.NewReaderSize(r, 64<<10)
	blank, first := 0, true
	for {
		line, err := in.ReadBytes('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return fmt.Errorf("read questions: %w", err)
		}
		ended := err != nil
		if first {
			line = bytes.TrimPrefix(line, []byte("\xef\xbb\xbf")) // Notepad's mark
			first = false
		}
		line = bytes.TrimSpace(line)
		if len(line) == 0 {
			blank++
		} else {
			for ; blank > 0; blank-- {
				if err := do(nil); err != nil {
					return err
				}
			}
			if err := do(line); err != nil {
				return err
			}
		}
		if ended {
			return nil //nolint:nilerr // the end of the input; any other error has returned above
		}
	}
}

type lineError struct {
	Error string `json:"error"`
}

// offices are the calendars a batch has used, by their hours.
type offices map[string]*calendar.Calendar

// batchLine answers one line; base holds what the line leaves out.
func (o offices) batchLine(line []byte, base deadline.Input) any {
	in, err := readLine(line, base)
	if err != nil {
		return lineError{err.Error()}
	}
	r, err := o.compute(in)
	if err != nil {
		return lineError{said(err).Error()}
	}
	return r.Answer()
}

// compute is Input.Compute with the calendar of the same hours kept.
func (o offices) compute(in deadline.Input) (deadline.Result, error) {
	q, wrong := in.Query()
	cal, known := o[in.Calendar+" "+in.Hours]
	if wrong != nil {
		return in.Compute() // names every problem, the calendar's too
	}
	if !known {
		var err error
		if cal, err = in.Office(); err != nil {
			return deadline.Result{}, err
		}
		if len(o) < 100 {
			o[in.Calendar+" "+in.Hours] = cal
		}
	}
	return deadline.Compute(cal, q)
}

var errLine = errors.New(`dòng này không phải một đối tượng JSON; viết như {"received":"2026-11-20T16:30","limit":"2:working_day"}`)

// readLine reads the flags' names as keys. A key it does not know is refused:
// a misspelt one would give a wrong day in silence.
func readLine(line []byte, base deadline.Input) (deadline.Input, error) {
	if len(line) == 0 || line[0] != '{' {
		return base, errLine
	}
	d := json.NewDecoder(bytes.NewReader(line))
	d.DisallowUnknownFields()
	in := base
	in.Pause = nil
	if err := d.Decode(&in); err != nil {
		return base, explainJSON(err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return base, errLine // something stands behind the object
	}
	if in.Pause == nil {
		in.Pause = base.Pause
	}
	return in, nil
}

func explainJSON(err error) error {
	if wrong, ok := errors.AsType[*json.UnmarshalTypeError](err); ok && wrong.Field != "" {
		if strings.HasPrefix(wrong.Field, "pause") {
			return errors.New(`pause phải là danh sách, ví dụ ["2026-11-04T10:00/2026-11-10T14:00"]`)
		}
		return fmt.Errorf("%s phải là chữ trong dấu ngoặc kép", wrong.Field)
	}
	if name, ok := strings.CutPrefix(err.Error(), "json: unknown field "); ok {
		return fmt.Errorf("không có khoá %s; dùng received, limit, pause, cutoff, outside_hours, end_on_day_off, hours, calendar", name)
	}
	return errLine
}
