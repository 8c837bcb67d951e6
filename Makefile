# Python >= 3.11 and make are all a fresh machine needs; everything else comes by itself into .venv.

VENV := .venv
BIN := $(VENV)/bin
# The newest Python that really runs (a pyenv shim may exist and refuse).
PYTHON := $(shell for p in python3.14 python3.13 python3.12 python3.11 python3; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo $$p; break; }; done)
N ?= 1
PYTEST_WORKERS ?= auto

.PHONY: run test check bench chaos fuzz gazetteer screenshots clean

run: $(VENV)/.run
	@$(BIN)/sitrep run --or-demo

test: $(VENV)/.test
	@$(BIN)/python -m pytest -n $(PYTEST_WORKERS) --dist loadfile

check: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.test
	$(BIN)/python -m benchmarks

gazetteer: $(VENV)/.test
	@$(BIN)/python -m tools.gazetteer

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Sitrep needs Python 3.11 or newer; none was found."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo "This Python has no ensurepip. On Debian and Ubuntu: apt install python3-venv"; exit 1; }

$(VENV)/.run: $(VENV)/bin/python pyproject.toml
	@echo "Setting up (once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@$(BIN)/python -m bot.places
	@touch $@

$(VENV)/.test: $(VENV)/.run
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test,check]'
	@touch $@

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache build *.egg-info
