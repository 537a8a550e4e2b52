package main

import (
	"bytes"
	"debug/buildinfo"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"time"
)

// A bom is a software bill of materials: https://cyclonedx.org/docs/1.5/json/
type bom struct {
	Format      string      `json:"bomFormat"`
	SpecVersion string      `json:"specVersion"`
	Version     int         `json:"version"`
	Metadata    metadata    `json:"metadata"`
	Components  []component `json:"components"`
}

type metadata struct {
	Timestamp string    `json:"timestamp"`
	Component component `json:"component"`
}

type component struct {
	Type       string     `json:"type"`
	Ref        string     `json:"bom-ref"`
	Name       string     `json:"name"`
	Version    string     `json:"version"`
	PURL       string     `json:"purl"`
	Properties []property `json:"properties,omitempty"`
}

// A property of a module is its sum in go.sum, which is no checksum of one file.
type property struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// components writes which modules the program links, as the program itself says it.
func (r *release) components(binary string) error {
	info, err := buildinfo.ReadFile(binary)
	if err != nil {
		return err
	}
	list := bom{
		Format: "CycloneDX", SpecVersion: "1.5", Version: 1,
		Metadata: metadata{Timestamp: r.date.UTC().Format(time.RFC3339), Component: newComponent("application", info.Main.Path, "v"+r.version)},
	}
	for _, m := range info.Deps {
		if m.Replace != nil {
			m = m.Replace
		}
		c := newComponent("library", m.Path, m.Version)
		sum, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(m.Sum, "h1:"))
		if err != nil {
			return fmt.Errorf("%s: the sum %q: %w", m.Path, m.Sum, err)
		}
		c.Properties = []property{{"go:sum:h1", hex.EncodeToString(sum)}}
		list.Components = append(list.Components, c)
	}
	list.Components = append(list.Components, newComponent("library", "std", strings.TrimPrefix(info.GoVersion, "go")))
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(list); err != nil {
		return err
	}
	return os.WriteFile(r.name("_sbom.cdx.json"), out.Bytes(), 0o644)
}

func newComponent(kind, path, version string) component {
	purl := "pkg:golang/" + path + "@" + strings.ReplaceAll(version, "+", "%2B")
	return component{Type: kind, Ref: purl, Name: path, Version: version, PURL: purl}
}
