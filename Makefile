# Everything here needs only Go, and the module proxy the first time.
GO ?= go
FUZZTIME ?= 30s

.PHONY: build test check fmt vet staticcheck tidy generated bench fuzz generate new-rule clean

build: ## build bin/tfk8s
	$(GO) build -trimpath -o bin/tfk8s ./cmd/tfk8s

test: ## all tests
	$(GO) test ./...

check: fmt vet staticcheck tidy generated test ## what CI runs

fmt:
	@files="$$(gofmt -l cmd convert lint rules schemas)"; \
	if [ -n "$$files" ]; then echo "gofmt these files:"; echo "$$files"; exit 1; fi

vet:
	$(GO) vet ./...

staticcheck:
	$(GO) tool staticcheck ./...

tidy:
	$(GO) mod tidy -diff

generated: ## fails where a generated file is not what its source makes
	$(GO) test -count=1 -run 'UpToDate|IsThatOfItsSource' ./schemas/... ./rules

bench: ## benchmarks of the stages, for benchstat, and whole processes beside the floor and kubeconform
	$(GO) test -run '^$$' -bench . -benchmem ./...
	$(GO) run ./cmd/bench

fuzz: ## each fuzz target for FUZZTIME
	@for pkg in $$($(GO) list ./...); do \
		for target in $$($(GO) test -list '^Fuzz' $$pkg | grep '^Fuzz'); do \
			echo "$$pkg $$target"; \
			$(GO) test -run '^$$' -fuzz "^$$target$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 1x $$pkg || exit 1; \
		done; \
	done

generate: ## rewrite generated files, the pages' examples and the cases' expectations
	$(GO) generate ./...
	$(GO) test ./rules -update

new-rule: ## the skeleton of a rule: make new-rule DOMAIN=quota NAME=some-name, and ID=TFK699 for an id of one's own
	@$(GO) run ./rules/internal/newrule "$(DOMAIN)" "$(NAME)" "$(ID)"

clean:
	rm -rf bin
