# Everything needs only Go, and the first time the Go module proxy.
GO ?= go
FUZZTIME ?= 30s

# Programs that are no part of tfk8s have modules of their own, so that go.mod lists only what tfk8s and its tests need.
BESIDE = cmd/bench schemas/internal rules/internal/newrule web
TOOLS = ci/tools
MODULES = . $(BESIDE) $(TOOLS)

# What "make cross" compiles for. A system costs 40 s of processor time in a new clone, so this is the one that differs most from Linux;
# ci/check-all.d/cross compiles for all that are supported.
SYSTEMS = windows/amd64

# What tfk8s version says: version, commit and date. VERSION=v1.2.3 sets the version.
STAMP = $(shell VERSION=$(VERSION) ci/stamp)
LDFLAGS = -X github.com/toolforge/tfk8s/cmd/tfk8s/internal/version.stamp=$(STAMP)

.PHONY: help build web dist test benchmarks check check-all cross lint fmt vet staticcheck complexity tidy generated bench growth fuzz soak race audit generate new-rule clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

build: ## build bin/tfk8s, which needs no other library
	CGO_ENABLED=0 $(GO) build -trimpath -ldflags '$(LDFLAGS)' -o bin/tfk8s ./cmd/tfk8s

web: ## build the page in the browser, web/dist/index.html
	cd web && $(GO) run ./build

test: ## all tests, and those of the modules beside
	$(GO) test ./...
	$(GO) -C $(TOOLS) test ./...

benchmarks: ## fails where a benchmark does: each runs once
	@out="$$($(GO) test -run '^$$' -bench . -skip Growth -benchtime 1x ./...)" || { echo "$$out"; exit 1; }

check: lint tidy generated test benchmarks race cross ## what CI runs: all of the checks and tests

check-all: check ## check, and what needs more than Go: other shells, pre-commit, packages
	@ci/check-all

cross: ## fails where tfk8s does not compile for Windows; check-all tries the other systems
	@set -ex; for system in $(SYSTEMS); do \
		CGO_ENABLED=0 GOOS=$${system%/*} GOARCH=$${system#*/} $(GO) build ./...; \
	done

dist: ## write the files of a release to dist: archives, packages, components and checksums
	$(GO) -C $(TOOLS) build -o ../../bin/dist ./dist
	bin/dist -stamp '$(STAMP)'

lint: fmt vet staticcheck complexity ## only the checks that run no test

fmt: ## fails where gofmt would change a file
	@files="$$(gofmt -l ci cmd convert lint rules schemas web)"; \
	if [ -n "$$files" ]; then echo "gofmt -w these files:"; echo "$$files"; exit 1; fi

vet: ## go vet, in all modules
	@set -ex; for m in $(MODULES); do $(GO) -C $$m vet ./...; done; GOOS=js GOARCH=wasm $(GO) -C web vet ./...

staticcheck: ## staticcheck, in all modules, in the version of ci/tools/go.mod
	@set -ex; $(GO) -C $(TOOLS) build -o ../../bin/staticcheck honnef.co/go/tools/cmd/staticcheck; \
	for m in $(MODULES); do (cd $$m && $(CURDIR)/bin/staticcheck ./...); done

complexity: ## fails where a function is too complex to read, see https://www.sonarsource.com/docs/CognitiveComplexity.pdf
	@set -ex; $(GO) -C $(TOOLS) build -o ../../bin/gocognit github.com/uudashr/gocognit/cmd/gocognit; \
	bin/gocognit -over 20 -test=false ci cmd convert lint rules schemas web

tidy: ## fails where a go.mod or go.sum is not tidy
	@set -ex; for m in $(MODULES); do $(GO) -C $$m mod tidy -diff; done

generated: ## fails where a generated file differs from what its source gives
	$(GO) test -count=1 -run 'UpToDate|IsThatOfItsSource' ./schemas/... ./rules
	$(GO) -C schemas/internal test -count=1 -run 'IsThatOfItsSource' ./compile

generate: ## rewrite generated files, and the examples of pages, cases, scripts and documents
	$(GO) generate ./...
	$(GO) -C schemas/internal generate ./...
	$(GO) test ./rules -run 'EveryPage|Cases|Index' -update
	$(GO) test ./cmd/tfk8s -run 'TheDocs|TheNotice|Scripts' -update

new-rule: ## write the skeleton of a rule: make new-rule DOMAIN=quota NAME=some-name [ID=TFK699]
	@$(GO) -C rules/internal/newrule build -o ../../../bin/newrule . && bin/newrule "$(DOMAIN)" "$(NAME)" "$(ID)"

bench: ## benchmarks, and whole processes beside a floor and kubeconform
	$(GO) test -run '^$$' -bench . -skip Growth -benchmem ./...
	$(GO) -C cmd/bench build -o ../../bin/bench . && bin/bench

growth: ## fails where processor time grows faster than a kind of input, within an hour
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
	rm -rf bin dist web/dist
