# Python >= 3.11 and make are all a fresh machine needs; everything else comes by itself into .venv.

VENV := .venv
BIN := $(VENV)/bin
# The newest Python that really runs (a pyenv shim may exist and refuse), one that can make a venv first.
PYTHONS := python3.14 python3.13 python3.12 python3.11 python3
PYTHON := $(shell for needed in 'sys, venv, ensurepip' sys; do for p in $(PYTHONS); do \
	$$p -c "import $$needed; sys.exit(sys.version_info < (3, 11))" >/dev/null 2>&1 && { echo $$p; exit; }; done; done)
# One more than cores: many tests wait for a child process or a server.
PYTEST_WORKERS ?= $(shell echo $$(( $$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2) + 1 )))
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check install

.PHONY: run test check browser bench chaos fuzz scores ablation gazetteer screenshots clean

run: $(VENV)/.run
	@$(BIN)/sitrep run --or-demo

test: $(VENV)/.test
	@$(BIN)/python -m pytest -n $(PYTEST_WORKERS) --dist loadfile --no-loadscope-reorder

check: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.test
	$(BIN)/python -m benchmarks

# A sender killed N times at any moment while it empties an outbox, and told to end TERMS times.
chaos: $(VENV)/.test
	@$(BIN)/python -m benchmarks.chaos --kills $(or $(N),1000) --terms $(or $(TERMS),200) --alerts $(or $(ALERTS),20000)

# N spoiled feeds, from their bytes to rendered messages, and EXPRESSIONS random expressions; FIRST is the number
# of the first.
fuzz: $(VENV)/.test
	@$(BIN)/python -m tests.fuzz.way $(or $(N),20000) $(or $(FIRST),0)
	@$(BIN)/python -m tests.fuzz.expressions $(or $(EXPRESSIONS),1000000) $(or $(FIRST),0)

# Scores of the reading against labelled data beside the checkout: SITREP_SHARED=FOLDER make scores
scores: $(VENV)/.test
	@$(BIN)/python -m benchmarks.scores

# What each step of the reading is worth, on the same data.
ablation: $(VENV)/.test
	@$(BIN)/python -m benchmarks.ablation

gazetteer: $(VENV)/.test
	@$(BIN)/python -m tools.gazetteer

# What the browser tests need beside Debian's chromium; without it they skip and say so.
browser: $(VENV)/.browser

# The pictures under docs/screenshots, made from the playground in a browser.
screenshots: $(VENV)/.browser
	@$(PIP) -e '.[pictures]'
	@$(BIN)/python -m tools.screenshots

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Sitrep needs Python 3.11 or newer; none was found."; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
		version=$$($(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])'); \
		echo "$(PYTHON) can't make a virtual environment: it lacks ensurepip."; \
		echo "On Debian and Ubuntu: apt install python$$version-venv, then make again."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

$(VENV)/.run: $(VENV)/bin/python pyproject.toml
	@echo "Setting up (once, about a minute) ..."
	@$(PIP) -e .
	@$(BIN)/python -m bot.places
	@touch $@

$(VENV)/.test: $(VENV)/.run
	@echo "Setting up the tests (once) ..."
	@$(PIP) -e '.[test,check]'
	@touch $@

$(VENV)/.browser: $(VENV)/.test
	@$(PIP) -e '.[browser]'
	@touch $@

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache build *.egg-info
