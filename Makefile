# Everything needs only Go, and the first time the Go module proxy.
GO ?= go
FUZZTIME ?= 30s

.PHONY: help build test check lint fmt vet staticcheck tidy generated bench growth fuzz soak race audit generate new-rule clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

build: ## build bin/tfk8s
	$(GO) build -trimpath -o bin/tfk8s ./cmd/tfk8s

test: ## all tests
	$(GO) test ./...

check: lint tidy generated test race ## what CI runs: all of the checks and tests

lint: fmt vet staticcheck ## only the checks that run no test

fmt: ## fails where gofmt would change a file
	@files="$$(gofmt -l cmd convert lint rules schemas)"; \
	if [ -n "$$files" ]; then echo "gofmt -w these files:"; echo "$$files"; exit 1; fi

vet: ## go vet
	$(GO) vet ./...

staticcheck: ## staticcheck, in the version of go.mod
	$(GO) tool staticcheck ./...

tidy: ## fails where go.mod or go.sum is not tidy
	$(GO) mod tidy -diff

generated: ## fails where a generated file differs from what its source gives
	$(GO) test -count=1 -run 'UpToDate|IsThatOfItsSource' ./schemas/... ./rules

generate: ## rewrite generated files, and the examples of pages, cases, scripts and documents
	$(GO) generate ./...
	$(GO) test ./rules -run 'EveryPage|Cases|Index' -update
	$(GO) test ./cmd/tfk8s -run 'TheDocs|Scripts' -update

new-rule: ## write the skeleton of a rule: make new-rule DOMAIN=quota NAME=some-name [ID=TFK699]
	@$(GO) run ./rules/internal/newrule "$(DOMAIN)" "$(NAME)" "$(ID)"

bench: ## benchmarks, and whole processes beside a floor and kubeconform
	$(GO) test -run '^$$' -bench . -skip Growth -benchmem ./...
	$(GO) run ./cmd/bench

growth: ## how processor time grows with each kind of input, in some minutes
	$(GO) test -run '^$$' -bench Growth -benchtime 1x -timeout 2h ./cmd/tfk8s

fuzz: ## each fuzz target for FUZZTIME
	@for pkg in $$($(GO) list ./...); do \
		for target in $$($(GO) test -list '^Fuzz' $$pkg | grep '^Fuzz'); do \
			echo "$$pkg $$target"; \
			$(GO) test -run '^$$' -fuzz "^$$target$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 1x $$pkg || exit 1; \
		done; \
	done

soak: ## an hour of fuzzing, before a release
	@n=$$(grep -rh '^func Fuzz' --include='*_test.go' . | wc -l); $(MAKE) fuzz FUZZTIME=$$((3600 / n))s

race: ## the race detector, on a sample of what runs on all processors; it needs a C compiler
	@if [ "$$($(GO) env CGO_ENABLED)" != 1 ]; then echo "skipped: the race detector needs a C compiler"; exit 0; fi; set -ex; \
	$(GO) test -race -short ./lint ./lint/parallel ./cmd/tfk8s/internal/files; \
	$(GO) test -race -short -run 'Together|LargeFile|GeneratedFiles' ./convert; \
	$(GO) test -race -short -run 'TestScripts/(lint-together|convert-outcome|plan)' ./cmd/tfk8s

audit: ## known vulnerabilities and licenses of what is linked
	@.ci/audit

clean: ## remove what build wrote
	rm -rf bin
