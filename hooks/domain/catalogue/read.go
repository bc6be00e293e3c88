package catalogue

import (
	"regexp"
	"strings"

	"motcua/hooks/domain/procedure"
)

// Record is one record of the national catalogue, every field a text.
type Record struct {
	Code         string `json:"ma_thu_tuc"`
	Name         string `json:"ten_thu_tuc"`
	Decision     string `json:"so_quyet_dinh"`
	Level        string `json:"cap_thuc_hien"`
	Kind         string `json:"loai_thu_tuc"`
	Sector       string `json:"linh_vuc"`
	Audience     string `json:"doi_tuong_thuc_hien"`
	Competent    string `json:"co_quan_co_tham_quyen"`
	Coordinating string `json:"co_quan_phoi_hop"`
	Steps        string `json:"trinh_tu_thuc_hien"`
	Channels     string `json:"cach_thuc_thuc_hien"`
	Papers       string `json:"thanh_phan_ho_so"`
	Legal        string `json:"can_cu_phap_ly"`
	Agency       string `json:"co_quan_thuc_hien"`
	Conditions   string `json:"yeu_cau_dieu_kien"`
	Results      string `json:"ket_qua_xu_ly"`
	URL          string `json:"detail_url"`
	Raw          string `json:"raw_text"`
}

var codeShape = regexp.MustCompile(`^\d\.\d{6}$`)

// Valid reports whether the record names a procedure at all.
func (rec Record) Valid() bool {
	return codeShape.MatchString(strings.TrimSpace(rec.Code)) && strings.TrimSpace(rec.Name) != ""
}

// Read understands a record. day is the day of import (2006-01-02), at which
// the record was taken as it stands; nothing else of the clock enters.
func Read(rec Record, day string) Reading {
	r := Reading{Original: map[string]string{}, Version: procedure.Version{
		Schema: procedure.SchemaNumber, Code: strings.TrimSpace(rec.Code), Name: strings.Join(strings.Fields(tidy(rec.Name)), " "),
		Sector: filled(rec.Sector), Level: filled(rec.Level), Audience: split(filled(rec.Audience)),
		Coordinating: filled(rec.Coordinating), Decision: filled(rec.Decision), EffectiveFrom: day,
		Cases: []procedure.Case{{Key: "main", Title: "Trường hợp chung", Default: true}},
	}}
	v := &r.Version
	v.Source = procedure.Source{URL: strings.TrimSpace(rec.URL), VerifiedOn: day, Text: sourceText(v.Code, v.Decision)}
	v.Deadline.Ground = v.Source.Text
	r.readHead(rec)
	r.readSteps(rec)
	list, left := rows(rec.Channels)
	v.Channels = channels(list)
	steps := filled(rec.Steps)
	if len(list) == 0 || left != "" {
		r.doubt("channels", KeyNoRows, rec.Channels)
	}
	if len(list) > 0 {
		r.readLimit(list, steps)
		r.readFees(list, steps)
	} else {
		r.doubt("deadline.limit", KeyLimitUnknown, rec.Channels)
		r.doubt("fees", KeyFeeUnknown, rec.Channels)
	}
	r.readPapers(rec.Papers, tidy(rec.Raw))
	r.readLegal(rec.Legal)
	r.readResults(rec.Results)
	r.Complete()
	return r
}

func sourceText(code, decision string) string {
	s := "Danh mục quốc gia về thủ tục hành chính, bản ghi " + code
	if decision != "" {
		s += ", Quyết định " + decision
	}
	return s
}

// readHead takes agency, decision and sector.
func (r *Reading) readHead(rec Record) {
	v := &r.Version
	if v.Agency = filled(rec.Agency); v.Agency == "" {
		v.Agency = filled(rec.Competent)
	}
	low := strings.ReplaceAll(strings.ToLower(v.Agency), "xã hội", "")
	switch {
	case v.Agency == "":
		r.doubt("agency", KeyNoAgency, rec.Agency+" "+rec.Competent)
	case !strings.Contains(low, "xã") && !strings.Contains(low, "phường") && !strings.Contains(low, "phục vụ hành chính công"):
		r.doubt("agency", KeyAgencyElsewhere, v.Agency)
	}
	if strings.HasSuffix(v.Decision, "QĐ-UBND") {
		r.doubt("decision", KeyLocalDecision, v.Decision, "decision", v.Decision)
	}
	if v.Sector == "" {
		r.doubt("sector", KeyNoSector, rec.Sector)
	}
}

// readSteps takes the steps and the conditions, and sees whether the crawl cut
// them where a heading's own words stood in a sentence.
func (r *Reading) readSteps(rec Record) {
	v := &r.Version
	steps := filled(rec.Steps)
	v.StepsText = lines(steps)
	switch {
	case steps == "":
		r.doubt("steps_text", KeyNoSteps, rec.Steps)
	case cut(steps) || begun(tidy(rec.Papers)):
		end := []rune(steps)
		r.doubt("steps_text", KeyTextCut, "… "+string(end[max(0, len(end)-300):]))
	}
	conditions := filled(rec.Conditions)
	if cut(conditions) {
		r.doubt("conditions", KeyTextCut, conditions)
	}
	v.Conditions = lines(conditions)
}
