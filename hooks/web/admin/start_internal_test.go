package admin

import (
	"net"
	"testing"

	"github.com/stretchr/testify/assert"
)

func onCard(text string) net.Addr {
	ip, n, _ := net.ParseCIDR(text)
	return &net.IPNet{IP: ip, Mask: n.Mask}
}

func TestOnlyAddressesThatAnswerAreShown(t *testing.T) {
	cards := []net.Addr{onCard("127.0.0.1/8"), onCard("10.0.0.7/24"), onCard("192.168.1.5/24")}
	for listens, want := range map[string][]string{
		"":                {"http://192.168.1.5", "http://10.0.0.7"},
		"0.0.0.0:80":      {"http://192.168.1.5", "http://10.0.0.7"},
		":80":             {"http://192.168.1.5", "http://10.0.0.7"},
		"[::]:80":         {"http://192.168.1.5", "http://10.0.0.7"},
		"10.0.0.7:80":     {"http://10.0.0.7"},
		"127.0.0.1:80":    nil,
		"localhost:80":    nil,
		"[::1]:80":        nil,
		"motcua.xa.vn:80": {"http://192.168.1.5", "http://10.0.0.7"},
	} {
		assert.Equal(t, want, lan(heard(listens, cards), "http://", "80"), listens)
		assert.Equal(t, want == nil, alone(listens), listens)
	}
}
