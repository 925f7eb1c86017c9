# The commands of this project. `make help` lists them.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

# Swift may lie outside of PATH, in /opt/swift for instance. It is looked for anew for each recipe: on a fresh
# system it cannot even tell its version before the set-up has installed the libraries that it needs.
path_before := $(PATH)
export PATH = $(shell scripts/find-swift.sh | sed 's/$$/:/')$(path_before)

# Open data of real places lie beside the checkout; tests that need them are skipped aloud when they are absent.
SHANSHUI_DATA ?= $(abspath $(wildcard ../shared/data))
ifneq ($(SHANSHUI_DATA),)
export SHANSHUI_DATA
endif

program := .build/release/shanshui

.PHONY: help setup assets samples build debug demo test check simulate mutants format
.PHONY: bench-account bench-peers bench-pages bench-ledger torture clean

help: ## list the commands
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1|\2/p' Makefile | column -t -s '|' 2>/dev/null \
	  || sed -n 's/^\([a-z-]*\):.*## /make \1: /p' Makefile

setup: ## install the missing Debian packages and find Swift
	@scripts/setup.sh

assets: setup ## get the browser libraries of the pages
	@scripts/fetch-assets.sh

samples: setup ## get the open data of the sample Olinda
	@scripts/fetch-samples.sh

build: setup ## build the release program
	swift build -c release --product shanshui

debug: setup ## build everything for debugging
	swift build --build-tests

demo: samples assets build ## account two real places and open the pages
	@scripts/demo.sh $(program)

test: samples assets ## build and run all tests
	@scripts/say-data.sh
	swift build --build-tests
	swift test --parallel --skip-build --skip BrowserTests
	swift test --skip-build --filter BrowserTests
	@scripts/simulate.sh 20000

check: samples assets ## format, walls, house rules, tests, packs, mutants, CPU seconds per target
	swift format lint --strict --parallel --recursive Package.swift Sources Tests
	swift build --build-tests --explicit-target-dependency-import-check error
	swift test --skip-build --filter TidyTests
	@scripts/say-data.sh
	swift test --parallel --skip-build --skip BrowserTests
	swift test --skip-build --filter BrowserTests
	.build/debug/shanshui packs check
	scripts/mutants.sh
	scripts/build-times.sh

simulate: setup ## run the ledger beside its oracle: SEEDS=10000000 FROM=1 for a night
	@scripts/simulate.sh $(or $(SEEDS),20000) $(or $(FROM),1)

mutants: setup ## see that every planted bug of the ledger is found
	@scripts/mutants.sh

format: ## bring the sources into the house format
	swift format --in-place --parallel --recursive Package.swift Sources Tests

bench-account: build ## measure the account engine against plain reading
	@scripts/bench-account.sh

bench-peers: build ## measure against InVEST and exactextract (size=8192 for the large grid)
	@scripts/bench-peers.sh $(size)

bench-pages: samples assets build ## measure pages and API under 200 clients, beside a running account
	@scripts/bench-pages.sh

bench-ledger: setup ## measure the ledger against the disk and against pgbench
	@scripts/bench-ledger.sh

torture: setup ## kill a registry's writer 300 times and look for what was lost
	@scripts/torture.sh

clean: ## remove what was built and accounted
	rm -rf .build out
