# Each target sets up what it needs; the stamps under .venv and .tools make the second time quick.
PYTHON ?= python3
FILES ?=
SEEDS ?= 0:10000
PAGES ?= 20000
BENCH ?= ../shared/bench
SECONDS ?= 60
TRAIN ?= $(BENCH)/enrich/train
VENV := .venv
BIN := $(VENV)/bin
PIP_INSTALL := -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps

.DEFAULT_GOAL := help
.PHONY: help run test soak fuzz lint format build tools bench load heuristics learn learn-names trial clean

help: ## show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | awk -F'\t' '{printf "  make %-10s %s\n", $$1, $$2}'

run: $(VENV)/.local ## take pages the whole way: make run FILES="page.html folder 'a name with spaces.html'"; without FILES a sample
	@$(BIN)/dateline run $(if $(FILES),$(FILES),tests/pages/sample.txt)

test: $(VENV)/.dev ## run the tests
	@$(BIN)/python -m pytest -n auto

soak: $(VENV)/.dev ## play many seeds of everything that AWS may do: make soak SEEDS=first:count; then make fuzz
	@PYTHONPATH=functions:. $(BIN)/python -m tests.faults $(SEEDS)
	@$(MAKE) --no-print-directory fuzz

fuzz: $(VENV)/.dev ## mutate pages, texts, events and messages: make fuzz SECONDS=900 SEED=7; nothing but named outcomes may leave
	@PYTHONPATH=functions:. $(BIN)/python -m tests.hostile.fuzz $(SECONDS) $(SEED)

lint: $(VENV)/.dev .tools/.lint .tools/.sam ## check style, types and the template
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@.tools/lint/bin/cfn-lint
	@AWS_DEFAULT_REGION=us-east-1 SAM_CLI_TELEMETRY=0 .tools/sam/bin/sam validate --lint
	@.tools/lint/bin/checkov --config-file .checkov.yaml

format: $(VENV)/.dev ## put the code in ruff's format
	@$(BIN)/ruff check --fix-only
	@$(BIN)/ruff format

build: $(VENV)/.local ## make what Lambda gets, in build/, and tell how large it is
	@$(BIN)/python -m infra.build

bench: $(VENV)/.local .tools/.bench ## time imports; measure reading and enrichment beside libraries, with known answers: make bench BENCH=folder
	@$(BIN)/python -m infra.bench.import_time
	@$(if $(wildcard $(BENCH)/bench.py),PYTHONPATH=functions .tools/bench/bin/python -m infra.bench $(BENCH),echo 'no pages with known answers at $(BENCH): give BENCH=folder')
	@$(if $(wildcard $(BENCH)/enrich_bench.py),PYTHONPATH=functions .tools/bench/bin/python -m infra.bench.enrichment $(BENCH),echo 'no texts with known answers at $(BENCH): give BENCH=folder')

load: $(VENV)/.local ## send many different pages through one process of each function; memory, queues, times: make load PAGES=1000
	@PYTHONPATH=functions $(BIN)/python -m infra.load $(PAGES)

heuristics: $(VENV)/.local .tools/.bench ## measure what each rule of reading is worth, and write docs/heuristics.md: make heuristics BENCH=folder
	@PYTHONPATH=functions .tools/bench/bin/python -m infra.bench.heuristics $(BENCH)

learn: $(VENV)/.dev ## learn anew the weights by which lines of dumps are told, from pages with known answers: make learn BENCH=folder
	@$(BIN)/python -m infra.train.dump_lines $(BENCH)/data/dev

learn-names: .tools/.names ## learn anew the weights by which names are told: make learn-names TRAIN=folder
	@PYTHONPATH=functions:. .tools/names/bin/python -m infra.train.names $(TRAIN)

trial: $(VENV)/.dev ## measure how dumps are read whose publishers the weights were not learnt from: make trial BENCH=folder
	@$(BIN)/python -m infra.train.dump_trial $(BENCH)

tools: $(VENV)/.dev .tools/.lint .tools/.sam ## set up the checkers, SAM, and the functions for its runtime emulator
	@$(BIN)/python -m infra.build host

.tools/.lint .tools/.sam .tools/.bench .tools/.names: .tools/.%: requirements/%.txt | $(VENV)/bin/python
	@echo 'setting up .tools/$* (once)'
	@$(BIN)/python -m venv --clear .tools/$*
	@.tools/$*/bin/python $(PIP_INSTALL) -r $<
	@touch $@

.tools/.dynalite: tests/database/package-lock.json tests/database/package.json
	@echo 'setting up .tools/dynalite (once)'
	@mkdir -p .tools/dynalite
	@cp $^ .tools/dynalite
	@npm ci --prefix .tools/dynalite --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo 'Dateline needs Python 3.11 or later: make PYTHON=python3.13 ...'; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.local: requirements/local.txt pyproject.toml | $(VENV)/bin/python
	@echo 'setting up .venv (once)'
	@$(BIN)/python $(PIP_INSTALL) -r requirements/local.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.local
	@echo 'setting up .venv for tests (once)'
	@$(BIN)/python $(PIP_INSTALL) -r requirements/dev.txt
	@touch $@

clean: ## remove everything that the other targets made
	rm -rf $(VENV) .tools build .aws-sam
