package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"

	"github.com/spf13/cobra"

	"motcua/hooks/service/health"
	"motcua/templates"
)

// Doctor looks at a data folder and says what is sound and what to do; through
// the running server when there is one.
func Doctor(open Opener) *cobra.Command {
	c := quiet(&cobra.Command{Use: "doctor", Short: "Khám sức khỏe hệ thống: Tốt, Cần xem, Nguy, và cần làm gì"})
	flagsOf(c.Flags(), "")
	asJSON := c.Flags().Bool("json", false, "in ra JSON")
	c.RunE = func(c *cobra.Command, _ []string) error {
		cfg, err := loadConfig(c.Flags())
		if err != nil {
			return err
		}
		if err := hasData(cfg.Dir); err != nil {
			return err
		}
		r, err := examine(c.Context(), cfg, open)
		if err != nil {
			return told(err)
		}
		if err := tellReport(c.OutOrStdout(), r, *asJSON); err != nil {
			return err
		}
		if r.Level == health.Danger {
			return errors.New("có mục Nguy. Làm theo hướng dẫn của mục đó trước khi làm việc tiếp")
		}
		return nil
	}
	return c
}

func examine(ctx context.Context, cfg Config, open Opener) (health.Report, error) {
	var r health.Report
	body, err := ask(ctx, cfg.Dir, http.MethodGet, "/api/motcua/operator/health?deep=1", nil)
	if err == nil {
		defer body.Close() //nolint:errcheck // read to its end
		if err := json.NewDecoder(body).Decode(&r); err != nil {
			return r, fmt.Errorf("read the server's report: %w", err)
		}
		return r, nil
	}
	if !errors.Is(err, errNobody) {
		return r, err
	}
	err = prepared(cfg, open, func(h *House) error {
		r, err = h.Doctor.Report(h.App, true)
		return err
	})
	return r, err
}

type saidFinding struct {
	health.Finding
	Title string `json:"title"`
	Text  string `json:"text"`
	Todo  string `json:"todo,omitempty"`
}

// speak says a finding. Why a backup failed is itself a code with a sentence.
func speak(f health.Finding) saidFinding {
	args := maps.Clone(f.Args)
	if key := args["key"]; key != "" {
		args["why"] = templates.Text(key, args)
	}
	say := func(end string) string { return templates.Text("health."+f.ID+"."+end, args) }
	s := saidFinding{Finding: f, Title: say("title"), Text: say(f.Case)}
	if f.Level != health.Good {
		s.Todo = say(f.Case + ".do")
	}
	return s
}

func tellReport(w io.Writer, r health.Report, asJSON bool) error {
	list := make([]saidFinding, len(r.Findings))
	for i, f := range r.Findings {
		list[i] = speak(f)
	}
	if asJSON {
		return writeJSON(w, struct {
			Level  health.Level  `json:"level"`
			At     string        `json:"at"`
			Checks []saidFinding `json:"checks"`
		}{r.Level, r.At.Format("2006-01-02T15:04:05Z07:00"), list}, true)
	}
	for _, s := range list {
		fmt.Fprintf(w, "%-8s %s: %s\n", templates.Text("health.level."+string(s.Level), nil), s.Title, s.Text)
		if s.Todo != "" {
			fmt.Fprintf(w, "         → %s\n", s.Todo)
		}
	}
	_, err := fmt.Fprintf(w, "\n%s\n", templates.Text("health.all."+string(r.Level), nil))
	return err
}
