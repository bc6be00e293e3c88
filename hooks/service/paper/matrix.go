package paper

import (
	"fmt"
	"image/color"
	"strings"

	"github.com/boombuler/barcode"
	"github.com/boombuler/barcode/code128"
	"github.com/boombuler/barcode/qr"
)

// quietQR and quietBars are the white modules around a code that ISO/IEC 18004
// and 15417 ask for.
const (
	quietQR   = 4
	quietBars = 10
)

// Matrix is a code as dark modules, quiet zone included. D is an SVG path in
// units of one module, so that a template needs no ready-made HTML:
// <svg viewBox="0 0 {{.W}} {{.H}}"><path d="{{.D}}"/></svg>.
type Matrix struct {
	W, H int
	D    string
	runs []run
}

// run is a horizontal stretch of dark modules.
type run struct{ x, y, n int }

// QR draws a text as a QR code, error correction level M.
func QR(text string) (Matrix, error) {
	bars, err := qr.Encode(text, qr.M, qr.Auto)
	if err != nil {
		return Matrix{}, fmt.Errorf("draw QR code: %w", err)
	}
	return matrix(bars, quietQR, quietQR), nil
}

// Bars draws a text of ASCII letters and digits as Code 128, one module high.
func Bars(text string) (Matrix, error) {
	bars, err := code128.Encode(text)
	if err != nil {
		return Matrix{}, fmt.Errorf("draw bar code: %w", err)
	}
	return matrix(bars, quietBars, 0), nil
}

// QR of the tracking address.
func (r Receipt) QR() (Matrix, error) { return QR(r.TrackURL) }

// Bars of the dossier code, for old scanners.
func (r Receipt) Bars() (Matrix, error) { return Bars(r.Code) }

func matrix(b barcode.Barcode, quietX, quietY int) Matrix {
	size := b.Bounds().Size()
	height := size.Y
	if b.Metadata().Dimensions == 1 {
		height = 1
	}
	m := Matrix{W: size.X + 2*quietX, H: height + 2*quietY}
	var d strings.Builder
	for y := range height {
		for x := 0; x < size.X; x++ {
			start := x
			for x < size.X && dark(b.At(x, y)) {
				x++
			}
			if x > start {
				m.runs = append(m.runs, run{start + quietX, y + quietY, x - start})
				fmt.Fprintf(&d, "M%d %dh%dv1h-%dz", start+quietX, y+quietY, x-start, x-start)
			}
		}
	}
	m.D = d.String()
	return m
}

func dark(c color.Color) bool {
	r, _, _, _ := c.RGBA()
	return r < 0x8000
}
