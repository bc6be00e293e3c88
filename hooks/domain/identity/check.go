package identity

// Warning is something about a number that a clerk should look at and may
// pass: old conversions and corrections make true numbers look wrong. Its
// value is the key of its sentence.
type Warning string

// The warnings.
const (
	WarnProvince = Warning("identity.warn_province") // the first three digits are no province and no country
	WarnSex      = Warning("identity.warn_sex")      // digit 4 says the other sex
	WarnBirth    = Warning("identity.warn_birth")    // digits 4–6 say another year of birth
	WarnTaxCode  = Warning("identity.warn_tax_code") // the tenth digit does not check
)

// Sex as papers of the state write it.
type Sex string

// The two sexes of a citizen card; "" is unknown.
const (
	Male   Sex = "male"
	Female Sex = "female"
)

// ParseSex reads "Nam", "Nữ" or our own words, with or without marks.
func ParseSex(text string) Sex {
	switch Fold(text) {
	case "nam", "male":
		return Male
	case "nu", "female":
		return Female
	}
	return ""
}

// Check compares a number with what else is known; empty birth and sex are
// not compared. Nghị định 137/2015/NĐ-CP, Điều 13: three digits of the place
// of registration, one of century and sex, two of the year, six at random.
func (n Number) Check(birth Birth, sex Sex) []Warning {
	switch n.Kind {
	case Citizen:
		return n.checkCitizen(birth, sex)
	case TaxCode:
		if !taxCodeChecks(n.Digits) {
			return []Warning{WarnTaxCode}
		}
	}
	return nil
}

func (n Number) checkCitizen(birth Birth, sex Sex) []Warning {
	var found []Warning
	if code := n.Digits[:3]; code == "000" || code < "100" && Provinces[code] == "" {
		found = append(found, WarnProvince)
	}
	if sex != "" && sex != n.Sex() {
		found = append(found, WarnSex)
	}
	if birth != "" && birth.Year() != n.BirthYear() {
		found = append(found, WarnBirth)
	}
	return found
}

// Sex is what digit 4 of a citizen number says: even male, odd female.
func (n Number) Sex() Sex {
	if n.Kind != Citizen {
		return ""
	}
	if (n.Digits[3]-'0')%2 == 0 {
		return Male
	}
	return Female
}

// BirthYear is what digits 4–6 of a citizen number say: 0 and 1 are the
// 1900s, 2 and 3 the 2000s, and so on. 0 for other kinds.
func (n Number) BirthYear() int {
	if n.Kind != Citizen {
		return 0
	}
	d := func(i int) int { return int(n.Digits[i] - '0') }
	return 1900 + d(3)/2*100 + d(4)*10 + d(5)
}

// Province is the name of the province where the birth was registered, as it
// was before the mergers of 2025; "" when unknown or abroad.
func (n Number) Province() string {
	if n.Kind != Citizen {
		return ""
	}
	return Provinces[n.Digits[:3]]
}

// taxCodeChecks computes the tenth digit: ten less the weighted sum modulo 11
// (Thông tư 105/2020/TT-BTC describes the parts; the weights are practice).
func taxCodeChecks(digits string) bool {
	weights := [9]int{31, 29, 23, 19, 17, 13, 7, 5, 3}
	sum := 0
	for i, w := range weights {
		sum += w * int(digits[i]-'0')
	}
	return 10-sum%11 == int(digits[9]-'0')
}
