package main

import (
	"archive/tar"
	"archive/zip"
	"compress/gzip"
	"io"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// A member is a file of an archive.
type member struct {
	name string
	text []byte
	mode int64
}

// archive writes the archive of a target: a zip for Windows, else a tar.gz. All is in a folder that is called like the archive.
func (r *release) archive(t target, binary string, docs texts) error {
	program, err := os.ReadFile(binary)
	if err != nil {
		return err
	}
	name := r.name("_" + t.os + "_" + t.arch)
	folder := filepath.Base(name)
	members := []member{{path.Join(folder, filepath.Base(binary)), program, 0o755}}
	for _, doc := range slices.Sorted(maps.Keys(docs)) {
		members = append(members, member{path.Join(folder, doc), docs[doc], 0o644})
	}
	write := writeTar
	if name += ".tar.gz"; t.os == "windows" {
		name, write = strings.TrimSuffix(name, ".tar.gz")+".zip", writeZip
	}
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	if err := write(f, members, r.date); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

func writeTar(w io.Writer, members []member, date time.Time) error {
	zipped, err := gzip.NewWriterLevel(w, gzip.BestCompression)
	if err != nil {
		return err
	}
	out := tar.NewWriter(zipped)
	for _, m := range members {
		head := &tar.Header{Name: m.name, Mode: m.mode, Size: int64(len(m.text)), ModTime: date, Format: tar.FormatPAX}
		if err := out.WriteHeader(head); err != nil {
			return err
		}
		if _, err := out.Write(m.text); err != nil {
			return err
		}
	}
	if err := out.Close(); err != nil {
		return err
	}
	return zipped.Close()
}

func writeZip(w io.Writer, members []member, date time.Time) error {
	out := zip.NewWriter(w)
	for _, m := range members {
		head := &zip.FileHeader{Name: m.name, Method: zip.Deflate, Modified: date.UTC()}
		head.SetMode(os.FileMode(m.mode))
		f, err := out.CreateHeader(head)
		if err != nil {
			return err
		}
		if _, err := f.Write(m.text); err != nil {
			return err
		}
	}
	return out.Close()
}
