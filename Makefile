# make run      set up, build the index if it is missing or stale, open the chat on http://localhost:8501
# make test     set up, then the offline test suite
# make check    format, lint, types, imports, corpus, tests: what CI and pre-commit run
# make slow     the tests that take longer: killed ingestions, a process without a network
# make browser  the tests that drive the page in Chromium
# make eval     build the index if need be, then score the golden questions
# make bench    Archway side by side with LangChain's usual parts
# make lock     resolve the dependencies anew into constraints.txt

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed

.PHONY: run test check lint browser slow bench eval lock clean

run: $(INSTALLED)
	@$(BIN)/archway ingest
	@$(BIN)/archway serve

test: $(INSTALLED)
	$(BIN)/pytest

check: lint test

lint: $(INSTALLED)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/archway corpus check --errors-only

slow: $(INSTALLED)
	$(BIN)/pytest -m slow

browser: $(INSTALLED)
	@command -v chromium >/dev/null || { echo "Install Chromium first: apt-get update && apt-get install -y chromium"; exit 1; }
	$(BIN)/pytest -m browser

eval: $(INSTALLED)
	@$(BIN)/archway ingest
	$(BIN)/archway eval

bench: $(INSTALLED)
	$(BIN)/python -m benchmarks.side_by_side

$(INSTALLED): constraints.txt pyproject.toml tools/install.py
	@$(PYTHON) tools/install.py $(VENV)

lock:
	$(PYTHON) -m venv .venv-lock
	.venv-lock/bin/pip install -q torch==2.13.0
	.venv-lock/bin/pip install -q ".[dev]" setuptools
	.venv-lock/bin/pip freeze --all --exclude archway --exclude pip | sed 's/+cpu$$//' | sort -f > constraints.txt
	rm -rf .venv-lock

clean:
	rm -rf $(VENV) .archway
