package money

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"motcua/hooks/domain/identity"
	"motcua/hooks/domain/problem"
)

// Codes of what may be wrong with an account.
const (
	KeyBankUnknown    = "money.bank_unknown"
	KeyAccountShape   = "money.account_shape"
	KeyHolderMissing  = "money.holder_missing"
	KeyTransferAmount = "money.transfer_amount"
)

// Bank is where a unit's money goes by transfer.
type Bank struct {
	BIN     string `json:"bin"`     // six digits given by NAPAS
	Account string `json:"account"` // as the bank writes it: digits, sometimes capitals
	Holder  string `json:"holder"`  // name of the account, capitals without marks
}

// Known is a bank that takes VietQR transfers.
type Known struct{ BIN, Name string }

// Banks are the members of the VietQR network that public offices bank with,
// by name. BINs as published by NAPAS.
var Banks = []Known{
	{"970425", "ABBANK"}, {"970416", "ACB"}, {"970405", "Agribank"}, {"970409", "Bac A Bank"}, {"970438", "BaoViet Bank"}, {"970418", "BIDV"},
	{"970446", "Co-opBank"}, {"970431", "Eximbank"}, {"970408", "GPBank"}, {"970437", "HDBank"}, {"970452", "KienlongBank"}, {"970449", "LPBank"},
	{"970422", "MB"}, {"970426", "MSB"}, {"970428", "Nam A Bank"}, {"970419", "NCB"}, {"970448", "OCB"}, {"970430", "PGBank"}, {"970412", "PVcomBank"},
	{"970403", "Sacombank"}, {"970400", "SaigonBank"}, {"970429", "SCB"}, {"970440", "SeABank"}, {"970443", "SHB"}, {"970407", "Techcombank"},
	{"970423", "TPBank"}, {"970441", "VIB"}, {"970427", "VietABank"}, {"970433", "VietBank"}, {"970436", "Vietcombank"}, {"970415", "VietinBank"}, {"970432", "VPBank"},
}

// Name is the bank's name as people know it; "" for an unknown BIN. It stands
// in words beside every QR, so that a strange one shows.
func (b Bank) Name() string {
	i := slices.IndexFunc(Banks, func(k Known) bool { return k.BIN == b.BIN })
	if i < 0 {
		return ""
	}
	return Banks[i].Name
}

// Zero reports whether no account is entered.
func (b Bank) Zero() bool { return b == Bank{} }

var accountShape = regexp.MustCompile(`^[A-Z0-9]{4,19}$`)

// Read tidies an account as it was typed and lists everything wrong with it.
func (b Bank) Read() (Bank, problem.List) {
	var bad problem.List
	b.BIN = strings.TrimSpace(b.BIN)
	b.Account = strings.ToUpper(strings.NewReplacer(" ", "", ".", "", "-", "").Replace(strings.TrimSpace(b.Account)))
	b.Holder = strings.ToUpper(identity.Fold(identity.Tidy(b.Holder)))
	if b.Name() == "" {
		bad.Add("bin", KeyBankUnknown)
	}
	if !accountShape.MatchString(b.Account) {
		bad.Add("account", KeyAccountShape)
	}
	if b.Holder == "" || len(b.Holder) > 70 {
		bad.Add("holder", KeyHolderMissing)
	}
	return b, bad
}

// ContentOf is what the payer's bank writes beside the money: "LPHI" and the
// dossier code without its marks, at most 25 letters of ASCII, from which the
// statement is read back.
func ContentOf(code string) string {
	compact := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z':
			return r - 'a' + 'A'
		case r >= '0' && r <= '9', r >= 'A' && r <= 'Z':
			return r
		}
		return -1
	}, code)
	const most = 25 - len("LPHI ")
	if len(compact) > most {
		compact = compact[len(compact)-most:] // the day and the number tell dossiers apart, the unit is the payee
	}
	return "LPHI " + compact
}

// Transfer is the text of a VietQR code: EMVCo merchant-presented mode, a one
// time transfer of amount đồng to the account, as NAPAS publishes it
// (A000000727, service QRIBFTTA).
func (b Bank) Transfer(amount int64, content string) (string, error) {
	clean, bad := b.Read()
	if amount <= 0 || amount > most {
		bad.Add("amount", KeyTransferAmount)
	}
	if err := bad.Err(); err != nil {
		return "", err
	}
	text := tlv("00", "01") + tlv("01", "12") +
		tlv("38", tlv("00", "A000000727")+tlv("01", tlv("00", clean.BIN)+tlv("01", clean.Account))+tlv("02", "QRIBFTTA")) +
		tlv("53", "704") + tlv("54", fmt.Sprint(amount)) + tlv("58", "VN") + tlv("62", tlv("08", content)) + "6304"
	return text + CRC(text), nil
}

// tlv is one field: its two digits, its length in two digits, its value.
func tlv(id, value string) string { return fmt.Sprintf("%s%02d%s", id, len(value), value) }

// CRC is CRC-16/CCITT-FALSE (polynomial 1021, start FFFF) in four capitals, as
// EMVCo asks for field 63; text ends with "6304".
func CRC(text string) string {
	crc := uint16(0xffff)
	for _, b := range []byte(text) {
		crc ^= uint16(b) << 8
		for range 8 {
			if crc&0x8000 != 0 {
				crc = crc<<1 ^ 0x1021
			} else {
				crc <<= 1
			}
		}
	}
	return fmt.Sprintf("%04X", crc)
}
