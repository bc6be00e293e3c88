package cli

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/domain/message"
)

func TestTheOutboxIsReadFromTheSettings(t *testing.T) {
	set := map[string]string{}
	get := func(name string) string { return set[name] }
	o, err := readOutbox(get)
	require.NoError(t, err)
	assert.True(t, o.Mail == nil && o.Gateway == nil, "nothing set is nothing there")
	set = map[string]string{"smtp-host": "mail.example.vn", "smtp-from": "a@example.vn", "gateway-url": "https://sms.example.vn/x", "gateway-body": "{{.To}} {{.Text}}", "gateway-channel": "zalo", "sms-marks": "yes"}
	o, err = readOutbox(get)
	require.NoError(t, err)
	assert.Equal(t, "mail.example.vn:587, a@example.vn", o.Mail.Name())
	assert.Equal(t, "sms.example.vn", o.Gateway.Name())
	assert.Equal(t, message.Zalo, o.Channel)
	assert.True(t, o.Marks)
	for name, value := range map[string]string{"smtp-port": "mật-khẩu", "smtp-from": "x", "smtp-tls": "x", "gateway-url": "x", "gateway-method": "x", "gateway-headers": "bí mật", "gateway-body": "{{.X}}", "gateway-channel": "fax", "sms-marks": "true"} {
		was := set[name]
		set[name] = value
		_, err := readOutbox(get)
		require.Error(t, err, name)
		assert.Contains(t, err.Error(), "“"+name+"”")
		assert.NotEmpty(t, outboxHelp[name])
		assert.False(t, len(value) > 3 && strings.Contains(err.Error(), value), "a value may be a secret: %s", name)
		set[name] = was
	}
}
