package casework_test

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/domain/access"
	"motcua/hooks/service/casework"
)

func picture(t *testing.T, encode func(io.Writer, image.Image) error) []byte {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, encode(&b, image.NewGray(image.Rect(0, 0, 2, 2))))
	return b.Bytes()
}

// bomb is a small PNG that says it is enormous.
func bomb(t *testing.T, w, h uint32) []byte {
	b := picture(t, png.Encode)
	binary.BigEndian.PutUint32(b[16:], w)
	binary.BigEndian.PutUint32(b[20:], h)
	binary.BigEndian.PutUint32(b[29:], crc32.ChecksumIEEE(b[12:29]))
	return b
}

var pdf = []byte("%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF")

func TestFilesAreWhatTheyHoldNotWhatTheyAreCalled(t *testing.T) {
	o := open(t)
	code := o.receive().Code
	good := picture(t, png.Encode)
	jpg := picture(t, func(w io.Writer, m image.Image) error { return jpeg.Encode(w, m, nil) })
	gifs := picture(t, func(w io.Writer, m image.Image) error { return gif.Encode(w, m, nil) })
	for _, c := range []struct {
		name string
		body []byte
		mime string // "" = refused
		key  string
	}{
		{"ảnh giấy tờ (1).png", good, "image/png", ""},
		{"a.php.png", good, "image/png", ""},
		{"picture.exe", jpg, "image/jpeg", ""},
		{"paper.pdf", pdf, "application/pdf", ""},
		{`..\..\evil.png`, good, "image/png", ""},
		{"a.png", nil, "", casework.KeyFileEmpty},
		{"a.svg", []byte(`<svg onload="alert(1)">`), "", casework.KeyFileType},
		{"a.png", []byte(`<svg onload="alert(1)">`), "", casework.KeyFileType},
		{"a.jpg", []byte("<html><script>1</script>"), "", casework.KeyFileType},
		{"a.pdf", append([]byte("MZ"), make([]byte, 200)...), "", casework.KeyFileType},
		{"a.docm", []byte("PK\x03\x04xxxxxxxxxx"), "", casework.KeyFileType},
		{"a.gif", gifs, "", casework.KeyFileType},
		{"a.png", gifs, "", casework.KeyFileType},
		{"a.png", good[:20], "", casework.KeyFileBroken},
		{"a.pdf", []byte("%PDF-1.4 cut off"), "", casework.KeyFileBroken},
		{"a.png", bomb(t, 30000, 30000), "", casework.KeyFilePixels},
		{"a.png", bomb(t, 0x7fffffff, 0x7fffffff), "", casework.KeyFileBroken},
		{"a.pdf", append(make([]byte, casework.MaxFileBytes), pdf...), "", casework.KeyFileTooBig},
	} {
		f, err := o.Desk.AddFile(o.App, o.clerk, code, "declaration", c.name, bytes.NewReader(c.body))
		if c.mime == "" {
			_, key := kind(t, err)
			assert.Equal(t, c.key, key, c.name)
			continue
		}
		require.NoError(t, err, c.name)
		assert.Equal(t, c.mime, f.Mime, c.name)
		assert.NotContains(t, f.Name, "/")
		assert.NotContains(t, f.Name, `\`)
		assert.NotContains(t, f.Stored, "php", "the store has a name of its own")
	}
	files, err := o.Desk.Files(o.App, o.clerk, code)
	require.NoError(t, err)
	assert.Len(t, files, 5)
	f, r, err := o.Desk.OpenFile(o.App, o.officer, code, files[0].ID)
	require.NoError(t, err)
	b, err := io.ReadAll(r)
	require.NoError(t, err)
	require.NoError(t, r.Close())
	assert.Equal(t, good, b)
	assert.Equal(t, "ảnh giấy tờ (1).png", f.Name)
}

func TestFilesHaveTheirLimits(t *testing.T) {
	o := open(t)
	code := o.receive().Code
	add := func() error {
		_, err := o.Desk.AddFile(o.App, o.clerk, code, "", "a.pdf", bytes.NewReader(pdf))
		return err
	}
	for range 20 {
		require.NoError(t, add())
	}
	_, key := kind(t, add())
	assert.Equal(t, casework.KeyFileTooMany, key)
	code = o.receive().Code
	big := append(append([]byte("%PDF-1.4\n"), make([]byte, 9<<20)...), []byte("\nstartxref")...)
	var err error
	for n := 0; err == nil; n++ {
		require.Less(t, n, 10)
		_, err = o.Desk.AddFile(o.App, o.clerk, code, "", strings.Repeat("ợ", 300)+".pdf", bytes.NewReader(big))
	}
	_, key = kind(t, err)
	assert.Equal(t, casework.KeyFileTotal, key)
	_, err = o.Desk.AddFile(o.App, o.Actor(access.Cashier, 0), o.receive().Code, "", "a.pdf", bytes.NewReader(pdf))
	k, _ := kind(t, err)
	assert.EqualValues(t, "forbidden", k)
	_, err = o.Desk.AddFile(o.App, o.Actor(access.Clerk, 1), code, "", "a.pdf", bytes.NewReader(pdf))
	_, key = kind(t, err)
	assert.Equal(t, casework.KeyNotFound, key)
}
