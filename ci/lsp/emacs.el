;; Lets Emacs talk to tfk8s lsp with eglot: emacs --batch -l emacs.el
;; The set-up is the one of editors/README.md, which the caller has put into $TFK8S_SETUP.
(package-initialize)
(require 'cl-lib)
(require 'flymake)
(setq debug-on-error nil eglot-sync-connect 30 eglot-confirm-server-initiated-edits nil)
(load (getenv "TFK8S_SETUP"))

(defun wait-for (what such)
  "Wait until SUCH returns something, or fail with WHAT."
  (let ((rounds 600) found)
    (while (and (not (setq found (funcall such))) (> (cl-decf rounds) 0))
      (accept-process-output nil 0.05))
    (or found (error "No %s" what))))

(defun finding ()
  "Return the text of the finding about the image."
  (cl-find-if (lambda (text) (string-match-p "legacy cluster" text))
              (mapcar #'flymake-diagnostic-text (flymake-diagnostics))))

(find-file (getenv "TFK8S_FILE"))
(run-hooks 'post-command-hook) ; eglot-ensure connects after the command
(wait-for "server" #'eglot-current-server)
(flymake-mode 1)
(wait-for "finding" (lambda () (flymake-start) (finding)))

(goto-char (point-min))
(search-forward "docker-registry")
(let ((hover (jsonrpc-request (eglot-current-server) :textDocument/hover (eglot--TextDocumentPositionParams))))
  (unless (string-match-p "Why it matters" (plist-get (plist-get hover :contents) :value))
    (error "The hover has no page")))

(cl-letf (((symbol-function 'y-or-n-p) (lambda (&rest _) t)))
  (eglot-code-actions (point-min) (point-max) "source.fixAll.tfk8s" t))
(wait-for "fix" (lambda () (string-match-p "toolforge-python35-sssd-base" (buffer-string))))
(set-buffer-modified-p nil)
(eglot-shutdown (eglot-current-server))
(message "ok: Emacs understands tfk8s lsp")
