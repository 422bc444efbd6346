# make run    the cycle, the letter and the pages      (SERVE=no stops before serving)
# make test   every check and test that must hold
# make bench  what was asked against what is measured  (STRICT=yes fails on a miss)

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CORES := src/landenbenadering/numerics
SERVE ?= yes
STRICT ?= no
PORT ?= 8000
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
SECONDS_FILE := var/last-test-seconds

.PHONY: run test test-all bench setup setup-dev lint types contracts assets lock clean

run: setup
ifeq ($(SERVE),no)
	@$(BIN)/landenbenadering run --out out --no-serve
else
	@$(BIN)/landenbenadering run --out out --port $(PORT)
endif

# -- set-up -------------------------------------------------------------------

setup: $(VENV)/.installed assets $(VENV)/.compiled

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; $(PYTHON) is older. Name one: make run PYTHON=python3.12"; exit 1; }
	@echo "Making the environment ..."
	@$(PYTHON) -m venv $(VENV) || \
	  { echo "Python's venv module is missing; on Debian: apt-get install python3-venv"; exit 1; }
	@touch $@

$(VENV)/.installed: $(VENV)/.python requirements/run.txt requirements/build.txt pyproject.toml
	@echo "Installing what the software needs ..."
	@$(PIP) install --require-hashes -r requirements/run.txt
	@$(PIP) install --require-hashes -r requirements/build.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements/dev.txt
	@echo "Installing what the checks need ..."
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

# Numba keeps machine code beside the source. Without this the first appraisal waits
# for it, some twenty seconds.
$(VENV)/.compiled: $(VENV)/.installed tools/compile_cores.py $(wildcard $(CORES)/*.py)
	@echo "Compiling the computing cores ..."
	@$(BIN)/python -m tools.compile_cores
	@touch $@

setup-dev: setup $(VENV)/.installed-dev

assets: $(VENV)/.installed
	@$(BIN)/python tools/build_assets.py

# -- checks -------------------------------------------------------------------

test: setup-dev
	@$(BIN)/python -m tools.check

test-all: setup-dev
	@$(BIN)/python -m tools.check --all

lint: setup-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: setup-dev
	$(BIN)/mypy

contracts: setup-dev
	$(BIN)/lint-imports

bench: setup-dev
	@$(MAKE) --no-print-directory var/nuts/.installed || echo "NumPyro cannot be installed; what it would show is left out."
	@$(MAKE) --no-print-directory var/peers/.installed || echo "pyaugmecon and power-bdd cannot be installed (they need Python 3.12 or newer: PEER_PYTHON=...); what they would show is left out."
	@STRICT=$(STRICT) $(BIN)/python -m benchmarks

# Full sampling, to compare with: in an environment of its own.
var/nuts/.installed: requirements/nuts.txt
	@$(BIN)/python -m venv var/nuts
	@var/nuts/bin/python -m pip install --disable-pip-version-check --quiet --require-hashes -r requirements/nuts.txt
	@touch $@

# Other solvers, to compare with: in an environment of their own.
PEER_PYTHON ?= $(shell for p in python3.14 python3.13 python3.12 $(PYTHON); do \
  $$p -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null && echo $$p && break; done)

var/peers/.installed: requirements/peers.txt
	@test -n "$(PEER_PYTHON)"
	@$(PEER_PYTHON) -m venv var/peers
	@var/peers/bin/python -m pip install --disable-pip-version-check --quiet --require-hashes -r requirements/peers.txt
	@touch $@

# -- upkeep -------------------------------------------------------------------

# Exact versions with hashes for every supported Python, without addresses.
LOCK := $(BIN)/uv pip compile --quiet --universal --generate-hashes --upgrade \
  --python-version 3.11 --no-emit-index-url --no-annotate --no-header

lock: setup-dev
	@PIP_FIND_LINKS= $(LOCK) pyproject.toml -o requirements/run.txt
	@PIP_FIND_LINKS= $(LOCK) pyproject.toml --extra dev -c requirements/run.txt -o requirements/dev.txt
	@printf 'numpyro>=0.19\n' | PIP_FIND_LINKS= $(LOCK) - -c requirements/dev.txt -o requirements/nuts.txt
	@printf 'pyaugmecon==2.0.1\npower-bdd==1.0.0\nhighspy\n' | PIP_FIND_LINKS= $(LOCK) --python-version 3.12 - -o requirements/peers.txt
	@printf 'hatchling>=1.27\neditables>=0.5\n' | PIP_FIND_LINKS= $(LOCK) - -c requirements/dev.txt -o requirements/build.txt

clean:
	rm -rf $(VENV) frontend/node_modules src/landenbenadering/web/design/static/design/built
