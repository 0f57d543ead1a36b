# What is done often, in one word each. `make` alone lists it.
# Another Python: make run PYTHON=python3.12        Some tests only: make test ARGS="-k sync"

PYTHON ?= python3
ARGS ?=
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip --disable-pip-version-check install --quiet
# One version of each library on every system; pins stay unless `make requirements UPGRADE=--upgrade`.
LOCK = build/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest \
	--generate-hashes --custom-compile-command "make requirements" $(UPGRADE)
BUILD_NEEDS = build/lock/bin/python -c 'import tomllib; \
	print(*tomllib.load(open("pyproject.toml", "rb"))["build-system"]["requires"], sep="\n")'

.DEFAULT_GOAL := help
.PHONY: help run test clean requirements

help: ## list these commands
	@sed -n 's/^\([a-z]*\):.*## /make \1: /p' Makefile

run: $(VENV)/.run ## bring the PO files up to date and export all pages that are complete
	@# Exit code 1 is news, not failure: some edition waits for its translators, and the status above says which.
	@$(BIN)/l10n-flow run || [ $$? -eq 1 ]
	@echo "The pages are in $(CURDIR)/public:"
	@find public -name '*.html' | sort | grep .

test: $(VENV)/.test ## check style, types and layers, and run the tests
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/pytest $(ARGS)

clean: ## remove the virtual environment, the pages and all that can be made again; former versions of PO files stay
	rm -rf $(VENV) .l10n-flow/ledger* .l10n-flow/memory* .l10n-flow/glossary* .l10n-flow/site* .l10n-flow/links* public build dist .hypothesis .mypy_cache .pytest_cache .ruff_cache src/*.egg-info
	find benchmarks src tests -name __pycache__ -type d -prune -exec rm -rf {} +

requirements: ## pin and hash what pyproject.toml asks for
	$(PYTHON) -m venv build/lock
	build/lock/bin/python -m pip --disable-pip-version-check install --quiet uv
	$(BUILD_NEEDS) | $(LOCK) pyproject.toml - --output-file requirements.txt
	$(BUILD_NEEDS) | $(LOCK) pyproject.toml - --all-extras --group dev --constraint requirements.txt --output-file requirements-dev.txt

$(VENV)/.run: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "l10n-flow needs Python 3.11 or newer, and $(PYTHON) is: $$($(PYTHON) --version 2>&1)"; \
		echo "Name a newer one, for example: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 2; } >&2
	@echo "Installing l10n-flow into $(VENV) (this is done once) ..."
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 2; }
	@$(INSTALL) --require-hashes --requirement requirements.txt
	@# The project itself: no download, built with the pinned setuptools that the line above installed.
	@$(INSTALL) --no-deps --no-index --no-build-isolation --editable .
	@touch $@

$(VENV)/.test: requirements-dev.txt $(VENV)/.run
	@echo "Installing what the tests need into $(VENV) (this is done once) ..."
	@$(INSTALL) --require-hashes --requirement requirements-dev.txt
	@touch $@
