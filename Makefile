# Two commands matter: `make demo` shows Kith alive, `make test` proves it. The rest serve them.
# Needs Python >= 3.11 and nothing else; PYTHON=python3.12 chooses another.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PYTEST := $(BIN)/python -m pytest
# Modules are compiled when they are first used, which most never are.
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-compile

# Where this is set, each of the many processes would compile every module anew.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help setup demo test check bench browser messages lock clean

help:  ## what can be done here
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

# One stamp an environment: pip runs again only when a lock file changed.
$(VENV)/.base: requirements/base.txt requirements/installer.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Kith needs Python 3.11 or newer; try: make demo PYTHON=python3.12")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) -r requirements/installer.txt -r requirements/base.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.base
	$(PIP) -r requirements/dev.txt
	touch $@

# Where the system has no Node, the wheel brings one.
$(VENV)/.node: requirements/build.txt $(VENV)/.base
	command -v npm >/dev/null || $(PIP) -r requirements/build.txt
	touch $@

setup: $(VENV)/.base $(VENV)/.node  ## the environment, front end and catalogues, without starting anything
	$(BIN)/python -m kith.web.build
	$(BIN)/python -m kith.config.catalogues

demo: setup  ## Kith alive, with a made-up town, on this machine
	$(BIN)/kith demo $(ARGS)

browser:  # a real browser for the journeys: the system's, Debian's, or Playwright's own
	$(BIN)/python -m tests.journeys.browser

test: setup $(VENV)/.dev browser  ## everything: rules, rooms, borders, contracts, a real browser
	$(PYTEST) -n 3 --dist loadfile --no-loadscope-reorder $(ARGS)

check: $(VENV)/.dev  ## style, types, borders, templates, migrations, translations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy kith
	$(BIN)/djlint kith --lint --quiet
	$(BIN)/python -m tests.architecture.migrations
	$(BIN)/python -m tests.architecture.translations

bench: setup  ## the measured tables; writes bench/out/*.json
	$(PIP) -r requirements/bench.txt
	$(BIN)/python -m bench $(ARGS)

messages: $(VENV)/.dev  ## collects the strings of every room into its catalogues (needs gettext)
	$(BIN)/python -m tests.architecture.translations --collect

lock: $(VENV)/.dev  ## compiles the lock files anew from pyproject.toml
	$(BIN)/python -m pip install --quiet uv
	for extra in "" dev bench build; do \
	  $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header \
	    --python-version 3.11 pyproject.toml $${extra:+--extra $$extra} \
	    --output-file requirements/$${extra:-base}.txt; done
	echo "setuptools>=77" | $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url \
	  --no-header --python-version 3.11 - --output-file requirements/installer.txt

clean:  ## removes what was built, never .kith
	rm -rf $(VENV) kith/web/static/build kith/web/frontend/node_modules
