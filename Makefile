# Every command of the house. `make` alone lists them.
.DEFAULT_GOAL := help
.PHONY: help install demo test lint format bench fuzz nightly docs lock clean

# Compiled kernels and caches stay inside the clone: `make clean` leaves nothing behind.
export ENCOURS_CACHE := $(CURDIR)/.cache/kernels
export NUMBA_CACHE_DIR := $(CURDIR)/.cache/numba
# Python's too, also where the machine keeps none: a module is translated once, not in each of a hundred commands.
export PYTHONPYCACHEPREFIX := $(CURDIR)/.cache/bytecode
unexport PYTHONDONTWRITEBYTECODE
export PYTHON

DEMO_FOLDER ?= demo-company
DEMO_DAY ?= 2026-06-30
SMALL_ROWS ?= 200000
FULL_ROWS ?= 20000000
REVALUE_ROWS ?= 1000000
# Time that fuzzing takes altogether.
SECONDS ?= 600
READ_ROWS ?= 1000000
CLAIM_ROWS ?= 100000
DECLARE_ROWS ?= 200000
WEB_ROWS ?= 100000
# Whether `make demo` serves the application: yes or no; by default only where somebody looks at a terminal.
SERVE ?=
# Port wanted by `make demo`; the next free one is taken where it is in use.
PORT ?= 8000
# Processes the tests are spread over.
PROCESSES ?= 2

help: ## list the commands
	@echo "Encours: what is insured, why, until when. The commands:"
	@echo
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{ printf "%-15s %s\n", $$1, $$2 }'
	@echo
	@echo "A first look: make demo"

install: ## make .venv with everything the product, the tests and the checks need
	@scripts/install.sh dev

demo: ## the demo company: what is insured, then the application on this machine (SERVE=no: the report alone)
	@scripts/install.sh run
	@SERVE="$(SERVE)" PORT="$(PORT)" scripts/demo.sh "$(DEMO_FOLDER)" "$(DEMO_DAY)"

test: ## check everything: lint, types, floors, tests (sets itself up; under five minutes)
	@scripts/install.sh dev
	@scripts/browser.sh
	@PROCESSES="$(PROCESSES)" scripts/test.sh

lint: ## lint, types and floors only
	@scripts/install.sh dev
	@scripts/lint.sh

format: ## put the code in the house layout and mend what can be mended
	@scripts/install.sh dev
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

bench: ## measure a small and a full size beside DuckDB, Polars and pandas
	@scripts/install.sh bench
	.venv/bin/python bench/why.py
	.venv/bin/python bench/duties.py --overdue 150
	.venv/bin/python bench/duties.py --overdue 1000
	.venv/bin/python bench/cover.py --rows $(SMALL_ROWS)
	.venv/bin/python bench/revalue.py --rows $(SMALL_ROWS)
	.venv/bin/python bench/read.py --rows $(SMALL_ROWS)
	.venv/bin/python bench/cover.py --rows $(FULL_ROWS) --rounds 3
	.venv/bin/python bench/revalue.py --rows $(REVALUE_ROWS)
	.venv/bin/python bench/read.py --rows $(READ_ROWS)
	.venv/bin/python bench/settle.py --rows $(CLAIM_ROWS)
	.venv/bin/python bench/declare.py --rows $(DECLARE_ROWS)
	.venv/bin/python bench/web.py --rows $(WEB_ROWS)

fuzz: ## give every reader mutated files (SECONDS=3600 for an hour), and keep those that break a promise
	@scripts/install.sh fuzz
	.venv/bin/python -m fuzz --seconds $(SECONDS)

nightly: ## the slow tests too: whole generated books, long searches
	@scripts/install.sh dev
	.venv/bin/python -m pytest -n "$(PROCESSES)" -m "slow or not slow" --hypothesis-profile=nightly --timeout=7200

docs: ## write the generated pages again
	@scripts/install.sh dev
	@scripts/docs.sh

lock: ## choose versions again and write requirements*.lock (UPGRADE=1 takes the newest)
	@scripts/install.sh dev
	@scripts/lock.sh $(if $(UPGRADE),--upgrade)

clean: ## remove what these commands made
	rm -rf .venv .cache dist "$(DEMO_FOLDER)"
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
