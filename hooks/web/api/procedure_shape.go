package api

import (
	"motcua/hooks/domain/deadline"
	"motcua/hooks/domain/form"
	"motcua/hooks/domain/procedure"
	"motcua/hooks/service/catalog"
)

// procedureBody is one procedure as it is published.
type procedureBody struct {
	Code         string                  `json:"code"`
	Name         string                  `json:"name"`
	Sector       string                  `json:"sector"`
	Level        string                  `json:"level"`
	Agency       string                  `json:"agency"`
	Audience     []string                `json:"audience"`
	Version      versionBody             `json:"version"`
	Channels     []procedure.Channel     `json:"channels"`
	LimitText    string                  `json:"limit_text"`
	FeeText      string                  `json:"fee_text"`
	Cases        []caseBody              `json:"cases"`
	Form         form.Schema             `json:"form"`
	StepsText    []string                `json:"steps_text"`
	Conditions   []string                `json:"conditions"`
	LegalBasis   []procedure.LegalText   `json:"legal_basis"`
	Results      []procedure.Result      `json:"results"`
	RefusalCodes []procedure.RefusalCode `json:"refusal_codes"`
	WhatNext     string                  `json:"what_next"`
}

type versionBody struct {
	No            int    `json:"no"`
	EffectiveFrom string `json:"effective_from"`
	SHA256        string `json:"sha256"`
	Decision      string `json:"decision"`
}

// caseBody is one case with its own papers, limit and fees.
type caseBody struct {
	Key        string          `json:"key"`
	Title      string          `json:"title"`
	Default    bool            `json:"default"`
	Components []componentBody `json:"components"`
	Deadline   limitBody       `json:"deadline"`
	Fees       []feeBody       `json:"fees"`
}

type componentBody struct {
	Key         string                `json:"key"`
	Title       string                `json:"title"`
	Requirement procedure.Requirement `json:"requirement"`
	Originals   int                   `json:"originals"`
	Copies      int                   `json:"copies"`
	OneOf       string                `json:"one_of"`
	Note        string                `json:"note"`
	MayReuse    bool                  `json:"may_reuse"` // not asked again when the unit has it
}

// limitBody is a limit over the desk's channel, with the words it was
// published in; n and unit are what is counted.
type limitBody struct {
	N      int           `json:"n"`
	Unit   deadline.Unit `json:"unit"`
	Text   string        `json:"text"`
	Ground string        `json:"ground"`
}

// feeBody is one item to pay. amount is null where it is reckoned by pages or
// set by the province.
type feeBody struct {
	Key        string                `json:"key"`
	Title      string                `json:"title"`
	Kind       procedure.FeeKind     `json:"kind"`
	Amount     *int64                `json:"amount"`
	Per        string                `json:"per"`
	Tiers      *procedure.Tiers      `json:"tiers"`
	Stage      string                `json:"stage"`
	Exemptions []procedure.Exemption `json:"exemptions"`
	Ground     string                `json:"ground"`
}

func procedureOf(p catalog.Published, channels []procedure.Channel, rule deadline.Rule, local map[string]int64) procedureBody {
	v := p.Body
	out := procedureBody{
		Code: v.Code, Name: v.Name, Sector: v.Sector, Level: v.Level, Agency: v.Agency, Audience: list(v.Audience),
		Version:  versionBody{p.No, p.EffectiveFrom, p.SHA256, p.Decision},
		Channels: list(channels), LimitText: v.LimitText(), FeeText: v.FeeText, Form: v.Form,
		StepsText: list(v.StepsText), Conditions: list(v.Conditions), LegalBasis: list(v.LegalBasis),
		Results: list(v.Results), RefusalCodes: list(v.RefusalCodes), WhatNext: v.WhatNext,
	}
	for _, c := range v.Cases {
		out.Cases = append(out.Cases, caseOf(v, c, rule, local))
	}
	return out
}

func caseOf(v procedure.Version, c procedure.Case, rule deadline.Rule, local map[string]int64) caseBody {
	out := caseBody{Key: c.Key, Title: c.Title, Default: c.Default, Components: []componentBody{}, Fees: []feeBody{}}
	for _, p := range v.Papers(c.Key) {
		out.Components = append(out.Components, componentBody{p.Key, p.Title, p.Requirement, p.Originals, p.Copies, p.OneOf, p.Note, p.MayReuse})
	}
	out.Deadline = limitBody{N: rule.Limit.N, Unit: rule.Limit.Unit, Text: v.LimitText(), Ground: rule.Ground}
	if q, err := rule.Query(string(procedure.Desk), c.Key, nil); err == nil {
		out.Deadline.N, out.Deadline.Unit = q.Limit.N, q.Limit.Unit
	}
	for _, f := range v.Fees {
		if len(f.Cases) > 0 && !in(f.Cases, c.Key) {
			continue
		}
		fee := feeBody{f.Key, f.Title, f.Kind, f.Amount, f.Per, f.Tiers, f.Stage, list(f.Exemptions), f.Ground}
		if n, known := local[f.Key]; known && fee.Amount == nil {
			fee.Amount = &n
		}
		out.Fees = append(out.Fees, fee)
	}
	return out
}

func in(names []string, name string) bool {
	for _, n := range names {
		if n == name {
			return true
		}
	}
	return false
}
