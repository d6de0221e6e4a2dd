# The front door. Needs Python 3.11 or newer and make, nothing else.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV ?= .venv
BIN = $(VENV)/bin
READY = $(VENV)/.ready
CORE = $(VENV)/.core

.PHONY: help demo test lint format schema checksums docs picture validate bench prove clean

help: ## what there is to make
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

$(CORE): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Milkpath needs Python 3.11 or newer; found $$($(PYTHON) --version)"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	@touch $(CORE)

$(READY): $(CORE)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $(READY)

demo: $(CORE) ## assess the first example and show the answer
	$(BIN)/milkpath assess examples/pen-face-strong-cream.yaml
	@$(BIN)/milkpath assess examples/pen-face-strong-cream.yaml --format html --out answer.html
	@echo "The same answer as a page: answer.html"

test: $(READY) ## all tests, under ten minutes
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile

lint: $(READY) ## style, types, knowledge, and documents that must match the code
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/milkpath knowledge --check
	$(BIN)/python -m milkpath.knowledge.checksums --check docs/knowledge-checksums.txt
	$(BIN)/python -m milkpath.report.as_json --check docs/assessment.schema.json
	$(BIN)/python -m milkpath.report.pages --check docs/knowledge

format: $(READY) ## put the code in its usual form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

schema: $(READY) ## write docs/assessment.schema.json from the types
	$(BIN)/python -m milkpath.report.as_json --write docs/assessment.schema.json

checksums: $(READY) ## write docs/knowledge-checksums.txt after figures changed on purpose
	$(BIN)/python -m milkpath.knowledge.checksums --write docs/knowledge-checksums.txt

docs: $(READY) ## write docs/knowledge/, one page for each substance and procedure
	$(BIN)/python -m milkpath.report.pages --write docs/knowledge

picture: $(READY) ## draw docs/images/milk-timeline.svg from the first example
	$(BIN)/python -c 'from pathlib import Path; from milkpath import assess, load_plan; from milkpath.report.picture import picture; \
	plan = load_plan("examples/pen-face-strong-cream.yaml"); \
	Path("docs/images/milk-timeline.svg").write_text(picture(assess(plan), starts=plan.visit.starts) + "\n", encoding="utf-8")'

validate: $(READY) ## predicted against observed, written to docs/validation/; needs the tables beside the checkout
	$(BIN)/python -m validation.run

bench: $(READY) ## speed as ratios to libRoadRunner and SciPy in the same run, growth, a million pairs (Numba and JAX where installed)
	$(BIN)/python -m benchmarks.run

prove: $(READY) ## the long campaigns: many more generated plans
	MILKPATH_PLANS=20000 $(BIN)/python -m pytest tests/judgement/test_hard_rules.py
	MILKPATH_ADVISED_PLANS=400 $(BIN)/python -m pytest tests/advising/test_crowd.py

clean: ## remove the environment and what was made
	rm -rf $(VENV) answer.html campaign.jsonl .coverage .pytest_cache .mypy_cache .ruff_cache .hypothesis

.PHONY: coverage mutants pairs
prove: coverage mutants pairs

coverage: $(READY) ## every branch of judgement is run by a test, or this fails
	MILKPATH_PLANS=40 $(BIN)/python -m coverage run -m pytest tests/judgement -k "not opened_skin_is_never_milder"
	$(BIN)/python -m coverage report

mutants: $(READY) ## wrong rules, limits and statements that no case or table notices
	PYTHONPATH=tests $(BIN)/python -m prove.mutate

PAIRS ?= 100000
FIRST ?= 1000000
pairs: $(READY) ## 100,000 pairs of plans for every direction (PAIRS, FIRST seed); goes on where it was stopped, from campaign.jsonl
	PYTHONPATH=tests $(BIN)/python -m prove.campaign --pairs $(PAIRS) --first $(FIRST) --keep campaign.jsonl
