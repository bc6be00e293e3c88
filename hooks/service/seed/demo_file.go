package seed

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math/rand/v2"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
)

// nobody is the citizen who files from home, without an account.
func (l *life) nobody() access.Actor { return access.Actor{} }

// attach adds a picture or a PDF to a dossier, as a clerk scans it.
func (l *life) attach(s *stage, papers []dossier.Paper) error {
	if len(papers) == 0 {
		return nil
	}
	paper := pick(l.rng, papers)
	name, body := fmt.Sprintf("Ảnh giấy tờ (%d).png", 1+l.rng.IntN(9)), []byte(nil)
	if l.rng.IntN(2) == 0 {
		name, body = fmt.Sprintf("Tờ khai %s.pdf", l.owner.Name), samplePDF()
	} else {
		var err error
		if body, err = samplePNG(l.rng); err != nil {
			return err
		}
	}
	_, err := s.desk.AddFile(s.app, l.clerk, l.c.Code, paper.Key, name, bytes.NewReader(body))
	return err
}

// samplePNG draws a page with grey lines: nobody's paper.
func samplePNG(r *rand.Rand) ([]byte, error) {
	img := image.NewGray(image.Rect(0, 0, 210, 297))
	for i := range img.Pix {
		img.Pix[i] = 250
	}
	for y := 30; y < 260; y += 14 {
		for x := 20; x < 100+r.IntN(90); x++ {
			img.SetGray(x, y, color.Gray{Y: 120})
			img.SetGray(x, y+1, color.Gray{Y: 120})
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		return nil, fmt.Errorf("draw sample picture: %w", err)
	}
	return b.Bytes(), nil
}

// samplePDF is the smallest page that every reader opens.
func samplePDF() []byte {
	text := "BT /F1 16 Tf 60 760 Td (Motcua: tai lieu mau, khong co gia tri) Tj ET"
	objects := []string{
		"<</Type/Catalog/Pages 2 0 R>>",
		"<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
		fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", len(text), text),
		"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
	}
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	places := make([]int, len(objects))
	for i, o := range objects {
		places[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, p := range places {
		fmt.Fprintf(&b, "%010d 00000 n \n", p)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, start)
	return b.Bytes()
}
