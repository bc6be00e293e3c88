package casework

// stepped writes into an event when the norm of the dossier's step runs out,
// if the event changes it: whoever folds the events needs no calendar.
func (c Case) stepped(made decided) decided {
	if !made.event.Data.StepDue.IsZero() {
		return made // taken back: the clock it had before
	}
	after := c
	after.Dossier = c.Dossier.Apply(made.event)
	flow := after.Flow()
	if due := c.StepClock(made.event, flow, c.Cal); !due.IsZero() {
		made.event.Data.StepDue = due
	}
	return made
}
