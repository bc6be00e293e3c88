package job_test

import (
	"context"
	"sync"
	"testing"

	"github.com/pocketbase/pocketbase/core"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/message"
	"motcua/hooks/job"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/notice"
)

// slow is a receiver that answers only when the attempt is ended.
type slow struct {
	begun chan struct{}
	once  sync.Once
}

func (s *slow) Name() string { return "chậm" }
func (s *slow) Drops() bool  { return true }
func (s *slow) Carry(ctx context.Context, _ notice.Letter) (string, error) {
	s.once.Do(func() { close(s.begun) })
	<-ctx.Done()
	return "", notice.Trouble{Code: "no_answer", Unsure: true}
}

func TestPostEndsWithTheServer(t *testing.T) {
	h := apptest.Open(t)
	s := &slow{begun: make(chan struct{})}
	h.Notices.Gateway = s
	p := &job.Post{Notices: h.Notices}
	p.Bind(h.App)
	var names []string
	for _, j := range h.App.Cron().Jobs() {
		names = append(names, j.Id())
	}
	assert.Subset(t, names, []string{"motcua-notices", "motcua-unclaimed", "motcua-notices-forget"})

	o, err := h.Catalog.Offer(h.App, h.Communes[0].ID, "2.001019", "2026-11-20")
	require.NoError(t, err)
	chosen, err := o.Version.Body.CaseOf("", nil)
	require.NoError(t, err)
	in := casework.ReceiveInput{Procedure: "2.001019", Applicant: casework.PersonInput{Name: "Lê A", Phone: "0912345678"}}
	for _, c := range o.Version.Body.Papers(chosen.Key) {
		in.Components = append(in.Components, dossier.Paper{Key: c.Key, Originals: max(1, c.Originals)})
	}
	got, err := h.Desk.Receive(h.App, h.Actor(access.Clerk, 0), in)
	require.NoError(t, err)
	h.SetNow("2026-11-20T09:05")

	var runs sync.WaitGroup
	for range 3 { // the next minute comes while the last one still works
		runs.Add(1)
		go func() { defer runs.Done(); p.Run(h.App) }()
	}
	<-s.begun
	event := new(core.TerminateEvent)
	event.App = h.App
	require.NoError(t, h.App.OnTerminate().Trigger(event, func(e *core.TerminateEvent) error { return nil }))
	runs.Wait()
	list, err := h.Notices.Of(h.App, got.ID)
	require.NoError(t, err)
	require.Len(t, list, 1)
	assert.Equal(t, message.Queued, list[0].State, "the end of the attempt was noted while the database was open")
	assert.Equal(t, "no_answer", list[0].Error)
	assert.Equal(t, 1, list[0].Tries)
	p.Run(h.App)
	list, err = h.Notices.Of(h.App, got.ID)
	require.NoError(t, err)
	assert.Equal(t, 1, list[0].Tries, "nothing begins after the end")
}
