package main

import (
	"path/filepath"
	"strings"
	"testing"
)

// allowedLicenses are sentences of the licenses that a linked module may have. All of them allow to distribute it with the program.
var allowedLicenses = []struct{ name, sentence string }{
	{"Apache", "Apache License Version 2.0"},
	{"BSD", "Redistribution and use in source and binary forms, with or without modification, are permitted provided that the following conditions are met"},
	{"MIT", "Permission is hereby granted, free of charge, to any person obtaining a copy"},
}

func TestLinkedModulesHaveAnAllowedLicense(t *testing.T) {
	out := goTool(t, "list", "-deps", "-f", `{{with .Module}}{{if not .Main}}{{.Path}}{{"\t"}}{{.Dir}}{{end}}{{end}}`, ".")
	folders := map[string]string{}
	for line := range strings.Lines(out) {
		if path, folder, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
			folders[path] = folder
		}
	}
	if folders["go.yaml.in/yaml/v3"] == "" {
		t.Fatalf("the list of modules is not complete: %v", folders)
	}
	for path, folder := range folders {
		if license := licenseIn(t, folder); license == "" {
			t.Errorf("%s has no license that is known: see allowedLicenses", path)
		} else {
			t.Logf("%s: %s", path, license)
		}
	}
}

// licenseIn returns the name of the license in a folder, "" if there is none that is allowed.
func licenseIn(t *testing.T, folder string) string {
	t.Helper()
	for _, text := range textsIn(t, folder, "LICEN[CS]E*", "COPYING*") {
		for _, license := range allowedLicenses {
			if strings.Contains(strings.Join(strings.Fields(text), " "), license.sentence) {
				return license.name
			}
		}
	}
	return ""
}

// textsIn returns the texts of the files in a folder whose names match one of some patterns.
func textsIn(t *testing.T, folder string, patterns ...string) (texts []string) {
	t.Helper()
	for _, pattern := range patterns {
		names, err := filepath.Glob(filepath.Join(folder, pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			texts = append(texts, mustRead(t, name))
		}
	}
	return texts
}
