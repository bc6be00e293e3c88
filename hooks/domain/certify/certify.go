// Package certify is what the law says about certification (chứng thực): which
// procedures it is, in which book each is written, and how a number of that
// book is said. It stores nothing and reads no clock.
//
// Nghị định 23/2015/NĐ-CP Điều 13, with the forms of Nghị định 280/2025/NĐ-CP.
package certify

import (
	"fmt"
	"strings"
)

// Kind is a kind of certification; each has a book of its own.
type Kind string

// The kinds a commune certifies.
const (
	Copy        Kind = "copy"        // chứng thực bản sao từ bản chính
	Signature   Kind = "signature"   // chứng thực chữ ký, điểm chỉ
	Transaction Kind = "transaction" // chứng thực giao dịch, di chúc, di sản
)

// Kinds in the order of their books.
var Kinds = []Kind{Copy, Signature, Transaction}

// The procedures of the national catalogue that the fast lane takes.
const (
	ProcedureCopy      = "2.000815"
	ProcedureSignature = "2.000884"
)

// procedures says which kind a procedure is.
var procedures = map[string]Kind{
	ProcedureCopy: Copy, ProcedureSignature: Signature,
	"2.000913": Transaction, "2.001016": Transaction, "2.001019": Transaction, "2.001035": Transaction, "2.001406": Transaction,
}

// KindOf is the kind of a procedure, by its national code.
func KindOf(procedure string) (Kind, bool) {
	k, ok := procedures[procedure]
	return k, ok
}

// Fast reports whether a certification of this kind is done while one waits.
func (k Kind) Fast() bool { return k == Copy || k == Signature }

// series are the symbols of the books (ký hiệu loại việc chứng thực).
var series = map[Kind]string{Copy: "SCT/BS", Signature: "SCT/CK,ĐC", Transaction: "SCT/GD"}

// Series is the symbol of the kind's book; "" for no kind.
func (k Kind) Series() string { return series[k] }

// OfSeries is the kind whose book has the symbol.
func OfSeries(symbol string) (Kind, bool) {
	for _, k := range Kinds {
		if series[k] == symbol {
			return k, true
		}
	}
	return "", false
}

// Volume says a book of a year: "01/2026-SCT/BS".
func Volume(symbol string, year, volume int) string {
	return fmt.Sprintf("%02d/%d-%s", volume, year, symbol)
}

// Number says a number with its book, as a result's number:
// "123, quyển số 01/2026-SCT/BS".
func Number(n int, symbol string, year, volume int) string {
	return fmt.Sprintf("%d, quyển số %s", n, Volume(symbol, year, volume))
}

// SignedAs are the lines above a signature: an authority's head by the title,
// a deputy for the head (KT.), anybody else by the head's order (TUQ.).
// Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.7; Nghị định 280/2025/NĐ-CP Điều
// 1 khoản 2 lets others than the chairman and the deputies sign.
func SignedAs(title string) []string {
	t := strings.ToUpper(strings.TrimSpace(title))
	switch {
	case t == "":
		return nil
	case strings.HasPrefix(t, "CHỦ TỊCH"):
		return []string{"CHỦ TỊCH"}
	case strings.HasPrefix(t, "PHÓ CHỦ TỊCH"):
		return []string{"KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"}
	}
	return []string{"TUQ. CHỦ TỊCH", t}
}
