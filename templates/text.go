package templates

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"strings"
)

// vi is the catalogue of sentences: key → sentence with {name} places. It is
// text/vi.json and one file a door beside it, text/vi.<door>.json.
var vi = mustText("text/vi*.json")

func mustText(pattern string) map[string]string {
	names, err := fs.Glob(files, pattern)
	if err != nil {
		panic(err)
	}
	all := map[string]string{}
	for _, name := range names {
		data, err := files.ReadFile(name)
		if err != nil {
			panic(err)
		}
		var part map[string]string
		if err := json.Unmarshal(data, &part); err != nil {
			panic(fmt.Errorf("read %s: %w", name, err))
		}
		for key, sentence := range part {
			if _, twice := all[key]; twice {
				panic(fmt.Errorf("read %s: key %s stands in another file too", name, key))
			}
			all[key] = sentence
		}
	}
	return all
}

// Text is the sentence of a key, with {name} replaced by args["name"]. A key
// without a sentence shows itself in braces: ugly, but it says what to mend.
func Text(key string, args map[string]string) string {
	if list, ok := args["allowed"]; ok {
		key, args = instead(key, args, list)
	}
	s, ok := vi[key]
	if !ok {
		return "{" + key + "}"
	}
	for name, value := range args {
		s = strings.ReplaceAll(s, "{"+name+"}", value)
	}
	return s
}

// instead is the longer sentence of a refusal that knows which acts are allowed
// in the place of the one refused. State and acts come as codes.
func instead(key string, args map[string]string, allowed string) (string, map[string]string) {
	if !HasText(key + ".instead") {
		return key, args
	}
	said := maps.Clone(args)
	said["state"], said["act"] = Text("state."+args["state"], nil), Text("event."+args["act"], nil)
	said["allowed"] = Text(key+".nothing", nil)
	if allowed != "" {
		list := strings.Split(allowed, ",")
		for i, act := range list {
			list[i] = Text("event."+act, nil)
		}
		said["allowed"] = strings.Join(list, ", ")
	}
	return key + ".instead", said
}

// HasText reports whether the key has a sentence.
func HasText(key string) bool { _, ok := vi[key]; return ok }

// textOf is Text for templates: {{t "key" "name" .Value "other" .Other}}.
func textOf(key string, args ...any) (string, error) {
	if len(args)%2 != 0 {
		return "", fmt.Errorf("text %s: names and values must come in pairs", key)
	}
	m := make(map[string]string, len(args)/2)
	for i := 0; i < len(args); i += 2 {
		m[fmt.Sprint(args[i])] = fmt.Sprint(args[i+1]) //nolint:gosec // the pairs were counted above
	}
	return Text(key, m), nil
}
