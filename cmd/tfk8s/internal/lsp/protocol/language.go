package protocol

// The kinds of code actions. SourceConvert is a kind of its own, because what is below source.fixAll may run when a file is saved.
const (
	QuickFix      = "quickfix"
	SourceFixAll  = "source.fixAll.tfk8s"
	SourceConvert = "source.convert.tfk8s"
)

type CodeActionParams struct {
	TextDocument TextDocumentIdentifier `json:"textDocument"`
	Range        Range                  `json:"range"`
	Context      struct {
		Only []string `json:"only"`
	} `json:"context"`
}

type CodeAction struct {
	Title       string          `json:"title"`
	Kind        string          `json:"kind"`
	Diagnostics []Diagnostic    `json:"diagnostics,omitempty"`
	IsPreferred bool            `json:"isPreferred,omitempty"`
	Edit        *WorkspaceEdit  `json:"edit,omitempty"`
	Data        *CodeActionData `json:"data,omitempty"`
}

// CodeActionData says of an action without an edit what it is about, until the client asks for the edit.
type CodeActionData struct {
	URI     URI `json:"uri"`
	Version int `json:"version"`
}

// A WorkspaceEdit changes documents. Clients that do not know versions get Changes.
type WorkspaceEdit struct {
	DocumentChanges []TextDocumentEdit `json:"documentChanges,omitempty"`
	Changes         map[URI][]TextEdit `json:"changes,omitempty"`
}

type TextDocumentEdit struct {
	TextDocument VersionedTextDocumentIdentifier `json:"textDocument"`
	Edits        []TextEdit                      `json:"edits"`
}

type TextEdit struct {
	Range   Range  `json:"range"`
	NewText string `json:"newText"`
}

// The kinds of completion items.
const (
	CompletionValue    = 12
	CompletionProperty = 10
	CompletionEnum     = 20
	CompletionSnippet  = 15
)

// InsertAsIs says that the client must not indent the lines of an inserted text.
const InsertAsIs = 1

type CompletionList struct {
	IsIncomplete bool             `json:"isIncomplete"`
	Items        []CompletionItem `json:"items"`
}

type CompletionItem struct {
	Label          string         `json:"label"`
	Kind           int            `json:"kind"`
	Detail         string         `json:"detail,omitempty"`
	Documentation  *MarkupContent `json:"documentation,omitempty"`
	SortText       string         `json:"sortText,omitempty"`
	FilterText     string         `json:"filterText,omitempty"`
	InsertTextMode int            `json:"insertTextMode,omitempty"`
	TextEdit       *TextEdit      `json:"textEdit,omitempty"`
	Deprecated     bool           `json:"deprecated,omitempty"`
}

// The kinds of symbols.
const (
	SymbolClass    = 5
	SymbolProperty = 7
	SymbolObject   = 19
)

type DocumentSymbol struct {
	Name           string           `json:"name"`
	Detail         string           `json:"detail,omitempty"`
	Kind           int              `json:"kind"`
	Range          Range            `json:"range"`
	SelectionRange Range            `json:"selectionRange"`
	Children       []DocumentSymbol `json:"children,omitempty"`
}

// A SymbolInformation is a symbol for clients that show no tree.
type SymbolInformation struct {
	Name          string   `json:"name"`
	Kind          int      `json:"kind"`
	Location      Location `json:"location"`
	ContainerName string   `json:"containerName,omitempty"`
}
