# `make test` is everything a change must pass; .ci/run calls it and nothing else.

SHELL := /bin/sh
GO    ?= go
DIRS  := main.go hooks pb_migrations pb_public templates e2e
# Long random histories are cut short there (-short).
# What runs goroutines, or is called by many at once, runs under the race detector too.
RACE  := ./hooks/ready ./hooks/service/casework ./hooks/service/org ./hooks/service/catalog ./hooks/domain/calendar ./hooks/web/httpx ./hooks/web/api ./hooks/web/counter ./hooks/web/office ./hooks/web/public
TARGETS := linux/amd64 linux/arm64 windows/amd64

.PHONY: test tools format vet cross unit race e2e lint bench build demo clean

test: tools format vet cross unit race e2e
	@echo "== all green"

tools:
	@echo "== tools: a browser and the accessibility rules, when they are missing"
	@sh .ci/tools

format:
	@echo "== format: gofmt"
	@out=$$(gofmt -l $(DIRS)); if [ -n "$$out" ]; then echo "run gofmt -w on:"; echo "$$out"; exit 1; fi

vet:
	@echo "== vet"
	@$(GO) vet ./...
	@$(GO) vet -tags e2e ./e2e

cross:
	@for t in $(TARGETS); do \
		echo "== build $$t without cgo"; \
		CGO_ENABLED=0 GOOS=$${t%/*} GOARCH=$${t#*/} $(GO) build -buildvcs=false -trimpath -o /dev/null . || exit 1; \
	done

unit:
	@echo "== tests"
	@$(GO) test -timeout 15m ./...

race:
	@echo "== tests under the race detector"
	@CGO_ENABLED=1 $(GO) test -race -short -timeout 20m $(RACE)

# What go vet does not find. It is fetched and takes minutes the first time: not a part of test.
LINT := github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0
lint:
	@$(GO) run $(LINT) run ./...

e2e:
	@echo "== browser: the story at the desk, and axe-core on every page"
	@$(GO) test -tags e2e -count 1 -timeout 15m ./e2e

# What an act costs beside one bare row in the same run; no test asks for a time.
bench:
	@$(GO) run . bench --dossiers 200000

# The program as it is shipped: one file, no cgo.
build:
	CGO_ENABLED=0 $(GO) build -trimpath -ldflags "-s -w" -o motcua .

demo:
	$(GO) run . demo

clean:
	rm -f motcua motcua.exe
