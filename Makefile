# make: set up and build the knowledge graph of the plan; make test: set up and run all checks.
VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= python3.11
PINS := .ci/constraints.txt

.PHONY: build test clean

build: $(VENV)/installed
	$(BIN)/plan-graph build

$(VENV)/installed: pyproject.toml $(PINS)
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --constraint $(PINS) --editable .
	touch $@

$(VENV)/tested: $(VENV)/installed
	.ci/packages
	$(BIN)/python -m pip install --quiet --constraint $(PINS) --editable '.[test]'
	touch $@

test: $(VENV)/tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest

clean:
	rm -rf $(VENV) build dist
