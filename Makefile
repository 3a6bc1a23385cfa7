# make: set up and build the knowledge graph of the plan; make test: set up and run all checks;
# make check: those of them that need no server and no browser, in two and a half minutes;
# make bench: measure (half an hour), make bench QUICK=1: see that measuring works.
VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= python3.11
PINS := .ci/constraints.txt
# grlc pins versions of its own that plan-graph does not share.
GRLC := .venv-grlc
GRLC_PINS := .ci/grlc-constraints.txt
# CKAN pins its own as well; one of them is built where PostgreSQL's headers are.
CKAN := .venv-ckan
CKAN_PINS := .ci/ckan-constraints.txt
# Clients in JavaScript, which the tests ask with.
NPM := .npm

.PHONY: build check test bench clean

build: $(VENV)/installed
	$(BIN)/plan-graph build

$(VENV)/installed: pyproject.toml $(PINS)
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --constraint $(PINS) --editable '.[charts]'
	touch $@

$(VENV)/tested: $(VENV)/installed
	.ci/packages
	$(BIN)/python -m pip install --quiet --constraint $(PINS) --editable '.[test]'
	touch $@

$(GRLC)/installed: $(GRLC_PINS)
	$(PYTHON) -m venv $(GRLC)
	$(GRLC)/bin/python -m pip install --quiet --constraint $(GRLC_PINS) grlc
	touch $@

$(CKAN)/installed: $(CKAN_PINS)
	rm -rf $(CKAN)
	$(PYTHON) -m venv $(CKAN)
	$(CKAN)/bin/python -m pip install --quiet --constraint $(CKAN_PINS) ckanext-dcat 'ckan[requirements]' || { rm -rf $(CKAN); mkdir $(CKAN); echo "no CKAN: its harvester is not tested"; }
	touch $@

$(NPM)/installed: .ci/npm/package.json
	rm -rf $(NPM)
	mkdir -p $(NPM)
	cp $< $(NPM)/
	if command -v npm >/dev/null; then npm install --prefix $(NPM) --ignore-scripts --no-package-lock --no-audit --no-fund --silent || echo "no packages for JavaScript: what asks with them is not tested"; fi
	touch $@

# Which tests are slow, tests/conftest.py tells.
check: ONLY := -m 'not slow'
test: $(GRLC)/installed $(CKAN)/installed $(NPM)/installed
check test: $(VENV)/tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/reuse lint --quiet
	$(BIN)/pytest --numprocesses 2 --dist loadfile $(ONLY)

bench: $(VENV)/tested
	$(BIN)/python benchmarks/bench.py $(if $(QUICK),--quick)

clean:
	rm -rf $(VENV) $(GRLC) $(CKAN) $(NPM) build dist
