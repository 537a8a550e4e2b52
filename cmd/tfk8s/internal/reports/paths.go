package reports

import (
	"path/filepath"
	"strings"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/input"
	"github.com/toolforge/tfk8s/lint/report"
)

// Paths say how reports name files.
type Paths struct {
	Prefix    string // put before relative names
	Workspace string // the folder of the repository on a build server; "" elsewhere
}

// WorkspaceOf returns the folder in which a build server checked the repository out: GitHub, Forgejo and GitLab name it.
func WorkspaceOf(getenv func(string) string) string {
	if folder := getenv("GITHUB_WORKSPACE"); folder != "" {
		return folder
	}
	return getenv("CI_PROJECT_DIR")
}

// For returns the function that names files for readers, nil if they see the names as they are.
func (p Paths) For(a report.Audience) func(name string) string {
	switch {
	case a == report.People:
		return nil
	case p.Prefix != "":
		return p.withPrefix
	case p.Workspace != "" && a == report.Servers:
		return p.inWorkspace
	}
	return nil
}

func (p Paths) withPrefix(name string) string {
	if name == input.StdinName || filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(p.Prefix, name)
}

// inWorkspace makes a name relative to the workspace, if it names something there.
func (p Paths) inWorkspace(name string) string {
	path, err := filepath.Abs(name)
	if name == input.StdinName || err != nil {
		return name
	}
	if short, ok := inside(p.Workspace, path); ok {
		return short
	}
	folder, err := filepath.EvalSymlinks(p.Workspace)
	if err != nil {
		return name
	}
	if short, ok := inside(folder, absolute(path)); ok {
		return short
	}
	return name
}

func inside(folder, path string) (short string, ok bool) {
	short, err := filepath.Rel(folder, path)
	return short, err == nil && short != ".." && !strings.HasPrefix(short, ".."+string(filepath.Separator))
}
