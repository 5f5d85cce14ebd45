package main

import (
	"bytes"
	"embed"
	"fmt"
	"path"
	"text/template"
)

//go:embed templates
var templateFiles embed.FS

var templates = template.Must(template.New("pages").Funcs(template.FuncMap{"escape": escape}).
	ParseFS(templateFiles, "templates/*.md.tmpl"))

// section is a part of a page of tables.
type section struct{ Title, Table string }

// page is a page of the rules, from the template of the name.
func page(name, from string, data any) (document, error) {
	var b bytes.Buffer
	if err := templates.ExecuteTemplate(&b, from, data); err != nil {
		return document{}, fmt.Errorf("rendering %s: %w", name, err)
	}
	return document{path.Join(rulesFolder, name), b.Bytes()}, nil
}
