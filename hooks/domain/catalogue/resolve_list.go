package catalogue

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"motcua/hooks/domain/problem"
	"motcua/hooks/domain/procedure"
)

// answerPaper sets the count or the requirement of one paper, or says that it
// is a remark and no paper.
func (r *Reading) answerPaper(field, value string) error {
	key := strings.Split(field, ".")[1]
	i := slices.IndexFunc(r.Version.Components, func(c procedure.Component) bool { return c.Key == key })
	if i < 0 {
		return problem.Of(field, KeyNoDoubt)
	}
	if value == Note {
		r.toRemark(i)
		return nil
	}
	c := &r.Version.Components[i]
	if AskOf(field) == AskRequirement {
		return answerChoice(field, value, func() { c.Requirement = procedure.Requirement(value) }, string(procedure.Required), string(procedure.Optional), string(procedure.ShowOnly))
	}
	originals, copies, ok := strings.Cut(value, "/")
	if !ok || !isCount(originals) || !isCount(copies) || atoi(originals)+atoi(copies) == 0 {
		return problem.Of(field, KeyAnswerCount)
	}
	c.Originals, c.Copies = atoi(originals), atoi(copies)
	return nil
}

func isCount(s string) bool {
	return s != "" && len(s) <= 3 && strings.Trim(s, "0123456789") == ""
}

// toRemark takes line i out of the papers and keeps its words as a condition.
func (r *Reading) toRemark(i int) {
	v := &r.Version
	c := v.Components[i]
	v.Conditions = append(v.Conditions, "Lưu ý: "+c.Title)
	v.Components = slices.Delete(v.Components, i, i+1)
	r.Doubts = slices.DeleteFunc(r.Doubts, func(d Doubt) bool { return strings.HasPrefix(d.Field, "components."+c.Key+".") })
}

// answerPapers takes the papers as typed; “keep” leaves them as they were read.
func (r *Reading) answerPapers(field, value string) error {
	if value == "keep" && len(r.Version.Components) > 0 {
		return nil
	}
	var out []procedure.Component
	for i, line := range strings.Split(value, "\n") {
		part := strings.Split(line, "|")
		for j := range part {
			part[j] = strings.TrimSpace(part[j])
		}
		if len(part) != 3 || part[0] == "" || !isCount(part[1]) || !isCount(part[2]) || atoi(part[1])+atoi(part[2]) == 0 {
			return problem.Of(field, KeyAnswerPaper).With("line", strconv.Itoa(i+1))
		}
		out = append(out, procedure.Component{Key: fmt.Sprintf("paper_%d", i+1), Title: part[0], Requirement: procedure.Required, Originals: atoi(part[1]), Copies: atoi(part[2])})
	}
	r.Version.Components = out
	r.Doubts = slices.DeleteFunc(r.Doubts, func(d Doubt) bool { return strings.HasPrefix(d.Field, "components.") })
	return nil
}

func (r *Reading) answerLegal(field, value string) error {
	var out []procedure.LegalText
	for i, line := range strings.Split(value, "\n") {
		number, title, _ := strings.Cut(line, "|")
		if number = strings.TrimSpace(number); number == "" {
			return problem.Of(field, KeyAnswerLegal).With("line", strconv.Itoa(i+1))
		}
		out = append(out, procedure.LegalText{Number: number, Title: strings.TrimSpace(title)})
	}
	r.Version.LegalBasis = out
	return nil
}

func (r *Reading) answerText(field, value string) error {
	v := &r.Version
	switch field {
	case "agency":
		v.Agency = value
	case "sector":
		v.Sector = value
	case "decision":
		v.Decision = value
		v.Source.Text = sourceText(v.Code, value)
	case "steps_text":
		v.StepsText = lines(value)
	case "conditions":
		v.Conditions = lines(value)
	case "results":
		v.Results = nil
		for i, title := range lines(value) {
			v.Results = append(v.Results, procedure.Result{Key: fmt.Sprintf("result_%d", i+1), Title: title})
		}
	case "channels":
		return r.answerChannels(field, value)
	default: // components.<key>.title
		key := strings.Split(field, ".")[1]
		for i := range v.Components {
			if v.Components[i].Key == key {
				v.Components[i].Title = value
			}
		}
	}
	return nil
}

func (r *Reading) answerChannels(field, value string) error {
	var out []procedure.Channel
	for _, l := range lines(value) {
		found := procedure.Channel("")
		for ch, word := range channelWords {
			if strings.EqualFold(word, l) || string(ch) == l {
				found = ch
			}
		}
		if found == "" {
			return problem.Of(field, KeyAnswerChoice)
		}
		if !slices.Contains(out, found) {
			out = append(out, found)
		}
	}
	r.Version.Channels = out
	return nil
}

// Proposed is what the form for a field begins with: what was read so far,
// written as Resolve takes it; "" where any beginning would be a guess.
func (r Reading) Proposed(field string) string {
	v := r.Version
	switch AskOf(field) {
	case AskCases:
		return proposedCases(r.Original[field])
	case AskPapers:
		return joined(len(v.Components), func(i int) string {
			c := v.Components[i]
			return fmt.Sprintf("%s | %d | %d", c.Title, c.Originals, c.Copies)
		})
	case AskLegal:
		return joined(len(v.LegalBasis), func(i int) string { return v.LegalBasis[i].Number + " | " + v.LegalBasis[i].Title })
	}
	switch field {
	case "agency":
		return v.Agency
	case "sector":
		return v.Sector
	case "decision":
		return v.Decision
	case "steps_text":
		return strings.Join(v.StepsText, "\n")
	case "conditions":
		return strings.Join(v.Conditions, "\n")
	case "results":
		return joined(len(v.Results), func(i int) string { return v.Results[i].Title })
	case "channels":
		return joined(len(v.Channels), func(i int) string { return channelWords[v.Channels[i]] })
	}
	if key, ok := strings.CutSuffix(strings.TrimPrefix(field, "components."), ".title"); ok {
		for _, c := range v.Components {
			if c.Key == key {
				return c.Title
			}
		}
	}
	return ""
}

// proposedCases writes each row of the original as a line to be worded.
func proposedCases(original string) string {
	list, _ := rows(original)
	seen := map[string]bool{}
	var out []string
	for _, x := range list {
		title := []rune(strings.Join(strings.Fields(x.Note), " "))
		line := string(title[:min(len(title), 160)]) + " | " + strings.ToLower(x.Time)
		if !seen[line] {
			out = append(out, line)
		}
		seen[line] = true
	}
	return strings.Join(out, "\n")
}

func joined(n int, line func(int) string) string {
	out := make([]string, n)
	for i := range n {
		out[i] = line(i)
	}
	return strings.Join(out, "\n")
}
