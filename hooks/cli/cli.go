// Package cli is what the operator does: commands.
package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// UsageError is a command written wrongly: main exits with 2, with 1 for every
// other error.
type UsageError struct{ Err error }

// Error is the sentence for the operator.
func (e UsageError) Error() string { return e.Err.Error() }

// Unwrap gives the cause.
func (e UsageError) Unwrap() error { return e.Err }

func usage(format string, args ...any) error { return UsageError{fmt.Errorf(format, args...)} }

// quiet makes wrong flags and stray words a UsageError and leaves printing of
// errors to main.
func quiet(c *cobra.Command) *cobra.Command {
	c.SilenceErrors, c.SilenceUsage, c.DisableFlagsInUseLine = true, true, true
	c.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return usage("%s. Xem cách viết bằng lệnh: %s --help", wrongFlag(err), c.CommandPath())
	})
	c.Args = func(c *cobra.Command, args []string) error {
		if len(args) > 0 {
			return usage("không hiểu “%s”. Lệnh %s chỉ nhận các tham số bắt đầu bằng --; xem: %s --help", args[0], c.Name(), c.CommandPath())
		}
		return nil
	}
	return c
}

// wrongFlag says what is wrong with a flag; err is one of pflag's.
func wrongFlag(err error) string {
	var none *pflag.NotExistError
	var empty *pflag.ValueRequiredError
	var bad *pflag.InvalidValueError
	switch {
	case errors.As(err, &none):
		return "không có tham số --" + none.GetSpecifiedName()
	case errors.As(err, &empty):
		return "tham số --" + empty.GetSpecifiedName() + " còn thiếu giá trị"
	case errors.As(err, &bad):
		return "tham số --" + bad.GetFlag().Name + " không nhận giá trị “" + bad.GetValue() + "”"
	}
	return "không hiểu tham số: " + err.Error()
}

// family makes a command that only holds others refuse a word it does not know.
func family(c *cobra.Command, members ...*cobra.Command) *cobra.Command {
	c.AddCommand(members...)
	c.DisableFlagsInUseLine = true
	c.Args = cobra.ArbitraryArgs
	c.RunE = func(c *cobra.Command, args []string) error {
		if len(args) > 0 {
			return usage("lệnh %s không có phần “%s”. Xem các phần bằng: %s --help", c.Name(), args[0], c.CommandPath())
		}
		return c.Help()
	}
	return c
}

// writeJSON prints one document, readable by people too when indented.
func writeJSON(w io.Writer, v any, indented bool) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	if indented {
		e.SetIndent("", "  ")
	}
	if err := e.Encode(v); err != nil {
		return fmt.Errorf("write answer: %w", err)
	}
	return nil
}
