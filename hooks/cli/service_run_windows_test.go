package cli

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"golang.org/x/sys/windows/svc"
)

// TestWindowsIsAnsweredBeforeTheWorkIsDone: opening a big folder may take longer
// than Windows waits; stopping waits for what is under way.
func TestWindowsIsAnsweredBeforeTheWorkIsDone(t *testing.T) {
	closed := false
	m := manager(func(ctx context.Context) { <-ctx.Done(); closed = true })
	asked, said, over := make(chan svc.ChangeRequest), make(chan svc.Status), make(chan uint32)
	go func() { _, code := m.Execute(nil, asked, said); over <- code }()
	first := <-said
	assert.Equal(t, svc.Running, first.State)
	assert.NotZero(t, first.Accepts&svc.AcceptStop)
	assert.NotZero(t, first.Accepts&svc.AcceptShutdown)
	asked <- svc.ChangeRequest{Cmd: svc.Interrogate, CurrentStatus: first}
	assert.Equal(t, first, <-said)
	asked <- svc.ChangeRequest{Cmd: svc.Stop}
	assert.Equal(t, svc.StopPending, (<-said).State)
	assert.Zero(t, <-over)
	assert.True(t, closed, "the folder is closed before Windows is told")
}
