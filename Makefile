# Steppe: `make run` and `make test` are all that a fresh clone needs.

VENV ?= .venv
# The first Python that really runs and is new enough (a name on the PATH may be an empty shim).
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for p in python3.12 python3.13 python3.11 python3; do $$p -c '$(NEW_ENOUGH)' 2>/dev/null && echo $$p && break; done)
BIN := $(VENV)/bin
PORT ?= 8501

.PHONY: run test check corpus bench bench-scale lint types unit browser clean help

help: ## what there is
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

run: $(VENV)/.ready ## serve the dashboard at http://localhost:8501
	$(BIN)/streamlit run app.py --server.port $(PORT)

test: $(VENV)/.ready-dev ## everything that must hold: format, lint, types, tests, browser, corpus
	bash .ci/browser
	$(MAKE) lint types
	$(BIN)/python -m steppe check corpus
	$(BIN)/python -m pytest -q

corpus: $(VENV)/.ready ## build the committed corpus from seeds/
	$(BIN)/python -m steppe build seeds --out corpus
	$(BIN)/python -m tools.stories

bench: $(VENV)/.ready-dev ## measure speed and memory beside a bare Streamlit page
	bash .ci/browser
	$(BIN)/python -m tools.bench

SCALE_ARTICLES ?= 1000 10000
SCALE_SIZES ?= 1000 10000 100000

bench-scale: $(VENV)/.ready-dev ## measure building and answering at size (SCALE_ARTICLES, SCALE_SIZES make it shorter)
	bash .ci/browser
	$(BIN)/python -m tools.bench.scale_all --articles $(SCALE_ARTICLES) --sizes $(SCALE_SIZES)

lint: $(VENV)/.ready-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/.ready-dev
	$(BIN)/mypy

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Steppe needs Python 3.11 or later. Set PYTHON=/path/to/python3."; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip

$(VENV)/.ready: requirements.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet -r requirements.txt
	@touch $@

$(VENV)/.ready-dev: requirements-dev.txt $(VENV)/.ready
	$(BIN)/python -m pip install --quiet -r requirements-dev.txt
	@touch $@

clean: ## remove the environment and caches
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
