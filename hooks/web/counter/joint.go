package counter

import (
	"strings"

	"motcua/hooks/service/casework"
	"motcua/hooks/service/paper"
	"motcua/templates"
)

// joint puts both days on the receipt of a procedure that others follow: the
// day at this unit and the day of the whole (law.md §6: a receipt without the
// sum misleads).
func joint(r *paper.Receipt, c casework.Case) error {
	j, err := c.Joint()
	if err != nil || j.At.IsZero() {
		return err
	}
	names := make([]string, len(j.Links))
	for i, l := range j.Links {
		names[i] = l.Title
	}
	r.Appointments = append(r.Appointments, paper.Appointment{Label: templates.Text("linked.receipt_own", nil), At: c.Due.At},
		paper.Appointment{Label: templates.Text("linked.receipt_total", map[string]string{"what": strings.Join(names, "; ")}), At: j.At})
	return nil
}
