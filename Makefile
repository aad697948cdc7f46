# The commands of the project. `make` alone lists them.
GO    ?= go
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help run notebook notebooks test test-go test-kernel test-notebooks test-browser test-docs test-release test-image lint bench reproduce release badges footprint try-image try-fresh-machine clean

# A relative folder is meant from here, not from where a test or a kernel runs.
ifneq ($(GOHTM_DATA),)
export GOHTM_DATA := $(or $(shell cd '$(GOHTM_DATA)' 2>/dev/null && pwd),$(GOHTM_DATA))
endif

# What a test wants and a user's machine lacks is skipped with a line; CI lacks nothing.
PASS_UNLESS_CI = [ "$${CI:-}" != true ]; exit

include kernel/kernel.mk

help: ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | sort | expand -t 20

run: ## learn the hot gym: install what is missing, build the kernel, execute the notebook, leave a page in build/
	@python=$$(tools/jupyter-python --install) && $(MAKE) --no-print-directory kernel && \
	"$$python" notebooks/execute.py --html build notebooks/10-learning-on-the-hot-gym.ipynb

notebook: ## open the tutorials in Jupyter
	@python=$$(tools/jupyter-python --install) && $(MAKE) --no-print-directory kernel && \
	"$$python" -m nbformat.sign notebooks/*.ipynb >/dev/null && cd notebooks && \
	front=$$("$$python" -c 'import notebook' 2>/dev/null && echo notebook || echo jupyterlab) && \
	exec "$$python" -m "$$front"

notebooks: kernel ## execute every tutorial again and keep its outputs in the tree
	@python=$$(tools/jupyter-python --install) && "$$python" notebooks/execute.py --update notebooks/*.ipynb

test: lint test-go test-kernel test-docs test-notebooks test-browser test-release test-image ## every test there is

lint: ## gofmt, vet, staticcheck
	@test -z "$$(gofmt -l .)" || { echo "gofmt would change:"; gofmt -l .; exit 1; }
	$(GO) vet ./...
	$(GO) tool staticcheck ./...
	$(MAKE) --no-print-directory kernel-vet

test-go: ## unit tests; those with goroutines again under the race detector
	@mkdir -p build
	$(GO) test -v ./... 2>&1 | tee build/test-go.log | grep -vE '^(=== |\s*--- PASS|PASS$$)'
	@if [ "$$($(GO) env GOARCH)" = amd64 ] && grep -qw fma /proc/cpuinfo 2>/dev/null; then \
		echo "the same bits where products and sums are fused:"; GOAMD64=v3 $(GO) test -short ./htm/... ./datasets; fi
	@[ "$$($(GO) env CGO_ENABLED)" = 1 ] || { echo "skipped: the race detector wants a C compiler (apt-get install gcc libc6-dev)"; $(PASS_UNLESS_CI); }; \
	$(GO) test -race -short ./datasets/... ./nb/... ./htm/encode/... ./htm/htmtest/... ./htm/model/... ./kernel/internal/server/... ./kernel/internal/streams/... ./kernel/internal/wire/... && \
	$(GO) test -race -short -run 'Compare|InterruptedCommand|RunsThatFail|TakesLong' ./experiment ./reproduce

test-kernel: kernel-build ## the kernel, through jupyter_client
	@python=$$(tools/jupyter-python --install) && "$$python" kernel/test_kernel.py

test-notebooks: kernel-build ## every notebook, through a real Jupyter
	@python=$$(tools/jupyter-python --install) && "$$python" notebooks/test_notebooks.py

test-docs: kernel-build ## what the documents tell their readers to do
	@python=$$(tools/jupyter-python --install) && "$$python" docs/test_docs.py

test-release: ## the archives that are given out, built and, where this machine can, used
	@python=$$(tools/jupyter-python --install) && "$$python" kernel/test_release.py

test-image: ## the Dockerfile, without Docker, and a tutorial in the image (root, debootstrap; otherwise skipped with a line)
	tools/try-dockerfile --only '10-*'

release: ## archives of the kernel for other systems, with checksums and notices, in build/release
	$(GO) run ./kernel/release

badges: ## Binder badges in README and tutorials: make badges REPOSITORY=OWNER/NAME
	@python=$$(tools/jupyter-python --install) && "$$python" tools/binder-badges "$(REPOSITORY)"

footprint: kernel-build ## measure sizes, memory and the first plot; then docs/footprint.md
	@python=$$(tools/jupyter-python --install) && "$$python" tools/footprint

bench: ## measure everything on a quiet machine, some minutes; then BENCHMARKS.md and its figures
	$(GO) run ./htm/internal/bench -n 5 -soak 1000000 -update

reproduce: ## every published result again, most of an hour, in parts if stopped; then REPRODUCTION.md and its figures
	$(GO) run ./reproduce

try-image: ## carry the Dockerfile out without Docker and use the image (root, debootstrap; takes minutes)
	tools/try-dockerfile

try-fresh-machine: ## the README's commands in a bare Debian, from a clean clone with empty caches (root, debootstrap; takes minutes)
	tools/try-fresh-machine

test-browser: kernel-build ## what a user sees, in the classic notebook in Chromium
	@type -P node npm chromium >/dev/null || { echo "skipped: the browser test wants node, npm and chromium (apt-get install nodejs npm chromium)"; $(PASS_UNLESS_CI); }; \
	cd notebooks/browser && npm ci --no-audit --no-fund --loglevel=error && npm test --silent

clean: ## remove what was built
	rm -rf build
