package procedure

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/deadline"
	"motcua/hooks/domain/problem"
)

// exampleTime is how an example writes a moment, in zone.
const exampleTime = "2006-01-02T15:04"

// zone is Asia/Ho_Chi_Minh: +07:00 the whole year since 1975.
var zone = time.FixedZone("+07", 7*60*60)

func (v Version) checkExamples(cal *calendar.Calendar) (out problem.List) {
	if len(v.Examples) == 0 {
		out.Add("examples", KeyNoExample)
	}
	for i, x := range v.Examples {
		out = append(out, v.checkExample(fmt.Sprintf("examples[%d]", i), x, cal)...)
	}
	return out
}

// checkExample works the example out anew: case, papers, fee and due day.
func (v Version) checkExample(at string, x Example, cal *calendar.Calendar) (out problem.List) {
	if !v.Offers(x.Channel) {
		out = append(out, problem.Of(at+".channel", KeyExampleNotFound).With("channel", string(x.Channel)))
	}
	for _, p := range v.Form.Validate(x.Answers) {
		p.Field = at + "." + p.Field
		out = append(out, p)
	}
	c, wrong := v.exampleCase(at, x)
	if len(wrong) > 0 {
		return append(out, wrong...)
	}
	var papers []string
	for _, p := range v.Papers(c.Key) {
		papers = append(papers, p.Key)
	}
	if !slices.Equal(papers, x.Components) {
		out = append(out, differs(at+".components", KeyExamplePapers, strings.Join(x.Components, " "), strings.Join(papers, " ")))
	}
	out = append(out, v.checkExampleFee(at, x, c.Key)...)
	return append(out, v.checkExampleDue(at, x, c.Key, cal)...)
}

// exampleCase is the case the answers choose. One that only the clerk may
// choose is taken from the example.
func (v Version) exampleCase(at string, x Example) (Case, problem.List) {
	want, known := v.caseBy(x.Case)
	if x.Case != "" && !known {
		return Case{}, problem.List{problem.Of(at+".case", KeyUnknownCase).With("case", x.Case)}
	}
	if known && !want.Default && want.When == nil {
		return want, nil
	}
	got, err := v.CaseOf("", x.Answers)
	if l, bad := problem.In(err); bad {
		return Case{}, l
	}
	if x.Case != "" && got.Key != x.Case {
		return Case{}, problem.List{differs(at+".case", KeyExampleCase, x.Case, got.Key)}
	}
	return got, nil
}

func (v Version) checkExampleFee(at string, x Example, caseKey string) problem.List {
	fees, err := v.FeesFor(x.Channel, caseKey, x.Answers, x.Exemptions, nil)
	if l, bad := problem.In(err); bad {
		for i := range l {
			l[i].Field = at + "." + l[i].Field
		}
		return l
	}
	var sum int64
	for _, f := range fees {
		sum += f.Amount
	}
	if sum != x.Fee {
		return problem.List{differs(at+".fee", KeyExampleFee, strconv.FormatInt(x.Fee, 10), strconv.FormatInt(sum, 10))}
	}
	return nil
}

func differs(at, key, want, got string) problem.Problem {
	return problem.Of(at, key).With("want", want).With("got", got)
}

// checkExampleDue asks the deadline engine for the appointment (ngày hẹn trả).
func (v Version) checkExampleDue(at string, x Example, caseKey string, cal *calendar.Calendar) problem.List {
	received, err := time.ParseInLocation(exampleTime, x.Received, zone)
	if err != nil {
		return problem.List{problem.Of(at+".received", KeyExampleTime)}
	}
	q, err := v.Deadline.Query(string(x.Channel), caseKey, x.Answers)
	if err != nil {
		return nil //nolint:nilerr // checkDeadline says what is wrong with the rule
	}
	q.Received = received
	r, err := deadline.Compute(cal, q)
	if err != nil {
		return problem.List{differs(at+".due", KeyExampleDue, x.Due, err.Error())}
	}
	got := ""
	if !r.Due.IsZero() {
		got = r.Due.In(zone).Format(exampleTime)
	}
	if got != x.Due {
		return problem.List{differs(at+".due", KeyExampleDue, x.Due, got)}
	}
	return nil
}
