package lsp

// Details are those of the command in its help.
const Details = `An editor starts lsp, and talks to it over standard input and output in the Language
Server Protocol 3.17. It shows the findings of lint while you type, offers the fixes
of convert, and knows the fields, values and images of the cluster. editors/README.md
has the set-up of some editors.

lsp reads the manifests in the folders of the workspace as lint does, with what you
have not saved yet in the place of files. It uses .tfk8s.yaml, and follows its
changes. Flags override it.

Exit codes:
  0  the editor shut the server down
  1  the editor ended without that
  2  the command line is wrong
`
