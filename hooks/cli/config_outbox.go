package cli

import (
	"errors"

	"motcua/hooks/domain/message"
	"motcua/hooks/service/notice"
	"motcua/hooks/wire"
)

// Outbox are the machines that notices leave the house by; nil = none.
type Outbox struct {
	Mail    notice.Carrier
	Gateway notice.Carrier
	Channel message.Channel
	Marks   bool
}

// outboxKeys are settings of motcua.yaml and the environment alone: several
// are secrets, which must not stand on a command line that others can list.
var outboxKeys = []string{
	"smtp-host", "smtp-port", "smtp-user", "smtp-password", "smtp-from", "smtp-tls",
	"gateway-url", "gateway-method", "gateway-headers", "gateway-body", "gateway-ok", "gateway-channel", "sms-marks",
}

// readOutbox makes the machines from the settings.
func readOutbox(get func(string) string) (Outbox, error) {
	var o Outbox
	mail, err := wire.NewMail(wire.MailConfig{Host: get("smtp-host"), Port: get("smtp-port"), User: get("smtp-user"),
		Password: get("smtp-password"), From: get("smtp-from"), TLS: get("smtp-tls")})
	if err != nil {
		return o, wrongOutbox(err)
	}
	if mail != nil { // a nil *wire.Mail in the interface would be no nil
		o.Mail = mail
	}
	gateway, err := wire.NewGateway(wire.GatewayConfig{URL: get("gateway-url"), Method: get("gateway-method"), Headers: get("gateway-headers"),
		Body: get("gateway-body"), OK: get("gateway-ok")})
	if err != nil {
		return o, wrongOutbox(err)
	}
	if gateway != nil {
		o.Gateway = gateway
	}
	switch get("gateway-channel") {
	case "": // the office takes it for SMS
	case "sms":
		o.Channel = message.SMS
	case "zalo":
		o.Channel = message.Zalo
	default:
		return o, wrongOutbox(wire.Wrong{Key: "gateway-channel"})
	}
	switch get("sms-marks") {
	case "", "no":
	case "yes":
		o.Marks = true
	default:
		return o, wrongOutbox(wire.Wrong{Key: "sms-marks"})
	}
	return o, nil
}

// outboxHelp says how each setting is written. The wrong value is not
// repeated: it may be a secret.
var outboxHelp = map[string]string{
	"smtp-port":       "phải là số cổng, ví dụ 587",
	"smtp-from":       "phải là địa chỉ gửi, ví dụ Một cửa xã An Bình <motcua@xa.example.vn>",
	"smtp-tls":        "phải là starttls, tls hoặc none; none không dùng được cùng smtp-user trên máy khác",
	"gateway-url":     "phải bắt đầu bằng http:// hoặc https://; chỗ thay viết {{.To}}, {{.Text}}, {{.Key}}",
	"gateway-method":  "phải là POST, PUT hoặc GET",
	"gateway-headers": "mỗi dòng một cặp Tên: giá trị",
	"gateway-body":    "phải có {{.To}} và {{.Text}} (ở đây hoặc trong gateway-url), và không có chỗ thay nào khác ngoài {{.To84}}, {{.Key}}",
	"gateway-channel": "phải là sms hoặc zalo",
	"sms-marks":       "phải là yes hoặc no",
}

func wrongOutbox(err error) error {
	var w wire.Wrong
	if errors.As(err, &w) {
		return usage("“%s” ghi chưa đúng: %s", w.Key, outboxHelp[w.Key])
	}
	return err
}
