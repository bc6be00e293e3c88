package casework_test

import (
	"bytes"
	"image"
	"image/png"
	"io"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/service/casework"
)

// same is the person of these tests; "099190000123" is that of intake.
const same = "099190000123"

// confirmed is a dossier of the unit whose result, a confirmation of residence,
// was scanned; it gives its code and the file.
func (o office) confirmed(number string) (string, casework.File) {
	o.t.Helper()
	code := o.receive(func(in *casework.ReceiveInput) { in.Procedure, in.Answers = "1.010041", nil }).Code
	o.toOfficer(code)
	o.must(o.Desk.Resolve(o.App, o.leader, code, 0, dossier.ResolveInput{Outcome: dossier.Granted, ResultNumber: number}))
	return code, o.scan(code, casework.ResultComponent)
}

// scan keeps a picture of a paper; each is another one.
func (o office) scan(code, component string) casework.File {
	o.t.Helper()
	files, err := o.Desk.Files(o.App, o.clerk, code)
	require.NoError(o.t, err)
	img := image.NewGray(image.Rect(0, 0, 20+len(files), 20+len(code)+len(component)))
	var b bytes.Buffer
	require.NoError(o.t, png.Encode(&b, img))
	f, err := o.Desk.AddFile(o.App, o.clerk, code, component, "ban-quet.png", &b)
	require.NoError(o.t, err)
	return f
}

// marital asks for a certificate of marital status, which takes a proof of residence.
func marital(change ...func(*casework.ReceiveInput)) casework.ReceiveInput {
	return intake(append([]func(*casework.ReceiveInput){func(in *casework.ReceiveInput) {
		in.Procedure, in.Answers = "1.004873", nil
	}}, change...)...)
}

func reusing(component, file string) func(*casework.ReceiveInput) {
	return func(in *casework.ReceiveInput) {
		in.Reuse = append(in.Reuse, casework.ReuseInput{Component: component, File: file})
	}
}

// offered are the papers the desk is offered for a procedure.
func (o office) offered(by access.Actor, number, code string) []casework.Reuse {
	o.t.Helper()
	unit, err := o.Desk.IntakeUnit(o.App, by)
	require.NoError(o.t, err)
	offer, err := o.Desk.Catalog.Offer(o.App, unit.ID, code, o.Now().Format("2006-01-02"))
	require.NoError(o.t, err)
	body := offer.Version.Body
	chosen, err := body.CaseOf("", nil)
	require.NoError(o.t, err)
	list, err := o.Desk.Reusable(o.App, by, number, body, chosen.Key)
	require.NoError(o.t, err)
	return list
}

func TestAPaperTheOfficeHasIsNotAskedAgain(t *testing.T) {
	o := open(t)
	code, file := o.confirmed("12/XN-UBND")
	list := o.offered(o.clerk, same, "1.004873")
	require.Len(t, list, 1)
	assert.Equal(t, "residence", list[0].Component)
	assert.Equal(t, code, list[0].From)
	assert.Equal(t, 1, list[0].File.Pages)
	assert.True(t, list[0].Result)
	assert.False(t, list[0].Expired)
	assert.NotEmpty(t, list[0].Until)

	got, err := o.Desk.Receive(o.App, o.clerk, marital(reusing("residence", file.ID)))
	require.NoError(t, err)
	var paper dossier.Paper
	for _, p := range got.Papers {
		if p.Key == "residence" {
			paper = p
		}
	}
	assert.Equal(t, []dossier.Reused{{File: file.ID, From: code}}, paper.Reuse, "the event says where it came from")
	assert.NotEmpty(t, paper.Title)
	files, err := o.Desk.Files(o.App, o.clerk, got.Code)
	require.NoError(t, err)
	require.Len(t, files, 1)
	assert.Equal(t, file.ID, files[0].ReuseOf)
	assert.Equal(t, code, files[0].From)
	assert.Equal(t, file.SHA256, files[0].SHA256)
	f, r, err := o.Desk.OpenFile(o.App, o.clerk, got.Code, files[0].ID)
	require.NoError(t, err)
	b, err := io.ReadAll(r)
	require.NoError(t, err)
	require.NoError(t, r.Close())
	assert.Len(t, b, int(f.Size), "the bytes are those of the earlier file")
	stored, err := o.Desk.Files(o.App, o.clerk, code)
	require.NoError(t, err)
	list2, err := casework.StoredFiles(o.App.DB())
	require.NoError(t, err)
	assert.Len(t, list2, len(stored), "a backup looks for no bytes that were never written")
	assert.Len(t, o.offered(o.clerk, same, "1.004873"), 1, "offered where it first came in, not twice")
	o.whole()
}

func TestWhatIsUsedAgainIsARequiredPaperHandedIn(t *testing.T) {
	o := open(t)
	first, err := o.Desk.Receive(o.App, o.clerk, birth(dossier.Paper{Key: "birth_certificate", Originals: 1}))
	require.NoError(t, err)
	file := o.scan(first.Code, "birth_certificate")
	_, err = o.Desk.Receive(o.App, o.clerk, birth())
	assertKey(t, err, dossier.KeyPaperMissing)
	in := birth()
	reusing("birth_certificate", file.ID)(&in)
	_, err = o.Desk.Receive(o.App, o.clerk, in)
	require.NoError(t, err)
}

func birth(more ...dossier.Paper) casework.ReceiveInput {
	return intake(func(in *casework.ReceiveInput) {
		in.Procedure, in.Answers = "1.001193", nil
		in.Components = append(in.Components, more...)
	})
}

// Every paper that is not offered is refused when its number is sent anyway;
// the twin beside it is offered and taken.
func TestWhatIsNotOfferedIsRefused(t *testing.T) {
	cases := map[string]func(o office) (in casework.ReceiveInput, number string, by access.Actor){
		"expired": func(o office) (casework.ReceiveInput, string, access.Actor) {
			_, f := o.confirmed("12/XN")
			o.SetNow(o.Now().AddDate(1, 0, 1).Format("2006-01-02T15:04"))
			return marital(reusing("residence", f.ID)), same, o.clerk
		},
		"revoked": func(o office) (casework.ReceiveInput, string, access.Actor) {
			code, f := o.confirmed("12/XN")
			o.must(o.Desk.CorrectResult(o.App, o.leader, code, 0, dossier.ResultInput{State: dossier.Revoked, Ground: "Cấp sai"}))
			return marital(reusing("residence", f.ID)), same, o.clerk
		},
		"replaced by another number": func(o office) (casework.ReceiveInput, string, access.Actor) {
			code, f := o.confirmed("12/XN")
			o.must(o.Desk.CorrectResult(o.App, o.leader, code, 0, dossier.ResultInput{State: dossier.Replaced, Ground: "Cấp sai", ResultNumber: "13/XN"}))
			return marital(reusing("residence", f.ID)), same, o.clerk
		},
		"of another person": func(o office) (casework.ReceiveInput, string, access.Actor) {
			_, f := o.confirmed("12/XN")
			return marital(reusing("residence", f.ID), func(in *casework.ReceiveInput) { in.Applicant.IdentityNumber = "099190000999" }), "099190000999", o.clerk
		},
		"of the same name without a number": func(o office) (casework.ReceiveInput, string, access.Actor) {
			_, f := o.confirmed("12/XN")
			return marital(reusing("residence", f.ID), func(in *casework.ReceiveInput) { in.Applicant.IdentityNumber = "" }), "", o.clerk
		},
		"of another unit": func(o office) (casework.ReceiveInput, string, access.Actor) {
			_, f := o.confirmed("12/XN")
			return marital(reusing("residence", f.ID)), same, o.Actor(access.Clerk, 1)
		},
		"for a paper that may not be used again": func(o office) (casework.ReceiveInput, string, access.Actor) {
			code := o.receive().Code
			f := o.scan(code, "declaration")
			return intake(reusing("declaration", f.ID)), same, o.clerk
		},
		"for another component": func(o office) (casework.ReceiveInput, string, access.Actor) {
			_, f := o.confirmed("12/XN")
			return marital(reusing("identity", f.ID)), "", o.clerk
		},
		"found wrong": func(o office) (casework.ReceiveInput, string, access.Actor) {
			got, err := o.Desk.Receive(o.App, o.clerk, birth(dossier.Paper{Key: "birth_certificate", Originals: 1}))
			require.NoError(o.t, err)
			f := o.scan(got.Code, "birth_certificate")
			o.toOfficer(got.Code)
			o.SetNow(o.Now().AddDate(0, 0, 1).Format("2006-01-02T15:04"))
			o.must(o.Desk.RequestSupplement(o.App, o.officer, got.Code, 0, dossier.SupplementInput{LimitDay: "2027-12-20",
				Items: []dossier.Item{{Component: "birth_certificate", Title: "Giấy chứng sinh", Defect: "Mờ", Ground: "Điều 5"}}}))
			in := birth()
			reusing("birth_certificate", f.ID)(&in)
			return in, same, o.clerk
		},
		"of a dossier that was withdrawn": func(o office) (casework.ReceiveInput, string, access.Actor) {
			got, err := o.Desk.Receive(o.App, o.clerk, birth(dossier.Paper{Key: "birth_certificate", Originals: 1}))
			require.NoError(o.t, err)
			f := o.scan(got.Code, "birth_certificate")
			o.must(o.Desk.Withdraw(o.App, o.clerk, got.Code, 0, dossier.EndInput{Reason: "Đổi ý"}))
			in := birth()
			reusing("birth_certificate", f.ID)(&in)
			return in, same, o.clerk
		},
		"no file at all": func(o office) (casework.ReceiveInput, string, access.Actor) {
			return marital(reusing("residence", "nothing00000000")), "", o.clerk
		},
	}
	for name, prepare := range cases {
		t.Run(name, func(t *testing.T) {
			o := open(t)
			in, number, by := prepare(o)
			for _, r := range o.offered(by, number, in.Procedure) {
				assert.True(t, r.Expired, "%s is offered", r.Component)
			}
			_, err := o.Desk.Receive(o.App, by, in)
			_, key := kind(t, err)
			assert.Equal(t, casework.KeyReuse, key)
			in.Reuse = nil
			if in.Procedure == "1.001193" {
				in.Components = append(in.Components, dossier.Paper{Key: "birth_certificate", Originals: 1})
			}
			_, err = o.Desk.Receive(o.App, by, in)
			require.NoError(t, err, "without it the intake stands")
		})
	}
}

func TestWhatCountsAgainAfterwardsIsOffered(t *testing.T) {
	o := open(t)
	code, _ := o.confirmed("12/XN")
	o.must(o.Desk.CorrectResult(o.App, o.leader, code, 0, dossier.ResultInput{State: dossier.Replaced, Ground: "Cấp sai", ResultNumber: "13/XN"}))
	assert.Empty(t, o.offered(o.clerk, same, "1.004873"))
	file := o.scan(code, casework.ResultComponent) // the new one
	_, err := o.Desk.Receive(o.App, o.clerk, marital(reusing("residence", file.ID)))
	require.NoError(t, err)
}

func TestAReuseIsNeverBelievedFromTheListOfPapers(t *testing.T) {
	o := open(t)
	forged := dossier.Paper{Key: "birth_certificate", Reuse: []dossier.Reused{{File: "x", From: "y"}}}
	_, err := o.Desk.Receive(o.App, o.clerk, birth(forged))
	assertKey(t, err, dossier.KeyPaperMissing)
	forged.Originals = 1
	got, err := o.Desk.Receive(o.App, o.clerk, birth(forged))
	require.NoError(t, err)
	for _, p := range got.Papers {
		assert.Empty(t, p.Reuse)
	}
}

func TestAResultIsScannedOnlyOnceThereIsOne(t *testing.T) {
	o := open(t)
	code := o.receive().Code
	_, err := o.Desk.AddFile(o.App, o.clerk, code, casework.ResultComponent, "a.pdf", bytes.NewReader([]byte("%PDF-1.4\n/Type /Page\ntrailer")))
	_, key := kind(t, err)
	assert.Equal(t, dossier.KeyNotAllowed, key)
	o.resolved(code)
	f, err := o.Desk.AddFile(o.App, o.clerk, code, casework.ResultComponent, "a.pdf", bytes.NewReader([]byte("%PDF-1.4\n/Type /Page\n/Type/Page /Type /Pages trailer")))
	require.NoError(t, err)
	assert.Equal(t, 2, f.Pages)
}

func TestFilingFromAfarUsesNoPaperAgain(t *testing.T) {
	o := open(t)
	_, file := o.confirmed("12/XN")
	in := filing(o.House)
	in.Reuse = []casework.ReuseInput{{Component: "residence", File: file.ID}}
	got, err := o.Desk.Submit(o.App, access.Actor{}, in)
	require.NoError(t, err)
	files, err := o.Desk.Files(o.App, o.clerk, got.ID)
	require.NoError(t, err)
	assert.Empty(t, files)
}

// TestAFiledDossierIsTakenInWithPapersOfBefore: what the desk is offered at
// intake it is offered when it accepts what was filed, under the same rules.
func TestAFiledDossierIsTakenInWithPapersOfBefore(t *testing.T) {
	o := open(t)
	code, file := o.confirmed("12/XN")
	file2 := func(number string) casework.Case {
		in := filing(o.House)
		in.Applicant.IdentityNumber = number
		got, err := o.Desk.Submit(o.App, access.Actor{}, in)
		require.NoError(t, err)
		return got.Case
	}
	offers := func(by access.Actor, c casework.Case) []casework.Reuse {
		list, err := o.Desk.ReusableFor(o.App, by, c)
		require.NoError(t, err)
		return list
	}
	mine, theirs := file2(same), file2("099190000777")
	list := offers(o.clerk, mine)
	require.Len(t, list, 1)
	assert.Equal(t, []string{"residence", file.ID, code}, []string{list[0].Component, list[0].File.ID, list[0].From})
	for _, by := range []access.Actor{o.officer, o.leader, o.Actor(access.Clerk, 1), o.Actor(access.UnitAdmin, 0)} {
		assert.Empty(t, offers(by, mine), "only who may take it in")
	}
	assert.Empty(t, offers(o.clerk, theirs), "another person")

	use := casework.ReceiveInput{Reuse: []casework.ReuseInput{{Component: "residence", File: file.ID}}}
	_, err := o.Desk.ReceiveSubmitted(o.App, o.clerk, theirs.ID, 0, use)
	assertKey(t, err, casework.KeyReuse)
	now := o.Now()
	o.SetNow("2028-01-10T09:00")
	late := offers(o.clerk, mine)
	require.Len(t, late, 1)
	assert.True(t, late[0].Expired, "it says why the paper is asked for again")
	_, err = o.Desk.ReceiveSubmitted(o.App, o.clerk, mine.ID, 0, use)
	assertKey(t, err, casework.KeyReuse)
	o.SetNow(now.Format("2006-01-02T15:04"))

	got, err := o.Desk.ReceiveSubmitted(o.App, o.clerk, mine.ID, 0, use)
	require.NoError(t, err)
	files, err := o.Desk.Files(o.App, o.clerk, got.Code)
	require.NoError(t, err)
	require.Len(t, files, 1)
	assert.Equal(t, file.ID, files[0].ReuseOf)
	assert.Empty(t, offers(o.clerk, got.Case), "taken in: nothing is offered any more")
	o.whole()
}
